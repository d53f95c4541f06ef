using System;
using System.Collections.Generic;
using System.Text;
using Clone.Engine.Destinations;
using Clone.Engine.Entries;
using Clone.Engine.ObjectCopies;
using Clone.Tests.Destinations;
using Clone.Tests.Memory;

namespace Clone.Tests.ObjectCopies;

/// <summary>A bucket in memory as the place of a copy, with what the machine remembers of it.</summary>
/// <param name="prefix">What the keys of the copy begin with.</param>
/// <param name="bucket">The bucket; null for one of its own.</param>
sealed class BucketPlace(string prefix, MemoryBucket? bucket = null) : DestinationPlace
{
    readonly MemoryStateStore state = new(_ => { });

    public MemoryBucket Bucket { get; } = bucket ?? new();

    public ObjectSendLimits Limits { get; init; } = ObjectSendLimits.Default;

    /// <summary>Whether each opening remembers nothing of those before.</summary>
    public bool Forgets { get; init; }

    /// <summary>The store of the last opening.</summary>
    public BucketStore Store { get; private set; } = null!;

    public override IDestination Open(TemporaryNames names) => Open();

    public ObjectDestination Open()
    {
        Store = new BucketStore(Bucket);
        var file = (Forgets ? new MemoryStateStore(_ => { }) : state).Open("index", "index", 1);
        return new ObjectDestination(ObjectPlace.InS3(Store, prefix, ObjectTables.Of(file)) with { Limits = Limits });
    }

    public override SortedDictionary<string, string> Read()
    {
        var found = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var key in Bucket.Keys)
        {
            var path = key[prefix.Length..];
            for (var cut = path.IndexOf('/'); cut >= 0; cut = path.IndexOf('/', cut + 1)) found[path[..cut]] = "folder";
            if (path[^1] != '/') found.Add(path, "file: " + Encoding.UTF8.GetString(Bucket.Contents(key)!));
        }
        return found;
    }

    public override void Dispose()
    {
    }
}
