using System.Collections.Generic;
using System.IO;
using System.Linq;
using Clone.Bench.Machines;
using Clone.Bench.Measuring;

namespace Clone.Bench.Rows;

/// <summary>A row over a bucket of a real service on this machine.</summary>
abstract class S3Row(string name) : Row
{
    readonly List<S3Server> servers = [];

    public sealed override string Name => name;

    /// <summary>The service, for the page.</summary>
    protected static string Service =>
        $"The bucket is one of Ceph's gateway (radosgw {S3Server.Version}, http) on the same two processors, over one object store in memory. ";

    /// <summary>The service.</summary>
    protected S3Server Server => servers[0];

    /// <summary>Requests that the service counted in each run of Clone's side.</summary>
    protected List<long> Requests { get; } = [];

    public sealed override IReadOnlyList<Side> Prepare(Workplace place)
    {
        if (S3Server.Missing is { } why) return [new Side(Side.Own) { Missing = why }];
        servers.Add(new S3Server(place, Path.Combine(place.NewFolder(name), "service")));
        Server.Renew();
        return PrepareSides(place, Path.Combine(place.Folder, name));
    }

    public sealed override void CleanUp()
    {
        foreach (var server in servers) server.Dispose();
        servers.Clear();
    }

    /// <summary>Makes the trees and says what the sides do.</summary>
    /// <param name="place">Where the benchmarks work.</param>
    /// <param name="ground">The folder of this row.</param>
    protected abstract IReadOnlyList<Side> PrepareSides(Workplace place, string ground);

    /// <summary>Clone's side, whose requests are counted.</summary>
    protected Side Counted(Side side)
    {
        var before = 0L;
        return side with
        {
            BeforeEach = () =>
            {
                side.BeforeEach?.Invoke();
                before = Server.Counted("req");
            },
            AfterEach = () => Requests.Add(Server.Counted("req") - before),
        };
    }

    /// <summary>How many requests a run made for so many items, beside a few for the run itself.</summary>
    protected Verdict OfRequests(int items, string what)
    {
        const int OfRun = 25;
        return new Verdict($"Clone makes {Requests.Max():N0} requests for {items:N0} {what}; at most one for each and {OfRun} for the run are asked for", Requests.Max() <= items + OfRun);
    }
}
