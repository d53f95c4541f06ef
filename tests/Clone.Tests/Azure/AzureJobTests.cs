using System;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Threading.Tasks;
using Azure.Storage.Blobs.Specialized;
using Clone.Tests.Cmdlets;
using Clone.Tests.Processes;
using Clone.Tests.S3;
using Xunit;

namespace Clone.Tests.Azure;

/// <summary>Jobs to a container of a real service, as people use them from PowerShell.</summary>
[Collection(StateCollection.Name)]
public sealed class AzureJobTests(Azurite server) : IDisposable
{
    const string Marker = "CloneForWindows/f003ef6bb89b.UUID.Check";

    readonly ContainerScene scene = new(server);

    ModuleRunspace Module => scene.Module;

    public void Dispose() => scene.Dispose();

    [Fact]
    public async Task A_folder_is_mirrored_run_by_run()
    {
        var place = await scene.MakeAsync("-Prefix office");
        File.SetLastWriteTimeUtc(scene.Write("a.txt", "alpha"), new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc));
        scene.Write("docs/日本 b.txt", "beta");
        scene.Write("docs/deep/c", "");
        Directory.CreateDirectory(Path.Combine(scene.Source, "empty"));
        AssertCompare("Create", 6);
        var first = scene.Run();
        Assert.Equal(("Succeeded", "Azure", 6L, 0L), (first.Get("Result"), first.Get("Kind"), first.Get("Copied"), first.Get("Failed")));
        await scene.AssertIsCopyAsync(place, "office/");
        AssertCompare("Create", 0);
        var second = scene.Run();
        Assert.Equal((0L, 6L, 0L), (second.Get("Copied"), second.Get("Skipped"), second.Get("Bytes")));

        scene.Write("a.txt", "another alpha");
        scene.Write("new", "new");
        File.Delete(Path.Combine(scene.Source, "docs", "deep", "c"));
        Directory.Delete(Path.Combine(scene.Source, "docs", "deep"));
        File.Move(Path.Combine(scene.Source, "docs", "日本 b.txt"), Path.Combine(scene.Source, "moved"));
        var third = scene.Run();
        Assert.Equal(("Succeeded", 0L, 1L), (third.Get("Result"), third.Get("Failed"), third.Get("Moved")));
        await scene.AssertIsCopyAsync(place, "office/");
        var full = scene.Run("-Mode Full");
        Assert.Equal(("Succeeded", 3L), (full.Get("Result"), full.Get("Updated")));
        await scene.AssertIsCopyAsync(place, "office/");
    }

    [Fact]
    public async Task What_cannot_work_is_said_when_the_job_is_made()
    {
        var place = await server.MakeContainerAsync();
        var wrong = ContainerScene.Secret(Convert.ToBase64String(new byte[64]));
        // Azurite's code for a wrong key is that of missing rights; the service has one of its own (AzureErrorTests).
        scene.New(place.Container, key: wrong).HasError("CloneServiceAccessDenied");
        scene.New(place.Container, key: ContainerScene.Secret("not base64!")).HasError("CloneServiceCredentialRefused");
        scene.New("c" + Guid.NewGuid().ToString("N")).HasError("CloneBucketNotFound");
        foreach (var name in new[] { "no", "Upper", "two--hyphens", "-first", "last-" }) scene.New(name).HasError("CloneServiceAddressInvalid");
        foreach (var more in new[] { "-Prefix ../x", "-AccessTier Archive", "-AccessTier Warm", "-Proxy http://user:pass@proxy" })
            scene.New(place.Container, more).HasError("CloneServiceAddressInvalid");
        scene.New(place.Container, "-SasToken $args[3]").HasError("CloneServiceCredentialMissing");
        Module.Run("New-CloneJob Data $args[0] -AzureContainer $args[1] -AzureAccount office", scene.Source, place.Container)
            .HasError("CloneServiceCredentialMissing");
        Module.Run("New-CloneJob Data $args[0] -AzureContainer $args[1] -AzureKey $args[2]", scene.Source, place.Container, ContainerScene.Key)
            .HasError("CloneServiceAddressInvalid");
        Assert.Empty(Module.Run("Get-CloneJob").HasNoErrors().Output);
        Assert.Empty(scene.Secrets());
        scene.New(place.Container, "-Prefix one -AccessTier cool").HasNoErrors();
        scene.New(place.Container, "-Prefix one/two", name: "Other").HasError("CloneDestinationUsedByJob");
        scene.New(place.Container, "-Prefix two", name: "Other").HasNoErrors();
        Module.Run("Set-CloneJob Data -S3Bucket some").HasError("CloneJobKindDiffers");
    }

    [Fact]
    public async Task Another_s_copy_is_not_written_to_but_by_a_take_over()
    {
        var place = await scene.MakeAsync();
        var time = File.GetLastWriteTimeUtc(scene.Write("a", "alpha"));
        scene.Write("b", "beta");
        scene.Run();
        Module.Run("Remove-CloneJob Data -Confirm:$false").HasNoErrors();
        var other = Module.Folder("another source");
        File.WriteAllText(Path.Combine(other, "a"), "alpha");
        File.SetLastWriteTimeUtc(Path.Combine(other, "a"), time);
        scene.New(place.Container, source: other).HasError("CloneDestinationOwnedByOther");
        scene.New(place.Container, "-TakeOver Adopt", source: other).HasNoErrors();
        var report = scene.Run();
        // What agrees is not sent again, what is too much goes.
        Assert.Equal(("Succeeded", 0L, 1L, 1L), (report.Get("Result"), report.Get("Copied"), report.Get("Skipped"), report.Get("Deleted")));
        Assert.Equal(["a"], (await scene.BlobsAsync(place)).Select(blob => blob.Name).Where(name => !name.StartsWith("CloneForWindows/", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_is_removed_or_replaced_is_kept_listed_and_comes_back_and_the_guard_watches()
    {
        var place = await scene.MakeAsync("-KeepDeleted 30 -MaxDeleteCount 1");
        scene.Write("a", "first");
        scene.Write("b", "beta");
        scene.Write("c", "gamma");
        scene.Run();
        var before = Module.Run("[datetime]::Now").Single().BaseObject;
        scene.Write("a", "second one");
        File.Delete(Path.Combine(scene.Source, "b"));
        scene.Run();
        var kept = (await scene.BlobsAsync(place, "CloneForWindows/kept/")).Select(blob => blob.Name[(blob.Name.LastIndexOf('/') + 1)..]).Order();
        Assert.Equal(["a", "b"], kept);
        Assert.Equal(["a", "b"], Module.Run("Get-CloneItem Data -Kept").HasNoErrors().All("Path").Order());
        Assert.Equal(["a", "b", "c"], Module.Run("Get-CloneItem Data -AsOf $args[0]", before).HasNoErrors().All("Path").Order());
        var target = Module["restored"];
        Assert.Equal("Succeeded", Module.Run("Restore-CloneFromAzure Data $args[0] -AsOf $args[1]", target, before).Single().Get("Result"));
        Assert.Equal(("first", "beta"), (File.ReadAllText(Path.Combine(target, "a")), File.ReadAllText(Path.Combine(target, "b"))));

        File.Delete(Path.Combine(scene.Source, "a"));
        File.Delete(Path.Combine(scene.Source, "c"));
        scene.Write("d", "delta");
        var refused = Module.Run("Start-CloneSync Data");
        Assert.Equal("Refused", refused.Output.Single().Get("Result"));
        refused.HasError("CloneTooManyRemovals");
        Assert.Equal("Succeeded", scene.Run("-Force").Get("Result"));
        await scene.AssertIsCopyAsync(place);
        Module.Run("Set-CloneJob Data -KeepDeleted 0").HasNoErrors();
        scene.Run();
        Assert.Empty(await scene.BlobsAsync(place, "CloneForWindows/kept/"));
    }

    [Fact]
    public async Task A_marker_that_is_gone_stops_the_run_and_a_lost_index_costs_no_contents()
    {
        var place = await scene.MakeAsync();
        for (var i = 0; i < 20; i++) scene.Write("d/" + i, "text " + i);
        scene.Run();
        Directory.Delete(Path.Combine(Module.Home, "index"), recursive: true);
        var report = scene.Run();
        Assert.Equal(("Succeeded", 21L, 0L), (report.Get("Result"), report.Get("Skipped"), report.Get("Bytes")));
        await scene.Client(place).DeleteBlobAsync(Marker, cancellationToken: TestContext.Current.CancellationToken);
        var stopped = Module.Run("Start-CloneSync Data");
        Assert.Equal("Refused", stopped.Output.Single().Get("Result"));
        stopped.HasError("CloneDestinationMarkerMissing");
    }

    [Fact]
    public async Task A_service_that_is_gone_fails_the_run_and_the_next_one_goes_on()
    {
        var place = await server.MakeContainerAsync();
        await using (var between = new TcpFaultProxy(server.Endpoint))
        {
            scene.New(place.Container, address: between.Address.AbsoluteUri + Azurite.Account).HasNoErrors();
            scene.Write("a", "alpha");
            scene.Run();
        }
        scene.Write("b", "beta");
        var failed = Module.Run("Start-CloneSync Data");
        Assert.Equal(("Failed", 11), (failed.Output.Single().Get("Result"), failed.Output.Single().Get("ExitCode")));
        failed.HasError("CloneServiceUnreachable");
        Module.Run("Set-CloneJob Data -Endpoint $args[0]", scene.Address).HasError("CloneCredentialMissing");
        Module.Run("Set-CloneJob Data -Endpoint $args[0] -AzureKey $args[1]", scene.Address, ContainerScene.Key).HasNoErrors();
        var report = scene.Run();
        Assert.Equal(("Succeeded", 1L, 1L), (report.Get("Result"), report.Get("Copied"), report.Get("Skipped")));
        await scene.AssertIsCopyAsync(place);
    }

    [Fact]
    public async Task A_run_that_was_killed_is_gone_on_with()
    {
        // Slow enough that it is under way when it is killed.
        var place = await scene.MakeAsync("-BandwidthLimit 4M");
        for (var i = 0; i < 300; i++) scene.Write($"d{i % 7}/{i}", "text " + i);
        File.WriteAllBytes(Path.Combine(scene.Source, "large"), RandomNumberGenerator.GetBytes(48 << 20));
        using (var other = OtherProcess.Start("sync", Module.Home, "Data", "Incremental"))
        {
            while ((await scene.BlobsAsync(place, "d")).Count == 0) Assert.False(other.HasEnded);
            other.Kill();
        }
        Module.Run("Set-CloneJob Data -BandwidthLimit off").HasNoErrors();
        var report = Module.Run("Start-CloneSync Data").Single();
        Assert.Equal(("Succeeded", 0L), (report.Get("Result"), report.Get("Failed")));
        Assert.Single((string[])report.Get("Warnings")!);
        await scene.AssertIsCopyAsync(place);
        Assert.Equal(0L, scene.Run().Get("Bytes"));
    }

    [Fact]
    public async Task A_job_is_tested_before_it_runs()
    {
        var place = await scene.MakeAsync();
        scene.Write("a", "alpha");
        Assert.All(Module.Run("Test-CloneJob Data").HasNoErrors().All("Result"), result => Assert.Equal("Passed", result));
        Assert.Empty(await scene.BlobsAsync(place));
        await using (var between = new TcpFaultProxy(server.Endpoint))
        {
            Module.Run("Set-CloneJob Data -Endpoint $args[0] -AzureKey $args[1]", between.Address.AbsoluteUri + Azurite.Account, ContainerScene.Key)
                .HasNoErrors();
        }
        var failed = Module.Run("Test-CloneJob Data").Output.Where(check => "Failed".Equals(check.Get("Result")));
        Assert.Equal("DestinationPath", Assert.Single(failed).Get("Name"));
    }

    [Fact]
    public async Task A_time_alone_is_set_where_the_blob_lies_and_page_blobs_are_left_alone()
    {
        var place = await scene.MakeAsync("-MetadataOnly Copy");
        var page = scene.Client(place).GetPageBlobClient("page");
        await page.CreateAsync(512, cancellationToken: TestContext.Current.CancellationToken);
        Module.Run("Set-CloneJob Data -TakeOver Adopt").HasNoErrors();
        var file = scene.Write("a", "alpha");
        Assert.Equal(("Succeeded", 1L), (scene.Run().Get("Result"), await CountAsync("a")));
        File.SetLastWriteTimeUtc(file, new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc));
        Assert.Equal(0L, scene.Run().Get("Bytes"));
        Assert.StartsWith("2001-02-03T04:05:06", (await scene.BlobsAsync(place, "a")).Single().Metadata["mtime"], StringComparison.Ordinal);
        File.SetLastWriteTimeUtc(file, new DateTime(2002, 2, 3, 4, 5, 6, DateTimeKind.Utc));
        Module.Run("Set-CloneJob Data -MetadataOnly Defer").HasNoErrors();
        Assert.Equal(0L, scene.Run().Get("Bytes"));
        Assert.StartsWith("2001", (await scene.BlobsAsync(place, "a")).Single().Metadata["mtime"], StringComparison.Ordinal);
        Assert.True(await page.ExistsAsync(TestContext.Current.CancellationToken));
        async Task<long> CountAsync(string prefix) => (await scene.BlobsAsync(place, prefix)).Count;
    }

    void AssertCompare(string action, int count) =>
        Assert.Equal(count, Module.Run("Compare-CloneJob Data").HasNoErrors().All("Action").Count(found => action.Equals(found)));
}
