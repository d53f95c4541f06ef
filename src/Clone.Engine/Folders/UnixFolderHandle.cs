using System;
using System.Threading;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Unix;

namespace Clone.Engine.Folders;

/// <summary>A folder of Linux, open for reading.</summary>
/// <param name="folder">Its descriptor, which the handle takes over.</param>
sealed unsafe class UnixFolderHandle(Descriptor folder) : FolderHandle
{
    const uint OwnerOnlyFile = 0x180;   // 0600
    const uint OwnerOnlyFolder = 0x1C0; // 0700

    readonly object listing = new();
    bool listed;

    /// <summary>Its descriptor.</summary>
    public Descriptor Descriptor => folder;

    /// <inheritdoc/>
    public override FolderHandle OpenFolder(ReadOnlySpan<byte> name)
    {
        NameBytes.Room(name, EntryOperation.List);
        return new UnixFolderHandle(UnixOpen.Folder(folder, name));
    }

    /// <inheritdoc/>
    public override void List(FolderListing into, CancellationToken cancellation)
    {
        // The place within the folder belongs to the descriptor, so to all threads at once.
        lock (listing)
        {
            if (listed) Rewind();
            listed = true;
            UnixLister.List(folder, into, cancellation);
        }
    }

    /// <inheritdoc/>
    public override EntryFacts? Look(ReadOnlySpan<byte> name) =>
        UnixStoredName.TryStat(folder, name, out var stat) ? stat.ToFacts() : null;

    /// <inheritdoc/>
    public override EntryFacts LookAtSelf() => UnixOpen.Stat(folder, Statx.MaskOfFacts).ToFacts();

    /// <inheritdoc/>
    public override byte[]? StoredName(ReadOnlySpan<byte> name) => UnixStoredName.Find(folder, name);

    /// <inheritdoc/>
    public override FileReader OpenFile(ReadOnlySpan<byte> name) =>
        new UnixFileReader(UnixOpen.File(folder, name, out var stat), stat);

    /// <inheritdoc/>
    public override FileWriter CreateFile(ReadOnlySpan<byte> name) => new UnixFileWriter(Create(name));

    /// <inheritdoc/>
    public override FileWriter? TryCreateUnnamed()
    {
        var here = stackalloc byte[] { (byte)'.', 0 };
        var flags = Libc.OpenWrite | Libc.OpenUnnamed | Libc.OpenFolder | Libc.OpenCloseOnExec;
        int number;
        while ((number = Libc.Open(folder, here, flags, OwnerOnlyFile)) < 0)
            // Whatever it is, a file that is to have a name meets it too, and tells.
            if (Errno.Last != Errno.Interrupted) return null;
        return new UnixFileWriter(new Descriptor(number));
    }

    /// <inheritdoc/>
    public override FileWriter? TryCloneFile(
        ReadOnlySpan<byte> name, in EntryFacts expected, ReadOnlySpan<byte> newName, CancellationToken cancellation)
    {
        using var source = UnixOpen.File(folder, name, out var before);
        if (before.ToFacts() is var found && !IsSame(found, expected)) return null;
        var clone = Create(newName);
        try
        {
            if (UnixClone.Take(source, clone) && UnixOpen.Stat(source, Statx.MaskOfFacts).ToFacts() is var after
                && IsSame(after, expected) && after.Changed == found.Changed)
                return new UnixFileWriter(clone);
        }
        catch
        {
            Discard(clone, newName);
            throw;
        }
        Discard(clone, newName);
        return null;
    }

    /// <inheritdoc/>
    public override FileWriter? TryOpenForChange(ReadOnlySpan<byte> name) => UnixClone.OpenForChange(folder, name);

    /// <inheritdoc/>
    public override void CreateFolder(ReadOnlySpan<byte> name)
    {
        var z = stackalloc byte[NameBytes.Room(name, EntryOperation.CreateFolder)];
        NameBytes.Fill(name, z);
        while (Libc.CreateFolder(folder, z, OwnerOnlyFolder) < 0)
            Errno.ThrowUnlessInterruptedNaming(EntryOperation.CreateFolder);
    }

    /// <inheritdoc/>
    public override byte[] ReadLink(ReadOnlySpan<byte> name)
    {
        var z = stackalloc byte[NameBytes.Room(name, EntryOperation.Read)];
        NameBytes.Fill(name, z);
        // The kernel keeps no target of PATH_MAX bytes or more (symlink(2)).
        var target = stackalloc byte[Libc.PathMax];
        nint length;
        while ((length = Libc.ReadLink(folder, z, target, Libc.PathMax)) < 0)
            Errno.ThrowUnlessInterrupted(EntryOperation.Read);
        return new ReadOnlySpan<byte>(target, (int)length).ToArray();
    }

    /// <inheritdoc/>
    public override void CreateLink(ReadOnlySpan<byte> name, byte[] target)
    {
        const EntryOperation operation = EntryOperation.CreateLink;
        if (Array.IndexOf(target, (byte)0) >= 0) throw Errno.Failure(Errno.Invalid, operation);
        var z = stackalloc byte[NameBytes.Room(name, operation)];
        NameBytes.Fill(name, z);
        fixed (byte* bytes = new byte[target.Length + 1])
        {
            NameBytes.Fill(target, bytes);
            while (Libc.CreateLink(bytes, folder, z) < 0) Errno.ThrowUnlessInterruptedNaming(operation);
        }
    }

    /// <inheritdoc/>
    public override void Rename(ReadOnlySpan<byte> name, FolderHandle folder, ReadOnlySpan<byte> newName, bool replace) =>
        UnixRename.Rename(Descriptor, name, ((UnixFolderHandle)folder).Descriptor, newName, replace);

    /// <inheritdoc/>
    public override bool TryCreateHardLink(ReadOnlySpan<byte> name, FolderHandle folder, ReadOnlySpan<byte> newName) =>
        UnixRename.TryCreateHardLink(Descriptor, name, ((UnixFolderHandle)folder).Descriptor, newName);

    /// <inheritdoc/>
    public override void Remove(ReadOnlySpan<byte> name, EntryKind kind)
    {
        var z = stackalloc byte[NameBytes.Room(name, EntryOperation.Remove)];
        NameBytes.Fill(name, z);
        while (Libc.Remove(folder, z, kind == EntryKind.Folder ? Libc.AtRemoveDir : 0) < 0)
            if (Errno.Last != Errno.Interrupted) throw UnixOpen.Failure(folder, name, EntryOperation.Remove);
    }

    /// <inheritdoc/>
    public override void SetFacets(ReadOnlySpan<byte> name, in EntryFacts facts, FacetMask mask) =>
        UnixFacets.Set(folder, name, facts, mask);

    /// <inheritdoc/>
    public override void SetOwnFacets(in EntryFacts facts, FacetMask mask) => UnixFacets.Set(folder, facts, mask);

    /// <inheritdoc/>
    public override long FreeBytes() => new UnixVolume(folder).FreeBytes();

    /// <inheritdoc/>
    public override VolumeFacts Volume() => new UnixVolume(folder).Facts();

    /// <inheritdoc/>
    public override bool IsVolumeRoot() => new UnixVolume(folder).IsRoot();

    /// <inheritdoc/>
    public override bool FlushVolume() => new UnixVolume(folder).Flush();

    /// <inheritdoc/>
    public override void FlushNames()
    {
        while (Libc.Flush(folder) < 0)
        {
            // A file system that flushes no folders says EINVAL: fsync(2).
            if (Errno.Last == Errno.Invalid) return;
            Errno.ThrowUnlessInterrupted(EntryOperation.Flush);
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) folder.Dispose();
    }

    Descriptor Create(ReadOnlySpan<byte> name)
    {
        var z = stackalloc byte[NameBytes.Room(name, EntryOperation.Write)];
        NameBytes.Fill(name, z);
        var flags = Libc.OpenWrite | Libc.OpenCreate | Libc.OpenExclusive | Libc.OpenNoFollow | Libc.OpenCloseOnExec;
        int number;
        while ((number = Libc.Open(folder, z, flags, OwnerOnlyFile)) < 0)
            Errno.ThrowUnlessInterruptedNaming(EntryOperation.Write);
        return new Descriptor(number);
    }

    void Discard(Descriptor file, ReadOnlySpan<byte> name)
    {
        file.Dispose();
        Remove(name, EntryKind.File);
    }

    static bool IsSame(in EntryFacts one, in EntryFacts other) =>
        one.Kind == other.Kind && one.Size == other.Size && one.Modified == other.Modified && one.FileId == other.FileId;

    void Rewind()
    {
        while (Libc.Seek(folder, 0, Libc.SeekSet) < 0) Errno.ThrowUnlessInterrupted(EntryOperation.List);
    }
}
