using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Clone.Engine.Destinations;
using Clone.Engine.Entries;
using Clone.Engine.Jobs;
using Clone.Engine.ObjectCopies;
using Clone.Engine.Objects;
using Clone.Tests.Destinations;
using Clone.Tests.Memory;

namespace Clone.Tests.ObjectCopies;

/// <summary>A bucket as the place of a copy, with what the machine remembers of it.</summary>
/// <param name="open">Opens a store over the bucket.</param>
/// <param name="prefix">What the keys of the copy begin with.</param>
class BucketPlace(Func<IObjectStore> open, string prefix) : DestinationPlace
{
    readonly MemoryStateStore state = new(_ => { });
    IObjectStore? reader;

    public ObjectSendLimits Limits { get; set; } = ObjectSendLimits.Default;

    /// <summary>Keeps the sums of blocks; null where none are kept.</summary>
    public RememberedBlocks? Blocks { get; init; }

    /// <summary>What becomes of files that have the contents of their objects.</summary>
    public MetadataOnlyMode? MetadataOnly { get; set; }

    /// <summary>Whether each opening remembers nothing of those before.</summary>
    public bool Forgets { get; init; }

    /// <summary>The store of the last opening.</summary>
    public IObjectStore Store { get; private set; } = null!;

    /// <summary>Another's store over the same bucket.</summary>
    public IObjectStore Reader => reader ??= open();

    /// <summary>All keys of the bucket, in their order.</summary>
    public List<string> Keys => [.. All("").Select(info => info.Key)];

    public override IDestination Open(TemporaryNames names) => Blocks is null ? Open() : Blocks.Over(Open());

    public ObjectDestination Open() => new(OpenPlace());

    public ObjectPlace OpenPlace()
    {
        Store = open();
        var file = (Forgets ? new MemoryStateStore(_ => { }) : state).Open("index", "index", 1);
        return ObjectPlace.Of(Store, prefix, ObjectTables.Of(file)) with { Limits = Limits, Blocks = Blocks?.Shelf, MetadataOnly = MetadataOnly };
    }

    public override SortedDictionary<string, string> Read()
    {
        var found = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var info in All(prefix))
        {
            var path = info.Key[prefix.Length..];
            for (var cut = path.IndexOf('/'); cut >= 0; cut = path.IndexOf('/', cut + 1)) found[path[..cut]] = "folder";
            if (path[^1] != '/') found.Add(path, "file: " + Encoding.UTF8.GetString(Contents(info.Key)));
        }
        return found;
    }

    public byte[] Contents(string key) => Wait(async () =>
    {
        using var reading = await Reader.OpenAsync(key, ReadOptions.Whole, CancellationToken.None);
        using var contents = new MemoryStream();
        await reading.Content.CopyToAsync(contents);
        return contents.ToArray();
    });

    /// <summary>Somebody else puts an object.</summary>
    public void Put(string key, byte[] contents, params (string Name, string Value)[] metadata) => Wait(() => Reader.PutAsync(
        key, ObjectBody.Of(contents), new ObjectProperties { Metadata = metadata.ToDictionary(one => one.Name, one => one.Value) },
        PutCondition.None, CancellationToken.None));

    /// <summary>Somebody else deletes objects.</summary>
    public void Remove(IEnumerable<string> keys) =>
        Wait(() => Reader.DeleteAsync([.. keys.Select(key => new ObjectVersion(key))], CancellationToken.None));

    public ObjectInfo Look(string key) => Wait(() => Reader.LookAsync(key, versionId: null, CancellationToken.None));

    public override void Dispose()
    {
        if (reader is { } opened) Wait(async () =>
        {
            await opened.DisposeAsync();
            return true;
        });
    }

    List<ObjectInfo> All(string below) => Wait(async () =>
    {
        var all = new List<ObjectInfo>();
        await foreach (var page in Reader.ListAsync(new KeyRange(below), CancellationToken.None)) all.AddRange(page);
        return all;
    });

    static T Wait<T>(Func<Task<T>> work) => Task.Run(work).GetAwaiter().GetResult();
}
