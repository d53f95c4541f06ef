using System;
using Clone.Engine.Folders;

namespace Clone.Tests.Memory;

/// <summary>A new file of a <see cref="MemoryDisk"/> that has no name yet.</summary>
/// <param name="watch">Told of each call.</param>
/// <param name="disk">Its disk.</param>
/// <param name="file">The file.</param>
/// <param name="path">The folder in which it was made.</param>
sealed class UnnamedWriter(IMemoryWatch watch, MemoryDisk disk, MemoryEntry file, string path) : MemoryWriter(watch, disk, file, path)
{
    readonly MemoryEntry file = file;
    readonly MemoryDisk disk = disk;
    bool closed;

    public override void TakeName(FolderHandle folder, ReadOnlySpan<byte> name) => ((MemoryFolder)folder).Name(file, name);

    protected override void Dispose(bool disposing)
    {
        lock (disk.Gate)
        {
            if (!closed && file.Parent is null) disk.Forget(file);
            closed = true;
        }
        base.Dispose(disposing);
    }
}
