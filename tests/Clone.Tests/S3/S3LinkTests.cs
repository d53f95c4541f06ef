using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Net;
using System.Threading.Tasks;
using Clone.Tests.Cmdlets;
using Xunit;

namespace Clone.Tests.S3;

/// <summary>Runs to a real service, and restores from it, over connections that are cut.</summary>
[Collection(StateCollection.Name)]
public sealed class S3LinkTests(Radosgw server)
{
    [Fact]
    public async Task Connections_that_are_cut_for_a_while_fail_no_file_of_a_run_or_a_restore()
    {
        const int Files = 120;
        const int Cut = 12;
        using var module = new ModuleRunspace();
        var source = module.Folder("source");
        for (var i = 0; i < Files; i++) File.WriteAllText(Path.Combine(source, "f" + i), new string('x', 5000) + i);
        var place = await server.MakeBucketAsync();
        await using var between = new TcpFaultProxy(server.Http);
        var key = new PSCredential("OWNERKEY", new NetworkCredential("", "OWNERSECRET").SecurePassword);
        module.Run(
            "New-CloneJob -Name Data -Source $args[0] -S3Bucket $args[1] -Endpoint $args[2] -S3Credential $args[3]",
            source, place.Bucket, between.Address.AbsoluteUri.TrimEnd('/'), key).HasNoErrors();

        between.Spoil(TcpFaultProxy.Fault.Reset, after: 3000, connections: Cut);
        var report = module.Run("Start-CloneSync Data").Single();
        Assert.Equal(("Succeeded", (long)Files, 0L), (report.Get("Result"), report.Get("Copied"), report.Get("Failed")));
        Assert.Equal(Cut, between.Spoiled);

        // Answers end within a file.
        between.Spoil(TcpFaultProxy.Fault.Truncate, after: 3000, connections: Cut);
        var target = module["restored"];
        var restored = module.Run("Restore-CloneFromS3 Data $args[0]", target).Single();
        Assert.Equal(("Succeeded", (long)Files, 0L), (restored.Get("Result"), restored.Get("Copied"), restored.Get("Failed")));
        Assert.Equal(2 * Cut, between.Spoiled);
        Assert.All(Enumerable.Range(0, Files), i =>
            Assert.Equal(File.ReadAllText(Path.Combine(source, "f" + i)), File.ReadAllText(Path.Combine(target, "f" + i))));
    }
}
