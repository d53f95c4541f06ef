using System;
using System.IO;
using System.Reflection;
using System.Threading.Tasks;
using Clone.Tests.Cmdlets;
using Xunit;

namespace Clone.Tests.S3;

/// <summary>Whose credentials jobs to buckets and restores use, and what becomes of them.</summary>
[Collection(StateCollection.Name)]
public sealed class S3CredentialTests(Radosgw server) : IDisposable
{
    readonly BucketScene scene = new(server);

    ModuleRunspace Module => scene.Module;

    public void Dispose() => scene.Dispose();

    [Fact]
    public async Task A_job_is_copied_with_its_bucket_but_without_its_key()
    {
        var place = await scene.MakeAsync("-Prefix one -StorageClass STANDARD -ServerSideEncryption Default -NoChunkedEncoding");
        Module.Run("Get-CloneJob Data | New-CloneJob -Name Other -Prefix two -S3Credential $args[0]", BucketScene.Owner).HasNoErrors();
        var copied = Module.Run("Get-CloneJob Other").Single();
        foreach (var name in new[] { "Source", "S3Bucket", "Endpoint", "Port", "Region", "PathStyle", "StorageClass", "ServerSideEncryption", "NoChunkedEncoding" })
            Assert.Equal(Module.Run("Get-CloneJob Data").Single().Get(name), copied.Get(name));
        Assert.Equal((place.Bucket, "two/"), (copied.Get("S3Bucket"), copied.Get("Prefix")));
        // What another session or a file brings is no object of Clone.
        var table = System.Management.Automation.PSSerializer.Serialize(Module.Run("Get-CloneJob Data").Single());
        Module.Run("Remove-CloneJob Data, Other -Confirm:$false").HasNoErrors();
        Module.Run(
            "[System.Management.Automation.PSSerializer]::Deserialize($args[0]) | New-CloneJob -S3Credential $args[1]", table, BucketScene.Owner)
            .HasNoErrors();
        Assert.Equal("one/", Module.Run("Get-CloneJob Data").Single().Get("Prefix"));
    }

    [Fact]
    public async Task A_key_whose_job_cannot_be_stored_is_not_kept()
    {
        var place = await scene.MakeAsync();
        Directory.CreateDirectory(Path.Combine(Module.Home, "jobs.json.new", "in the way"));
        Module.Run("Set-CloneJob Data -S3Credential $args[0]", BucketScene.Owner).HasError("CloneStateUnavailable");
        Assert.Single(scene.Secrets());
        scene.New(place.Bucket, "-Prefix other").HasError("CloneJobNameTaken");
        Directory.Delete(Path.Combine(Module.Home, "jobs.json.new"), recursive: true);
        Assert.Equal("Succeeded", scene.Run().Get("Result"));
        Module.Run("Remove-CloneJob Data -Confirm:$false").HasNoErrors();
        Directory.CreateDirectory(Path.Combine(Module.Home, "jobs.json.new", "in the way"));
        scene.New(place.Bucket).HasError("CloneStateUnavailable");
        Assert.Empty(scene.Secrets());
    }

    [Fact]
    public async Task A_restore_in_the_background_wipes_its_key_when_it_has_ended()
    {
        var place = await scene.MakeAsync();
        scene.Write("a", "alpha");
        scene.Run();
        var job = Module.Run(
            "Restore-CloneFromS3 -S3Bucket $args[0] -Endpoint $args[1] -S3Credential $args[2] -Destination $args[3] -AsJob",
            place.Bucket, scene.Address, BucketScene.Owner, Module["restored"]).Single();
        var report = Module.Run("$args[0] | Wait-Job | Receive-Job", job).Single();
        Assert.Equal("Succeeded", report.Get("Result"));
        Assert.Equal("alpha", File.ReadAllText(Path.Combine(Module["restored"], "a")));
        var password = Field(job.BaseObject, "key").GetType().GetProperty("Password")!.GetValue(Field(job.BaseObject, "key"))!;
        Assert.Equal(new byte["OWNERSECRET".Length], (byte[])Field(password, "bytes"));
    }

    static object Field(object holder, string name) =>
        holder.GetType().GetField(name, BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(holder)!;
}
