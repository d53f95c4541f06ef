using System;
using System.Collections.Generic;
using System.Collections.Concurrent;
using Clone.Engine.Folders;

namespace Clone.Tests.Folders;

/// <summary>The platform of this machine, but entries have named streams, which are kept in memory by full path.</summary>
sealed class StreamedPlatform : FolderPlatform
{
    readonly FolderPlatform real = OfThisMachine();

    /// <summary>Whether an entry of that path can have streams.</summary>
    public Func<string, bool> HasStreams { get; init; } = _ => true;

    /// <summary>Called before a stream is read, with the path of its entry.</summary>
    public Action<string> BeforeRead { get; init; } = _ => { };

    /// <summary>Called before a stream is written, with the path of its entry.</summary>
    public Action<string> BeforeWrite { get; init; } = _ => { };

    /// <summary>How often a stream was written to.</summary>
    public int Writes { get; set; }

    /// <summary>The streams of each entry.</summary>
    public ConcurrentDictionary<string, SortedDictionary<string, byte[]>> Streams { get; } = [];

    public override StringComparison PathComparison => real.PathComparison;

    /// <summary>The streams of an entry, by name.</summary>
    public SortedDictionary<string, byte[]> Of(string path) => Streams.GetOrAdd(path, _ => new(StringComparer.Ordinal));

    public override FolderHandle OpenRoot(string path) => new StreamedFolder(real.OpenRoot(path), path, this);

    public override string Canonicalize(string path) => real.Canonicalize(path);
}
