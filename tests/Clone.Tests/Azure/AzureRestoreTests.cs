using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Security.Cryptography;
using System.Threading.Tasks;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Clone.Tests.Cmdlets;
using Xunit;

namespace Clone.Tests.Azure;

/// <summary>Copies in containers of a real service come back and are listed, by their jobs and by their address alone.</summary>
[Collection(StateCollection.Name)]
public sealed class AzureRestoreTests(Azurite server) : IDisposable
{
    readonly ContainerScene scene = new(server);

    ModuleRunspace Module => scene.Module;

    public void Dispose() => scene.Dispose();

    [Fact]
    public async Task A_copy_comes_back_from_its_job_or_from_its_address()
    {
        var place = await scene.MakeAsync("-Prefix office");
        for (var i = 0; i < 40; i++) scene.Write($"d{i % 3}/日本 {i}", "text " + i);
        File.WriteAllBytes(Path.Combine(scene.Source, "large"), RandomNumberGenerator.GetBytes(20 << 20));
        Directory.CreateDirectory(Path.Combine(scene.Source, "empty"));
        File.SetLastWriteTimeUtc(scene.Write("zero", ""), new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc).AddTicks(1234567));
        scene.Run();
        var target = Module["restored"];
        Assert.Empty(Module.Run("Restore-CloneFromAzure Data $args[0] -WhatIf", target).HasNoErrors().Output);
        Assert.False(Directory.Exists(target));
        var report = Module.Run("Restore-CloneFromAzure Data $args[0]", target).Single();
        Assert.Equal(("Succeeded", "Restore", "Azure", 46L), (report.Get("Result"), report.Get("Mode"), report.Get("Kind"), report.Get("Copied")));
        scene.AssertSame(target);
        Assert.Equal(46L, Module.Run("Restore-CloneFromAzure Data $args[0]", target).Single().Get("Skipped"));

        // A new machine: nothing is known but the address and the key.
        Directory.Delete(Module.Home, recursive: true);
        const string From = ContainerScene.There + " -Prefix office/ -Destination $args[4]";
        var anew = Module.Folder("anew");
        File.WriteAllText(Path.Combine(anew, "other"), "stays");
        Module.Run("Restore-CloneFromAzure " + From, place.Container, Azurite.Account, scene.Address, ContainerScene.Secret(Convert.ToBase64String(new byte[64])), anew)
            .HasError("CloneServiceAccessDenied");
        Assert.Equal("Succeeded", Module.Run("Restore-CloneFromAzure " + From, scene.From(place, anew)).Single().Get("Result"));
        Assert.Equal("stays", File.ReadAllText(Path.Combine(anew, "other")));
        File.Delete(Path.Combine(anew, "other"));
        scene.AssertSame(anew);
        var part = Module["part"];
        Assert.Equal(14L, Module.Run($"Restore-CloneFromAzure {From} -Path d1", scene.From(place, part)).Single().Get("Copied"));
        Module.Run($"Restore-CloneFromAzure {ContainerScene.There} -Destination $args[4]", scene.From(place, part)).HasError("CloneCopyMarkerMissing");
        Module.Run($"Restore-CloneFromAzure {From} -Path nothing", scene.From(place, part)).HasError("CloneItemNotFound");
    }

    [Fact]
    public async Task A_copy_is_listed_by_its_address_alone()
    {
        var place = await scene.MakeAsync("-Prefix office");
        scene.Write("a.txt", "alpha");
        scene.Write("docs/日本 b.txt", "beta text");
        scene.Run();
        Directory.Delete(Module.Home, recursive: true);
        const string There = ContainerScene.There + " -Prefix office";
        Assert.Equal(["a.txt", "docs"], Module.Run("Get-CloneItem " + There, scene.From(place)).HasNoErrors().All("Path"));
        var found = Module.Run($"Get-CloneItem {There} -Recurse | Where-Object Kind -eq File", scene.From(place)).HasNoErrors().Output;
        Assert.Equal([("a.txt", 5L), ("docs/日本 b.txt", 9L)], found.Select(item => ((string)item.Get("Path")!, (long)item.Get("Size")!)));
        Assert.Equal($"{scene.Address}/{place.Container}/office/", found[0].Get("CopyPath"));
        Module.Run($"Get-CloneItem {There} -Path nothing", scene.From(place)).HasError("CloneItemNotFound");
        Module.Run($"Get-CloneItem {There} -AsOf 2001-01-01", scene.From(place)).HasError("CloneNothingKept");
        Module.Run("Get-CloneItem " + ContainerScene.There, scene.From(place)).HasError("CloneCopyMarkerMissing");
    }

    [Fact]
    public async Task What_lies_in_the_archive_is_asked_for_and_comes_back_later()
    {
        var place = await scene.MakeAsync();
        scene.Write("new", "new");
        scene.Write("old", "from long ago");
        scene.Run();
        var old = scene.Client(place).GetBlockBlobClient("old");
        await old.SetAccessTierAsync(AccessTier.Archive, cancellationToken: TestContext.Current.CancellationToken);
        var target = Module["restored"];
        var failed = Module.Run("Restore-CloneFromAzure Data $args[0]", target);
        Assert.Equal(("CompletedWithFailures", 1L, 1L), (failed.Output.Single().Get("Result"), failed.Output.Single().Get("Copied"), failed.Output.Single().Get("Failed")));
        Assert.Equal(["CloneRestoreItemArchived", "CloneRestoreItemsFailed"], Ids(failed));
        Module.Run("Restore-CloneFromAzure Data $args[0] -RequestArchive -WhatIf", target).HasNoErrors();
        Assert.Equal("Archive", (await old.GetPropertiesAsync(cancellationToken: TestContext.Current.CancellationToken)).Value.AccessTier);
        Assert.Equal(["CloneRestoreItemRequested", "CloneRestoreItemsFailed"], Ids(Module.Run("Restore-CloneFromAzure Data $args[0] -RequestArchive", target)));
        // The emulator brings it back at once.
        Assert.Equal("Succeeded", Module.Run("Restore-CloneFromAzure Data $args[0]", target).Single().Get("Result"));
        scene.AssertSame(target);
    }

    [Fact]
    public async Task Where_nothing_deleted_is_kept_that_is_said_and_nothing_is_restored()
    {
        await scene.MakeAsync();
        scene.Write("file", "text");
        scene.Run();
        var target = Module["restored"];
        var refused = Module.Run("Restore-CloneFromAzure Data $args[0] -Undelete", target);
        Assert.Equal("CloneSoftDeleteOff", Assert.Single(Ids(refused)));
        Assert.False(Directory.Exists(target));
        Module.Run("Restore-CloneFromAzure Data $args[0] -Undelete -WhatIf", target).HasNoErrors();
        Assert.Equal("Succeeded", Module.Run("Restore-CloneFromAzure Data $args[0]", target).Single().Get("Result"));
    }

    [Fact]
    public async Task Names_that_are_no_paths_are_failures()
    {
        var place = await scene.MakeAsync();
        scene.Write("good", "good");
        scene.Run();
        var client = scene.Client(place);
        foreach (var name in new[] { "a//b", "d//e/f" })
            await client.UploadBlobAsync(name, BinaryData.FromString("evil"), TestContext.Current.CancellationToken);
        var target = Module["restored"];
        var report = Module.Run("Restore-CloneFromAzure Data $args[0]", target).Output.Single();
        Assert.Equal(("CompletedWithFailures", 2L), (report.Get("Result"), report.Get("Failed")));
        var failures = ((IEnumerable<object>)report.Get("Failures")!).Select(failure => new PSObject(failure));
        Assert.Equal(["a//b", "d//e/f"], failures.Select(failure => failure.Get("Path")).Order());
        Assert.Equal(["good"], Directory.GetFileSystemEntries(target).Select(Path.GetFileName));
    }

    static IEnumerable<string> Ids(Outcome outcome) => outcome.Errors.Select(error => error.FullyQualifiedErrorId.Split(',')[0]);
}
