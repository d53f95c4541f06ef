using System;
using Clone.Engine.Folders;

namespace Clone.Tests.Folders;

/// <summary>The platform of this machine, but one folder and what lies in it look other than they are.</summary>
/// <param name="root">The folder.</param>
sealed class AlteredPlatform(string root) : FolderPlatform
{
    readonly FolderPlatform real = OfThisMachine();

    /// <summary>Called after each listing, with the path of the folder below the root.</summary>
    public Action<string, FolderListing> AfterList { get; init; } = (_, _) => { };

    /// <summary>Called before a file is opened for reading, with its path below the root.</summary>
    public Action<string> BeforeOpen { get; init; } = _ => { };

    /// <summary>Called before an entry gets a name, with the name.</summary>
    public Action<string> BeforeRename { get; init; } = _ => { };

    /// <summary>Called before the volume is flushed.</summary>
    public Action BeforeFlush { get; init; } = () => { };

    /// <summary>Whether the volume can be flushed as a whole.</summary>
    public bool FlushesWhole { get; init; } = true;

    /// <summary>Called before the names of a folder are flushed, with its path below the root.</summary>
    public Action<string> BeforeFlushNames { get; init; } = _ => { };

    /// <summary>Called before a file without a name is flushed.</summary>
    public Action BeforeFlushFile { get; init; } = () => { };

    /// <summary>Whether a file can have a second name.</summary>
    public bool HasHardLinks { get; init; } = true;

    /// <summary>Whether a file can be written before it has any name.</summary>
    public bool HasUnnamedFiles { get; init; } = true;

    /// <summary>What the volume is told to be.</summary>
    public Func<VolumeFacts, VolumeFacts> Volume { get; init; } = facts => facts;

    public override StringComparison PathComparison => real.PathComparison;

    public override FolderHandle OpenRoot(string path) =>
        path == root ? new AlteredFolder(real.OpenRoot(path), "", this) : real.OpenRoot(path);

    public override string Canonicalize(string path) => real.Canonicalize(path);
}
