using System.Collections.Generic;
using System.IO;
using System.Linq;
using Clone.Bench.Machines;
using Clone.Bench.Measuring;

namespace Clone.Bench.Rows;

/// <summary>A row over a bucket or container of a real service on this machine.</summary>
abstract class ObjectRow(string name, ObjectService service) : Row
{
    readonly List<ObjectServer> servers = [];

    public sealed override string Name => name;

    /// <summary>The service, for the page.</summary>
    protected string Service => service.About();

    /// <summary>What holds a copy.</summary>
    protected string Place => service.Place;

    /// <summary>The service.</summary>
    protected ObjectServer Server => servers[0];

    /// <summary>Requests that the service counted in each run of Clone's side.</summary>
    protected List<long> Requests { get; } = [];

    public sealed override IReadOnlyList<Side> Prepare(Workplace place)
    {
        if (service.Missing() is { } why) return [new Side(Side.Own) { Missing = why }];
        servers.Add(service.Make(place, Path.Combine(place.NewFolder(name), "service")));
        Server.Renew();
        return PrepareSides(place, Path.Combine(place.Folder, name));
    }

    public sealed override void CleanUp()
    {
        foreach (var server in servers) server.Dispose();
        servers.Clear();
    }

    public override IEnumerable<Verdict> Judge(RowResult result) => Verdict.OfTimes(result, service.HasBars);

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
                before = Server.Requests ?? 0;
            },
            AfterEach = () =>
            {
                if (Server.Requests is { } now) Requests.Add(now - before);
            },
        };
    }

    /// <summary>How many requests a run made for so many items, beside a few for the run itself.</summary>
    protected Verdict OfRequests(int items, string what)
    {
        const int OfRun = 25;
        return new Verdict($"Clone makes {Requests.Max():N0} requests for {items:N0} {what}; at most one for each and {OfRun} for the run are asked for", Requests.Max() <= items + OfRun);
    }
}
