using System;

namespace Clone.Bench.Machines;

/// <summary>A service of objects that rows run over.</summary>
/// <param name="Place">What holds a copy: bucket or container.</param>
/// <param name="About">What it is, for the page.</param>
/// <param name="Missing">Why it cannot be had here; null when it can.</param>
/// <param name="Make">Makes its server, which works in a folder.</param>
/// <param name="HasBars">False where it decides itself how long all take, so that figures are only reported.</param>
sealed record ObjectService(
    string Place, Func<string> About, Func<string?> Missing, Func<Workplace, string, ObjectServer> Make, bool HasBars)
{
    /// <summary>Ceph's gateway.</summary>
    public static ObjectService S3 { get; } = new(
        "bucket",
        () => $"The bucket is one of Ceph's gateway (radosgw {S3Server.Version}, http) on the same two processors, over one object store in memory. ",
        () => S3Server.Missing, (place, folder) => new S3Server(place, folder), HasBars: true);

    /// <summary>Azurite.</summary>
    public static ObjectService Azure { get; } = new(
        "container",
        () => $"The container is one of Azurite {AzureServer.Version} (http) on the same two processors, in memory; its single thread decides. ",
        () => AzureServer.Missing, (place, folder) => new AzureServer(place, folder), HasBars: false);
}
