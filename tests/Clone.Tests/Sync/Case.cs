using System;
using System.Collections.Generic;
using System.Linq;
using Clone.Engine.Entries;
using Clone.Engine.Folders;
using Clone.Engine.State;
using Clone.Engine.Sync;

namespace Clone.Tests.Sync;

/// <summary>Two sides, an index and options: all that a plan is made from.</summary>
sealed record Case(PlanOptions Options, Tree Source, Tree Destination, int Most, int Seed)
{
    public static EntryFacts Root { get; } = new() { Kind = EntryKind.Folder, Modified = TimeSpan.TicksPerDay };

    /// <summary>Facts of the destination's root.</summary>
    public EntryFacts DestinationRoot { get; init; } = Root with { Modified = TimeSpan.TicksPerDay + (Seed & 1) };

    /// <summary>Rows by key: some agree with what the sides hold now, some with something else, some stand alone.</summary>
    public Dictionary<string, IndexRow> Index { get; init; } = RowsFor(Source, Destination, Seed);

    public Case WithoutIndex() => this with { Index = [], DestinationRoot = Root };

    public PlanModel Model => new(Source, Destination, Index, Options, Root, DestinationRoot);

    public (List<PlanItem> Items, PlanCounts Counts) Plan() => Plan(Source.Batches(Most), Destination.Batches(Most));

    public (List<PlanItem> Items, PlanCounts Counts) Plan(
        IAsyncEnumerable<EntryBatch> source, IAsyncEnumerable<EntryBatch> destination)
    {
        var planner = new Planner(Options, Root, DestinationRoot);
        using var rows = new RowsInMemory(Index);
        var march = new March(source, destination, rows, planner);
        return (march.ReadToEnd(), planner.Counts);
    }

    /// <summary>
    /// The case as it stands when a plan has been carried out in full; null when a folder that is to go holds something
    /// that must stay, or a name is taken by something that must stay, so that it cannot be.
    /// </summary>
    public Case? AfterRun(List<PlanItem> items)
    {
        var destination = Destination.Copy();
        var index = new Dictionary<string, IndexRow>(Index);
        foreach (var item in Enumerable.Reverse(items).Where(i => i.Step is PlanStep.Remove or PlanStep.Sweep))
        {
            if (!destination.Remove(item.Path.ToString())) return null;
            index.Remove(KeyOf(item));
        }
        foreach (var item in items)
        {
            var path = item.Path.ToString();
            switch (item.Step)
            {
                case PlanStep.Create or PlanStep.Replace or PlanStep.Touch:
                    destination.Set(path, item.Source, Options.DeleteExcluded);
                    if (!destination.Nodes.TryGetValue(path, out var made) || made.Facts.Kind != item.Source.Kind) return null;
                    index[KeyOf(item)] = new IndexRow { Source = item.Source, Destination = item.Source };
                    break;
                case PlanStep.Observe:
                    index[KeyOf(item)] = new IndexRow { Source = item.Source, Destination = item.Destination!.Value };
                    break;
                case PlanStep.Forget:
                    index.Remove(KeyOf(item));
                    break;
            }
        }
        foreach (var item in items.Where(i => i.Step == PlanStep.SettleFolder && !i.Path.IsRoot))
        {
            var path = item.Path.ToString();
            destination.Set(path, destination.Nodes[path].Facts with { Modified = item.Source.Modified }, Options.DeleteExcluded);
            index[KeyOf(item)] = new IndexRow { Source = item.Source, Destination = destination.Nodes[path].Facts };
        }
        return this with { Destination = destination, Index = index, DestinationRoot = Root };
    }

    static string KeyOf(PlanItem item) => item.Path + (item.Source.Kind == EntryKind.Folder ? "/" : "");

    static Dictionary<string, IndexRow> RowsFor(Tree source, Tree destination, int seed)
    {
        var random = new Random(seed);
        var rows = new Dictionary<string, IndexRow>();
        foreach (var key in source.Keys().Concat(destination.Keys()).Concat(["a/gone", "gone", "p/gone/", "b/a/gone"]))
        {
            if (random.Next(3) == 0) continue;
            var path = key.TrimEnd('/');
            source.Nodes.TryGetValue(path, out var from);
            destination.Nodes.TryGetValue(path, out var to);
            var kind = key.EndsWith('/') ? EntryKind.Folder : EntryKind.File;
            var row = new IndexRow
            {
                Source = (from?.Facts ?? new EntryFacts { Kind = kind }) with { Unreadable = false },
                Destination = (to?.Facts ?? new EntryFacts { Kind = kind }) with { Unreadable = false },
            };
            rows[key] = random.Next(10) switch
            {
                0 => row with { Source = row.Source with { Size = 99 } },
                1 => row with { Destination = row.Destination with { Modified = row.Destination.Modified + 1 } },
                2 => row with { Destination = row.Destination with { Modified = row.Destination.Modified - TimeSpan.TicksPerHour } },
                3 => row with { Source = row.Source with { Modified = row.Source.Modified + TimeSpan.TicksPerHour } },
                4 => row with { Source = row.Source with { FileId = 77 } },
                5 => row with { Source = row.Source with { Changed = 77 } },
                6 => row with { Destination = row.Destination with { Changed = 77 } },
                _ => row,
            };
        }
        return rows;
    }

    public override string ToString() =>
        "source: " + Source + "\ndestination: " + Destination + "\nindex: " + string.Join(" ", Index.Keys) + "\n" + Options;

    /// <summary>The index as the march reads it.</summary>
    sealed class RowsInMemory(Dictionary<string, IndexRow> index) : TableCursor
    {
        readonly (byte[] Key, byte[] Value)[] rows = [.. index
            .Select(r => (Key: Wtf8.Encode(r.Key), Value: Stored(r.Value)))
            .OrderBy(r => r.Key, Comparer<byte[]>.Create((a, b) => a.AsSpan().SequenceCompareTo(b)))];

        int at = -1;

        public override ReadOnlySpan<byte> Key => rows[at].Key;

        public override ReadOnlySpan<byte> Value => rows[at].Value;

        public override bool MoveNext() => ++at < rows.Length;

        protected override void Dispose(bool disposing) => at = rows.Length;

        static byte[] Stored(IndexRow row)
        {
            var bytes = new byte[IndexRow.Length];
            row.Write(bytes);
            return bytes;
        }
    }
}
