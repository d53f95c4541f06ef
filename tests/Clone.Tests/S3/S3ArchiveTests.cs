using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Clone.Tests.Cmdlets;
using Xunit;

namespace Clone.Tests.S3;

/// <summary>Restores of objects that lie in an archive, which no server here has: a stub stands between.</summary>
[Collection(StateCollection.Name)]
public sealed class S3ArchiveTests(Radosgw server) : IAsyncDisposable
{
    readonly BucketScene scene = new(server);
    ArchivingService? service;

    ModuleRunspace Module => scene.Module;

    public async ValueTask DisposeAsync()
    {
        if (service is not null) await service.DisposeAsync();
        scene.Dispose();
    }

    [Fact]
    public async Task What_lies_in_an_archive_is_asked_for_and_comes_back_later()
    {
        var bucket = await MakeAsync();
        var target = Module["restored"];
        var failed = Module.Run("Restore-CloneFromS3 Data $args[0]", target);
        var report = failed.Output.Single();
        Assert.Equal(("CompletedWithFailures", 1L, 1L), (report.Get("Result"), report.Get("Copied"), report.Get("Failed")));
        Assert.Equal(["CloneRestoreItemArchived", "CloneRestoreItemsFailed"], Ids(failed));
        Assert.Contains("-RequestArchive", failed.Errors[0].ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(service!.Asked);

        // Nothing is asked for by a mere look, and once for each start.
        Module.Run("Restore-CloneFromS3 Data $args[0] -RequestArchive -WhatIf", target).HasNoErrors();
        Assert.Empty(service.Asked);
        var asked = Module.Run("Restore-CloneFromS3 Data $args[0] -RequestArchive", target);
        Assert.Equal(["CloneRestoreItemRequested", "CloneRestoreItemsFailed"], Ids(asked));
        Assert.Contains("Days>7<", Assert.Single(service.Asked).Text, StringComparison.Ordinal);
        Assert.Contains(asked.Warnings, warning => warning.Contains('7'));
        Assert.False(File.Exists(Path.Combine(target, "old")));
        Assert.Equal(["CloneRestoreItemRequested", "CloneRestoreItemsFailed"], Ids(Module.Run("Restore-CloneFromS3 Data $args[0] -RequestArchive", target)));

        service.BringBack(bucket, "old");
        Assert.Equal(("Succeeded", 1L, 1L), Figures(Module.Run("Restore-CloneFromS3 Data $args[0]", target).Single()));
        Assert.Equal("from long ago", File.ReadAllText(Path.Combine(target, "old")));
    }

    [Fact]
    public async Task A_restore_of_nothing_but_archived_files_has_not_failed_when_all_were_asked_for()
    {
        var bucket = await MakeAsync();
        Module.Run("Remove-CloneJob Data -Confirm:$false").HasNoErrors();
        const string From = "Restore-CloneFromS3 -S3Bucket $args[0] -Endpoint $args[1] -S3Credential $args[2] -Destination $args[3] -Path old";
        object[] place = [bucket, service!.Address, BucketScene.Owner, Module["restored"]];
        Assert.Equal("Failed", Module.Run(From, place).Output.Single().Get("Result"));
        var asked = Module.Run(From + " -RequestArchive", place).Output.Single();
        Assert.Equal("CompletedWithFailures", asked.Get("Result"));
        Assert.Equal(true, new System.Management.Automation.PSObject(((IEnumerable<object>)asked.Get("Failures")!).Single()).Get("Retryable"));
    }

    [Fact]
    public async Task A_job_does_not_send_into_an_archive()
    {
        var place = await server.MakeBucketAsync();
        scene.New(place.Bucket, "-StorageClass deep_archive").HasError("CloneServiceAddressInvalid");
        scene.New(place.Bucket, "-StorageClass GLACIER").HasError("CloneServiceAddressInvalid");
    }

    async Task<string> MakeAsync()
    {
        var place = await server.MakeBucketAsync();
        service = new ArchivingService(server.Http);
        scene.New(place.Bucket, address: service.Address).HasNoErrors();
        scene.Write("new", "new");
        scene.Write("old", "from long ago");
        Assert.Equal("Succeeded", scene.Run().Get("Result"));
        service.Archive(place.Bucket, "old");
        return place.Bucket;
    }

    static (object?, object?, object?) Figures(System.Management.Automation.PSObject report) =>
        (report.Get("Result"), report.Get("Copied"), report.Get("Skipped"));

    static IEnumerable<string> Ids(Outcome outcome) => outcome.Errors.Select(error => error.FullyQualifiedErrorId.Split(',')[0]);
}
