using System;
using System.Threading;
using Clone.Engine.Entries;

namespace Clone.Engine.Folders;

/// <summary>
/// An open folder. Everything is done relative to it and by a single name, so that no link that somebody puts in the
/// way can lead the work elsewhere: no member follows a link in <c>name</c>.
/// </summary>
/// <remarks>
/// Names are WTF-8 and one part each. Members are safe to call from several threads. Each failure is an
/// <see cref="Errors.EntryException"/> with the system's code.
/// </remarks>
public abstract class FolderHandle : IDisposable
{
    /// <summary>Opens a folder in this one. A link is a failure (LinkInTheWay).</summary>
    public abstract FolderHandle OpenFolder(ReadOnlySpan<byte> name);

    /// <summary>
    /// Adds every entry with its facts, in the order of the file system, without "." and "..". An entry that vanishes
    /// between name and facts is left out. Fails when the folder cannot be read to the end.
    /// </summary>
    public abstract void List(FolderListing into, CancellationToken cancellation);

    /// <summary>Facts of the entry of that name; null when there is none.</summary>
    public abstract EntryFacts? Look(ReadOnlySpan<byte> name);

    /// <summary>Facts of this folder itself.</summary>
    public abstract EntryFacts LookAtSelf();

    /// <summary>
    /// The name under which the file system really keeps the entry: another case where case is folded, the long name
    /// for an 8.3 name. Null when there is no such entry.
    /// </summary>
    public abstract byte[]? StoredName(ReadOnlySpan<byte> name);

    /// <summary>Opens a file for reading, shared with readers and writers. Anything but a regular file is a failure.</summary>
    public abstract FileReader OpenFile(ReadOnlySpan<byte> name);

    /// <summary>
    /// Makes a new file. Unix: readable by its owner alone until its facets are set; Windows: with the rights that the
    /// folder hands down. A taken name is a failure.
    /// </summary>
    public abstract FileWriter CreateFile(ReadOnlySpan<byte> name);

    /// <summary>
    /// Makes a new file that has no name until <see cref="FileWriter.TakeName"/>, and is gone when it is closed before; for the
    /// rest as <see cref="CreateFile"/>.
    /// </summary>
    /// <returns>Null where the file system holds no such files, or cannot make one now.</returns>
    public virtual FileWriter? TryCreateUnnamed() => null;

    /// <summary>
    /// Makes a folder. Unix: open to its owner alone until its facets are set; Windows: with the rights that this
    /// folder hands down. A taken name is a failure.
    /// </summary>
    public abstract void CreateFolder(ReadOnlySpan<byte> name);

    /// <summary>The target of a link as the file system stores it; opaque, to be given to <see cref="CreateLink"/>.</summary>
    public abstract byte[] ReadLink(ReadOnlySpan<byte> name);

    /// <summary>Makes a link with a target from <see cref="ReadLink"/>. A taken name is a failure.</summary>
    public abstract void CreateLink(ReadOnlySpan<byte> name, byte[] target);

    /// <summary>
    /// Gives an entry of this folder a name in <paramref name="folder"/> (which may be this one) on the same volume,
    /// in one step.
    /// </summary>
    /// <param name="name">Its name now.</param>
    /// <param name="folder">The folder that takes it.</param>
    /// <param name="newName">Its name there.</param>
    /// <param name="replace">
    /// True: a file or link of that name is replaced. False: a taken name is a failure (AlreadyExists), but for a name
    /// that is the same entry in another case.
    /// </param>
    public abstract void Rename(ReadOnlySpan<byte> name, FolderHandle folder, ReadOnlySpan<byte> newName, bool replace);

    /// <summary>
    /// Gives a file or link of this folder a second name (a hard link) in <paramref name="folder"/> on the same volume. A
    /// taken name is a failure (AlreadyExists).
    /// </summary>
    /// <returns>False where the file system holds no second names, or no more of them.</returns>
    public virtual bool TryCreateHardLink(ReadOnlySpan<byte> name, FolderHandle folder, ReadOnlySpan<byte> newName) => false;

    /// <summary>
    /// Makes a new file that holds the contents of one of this folder and shares its room on the disk until one of them is
    /// written to, or, on a share, was copied within the server; for the rest as <see cref="CreateFile"/>. Named streams are left out.
    /// </summary>
    /// <param name="name">The file whose contents it takes.</param>
    /// <param name="expected">Its facts; when it is another file by now, or is changed meanwhile, nothing is made.</param>
    /// <param name="newName">The name of the new one. A taken name is a failure.</param>
    /// <param name="cancellation">Ends it where it lasts, within a server; nothing is left then.</param>
    /// <returns>Null where it cannot be done; nothing is left then.</returns>
    public virtual FileWriter? TryCloneFile(
        ReadOnlySpan<byte> name, in EntryFacts expected, ReadOnlySpan<byte> newName, CancellationToken cancellation) => null;

    /// <summary>Opens a file that is there, to be changed in its place. Windows: shared with readers.</summary>
    /// <returns>Null when it has other names too, or may not be written to (Windows: as a read-only file).</returns>
    public virtual FileWriter? TryOpenForChange(ReadOnlySpan<byte> name) => null;

    /// <summary>Makes a folder that administrators alone (Unix: the owner) may enter. A taken name is a failure.</summary>
    public virtual void CreatePrivateFolder(ReadOnlySpan<byte> name) => CreateFolder(name);

    /// <summary>Removes a file, link or empty folder. Read-only attributes do not protect it.</summary>
    public abstract void Remove(ReadOnlySpan<byte> name, EntryKind kind);

    /// <summary>Sets facets of an entry (of a link: its own).</summary>
    public abstract void SetFacets(ReadOnlySpan<byte> name, in EntryFacts facts, FacetMask mask);

    /// <summary>Sets facets of this folder itself.</summary>
    public abstract void SetOwnFacets(in EntryFacts facts, FacetMask mask);

    /// <summary>The named streams of this folder itself; null where folders have none. To be closed before the folder.</summary>
    public virtual EntryStreams? OwnStreams() => null;

    /// <summary>Room for the calling account on the volume, in bytes.</summary>
    public abstract long FreeBytes();

    /// <summary>The volume that holds the folder.</summary>
    public abstract VolumeFacts Volume();

    /// <summary>True when the folder is the root of its volume, where operating systems keep folders of their own.</summary>
    public abstract bool IsVolumeRoot();

    /// <summary>
    /// Brings everything written to the volume so far to the disk, as far as the platform can flush a volume;
    /// see <see cref="FileWriter.Flush"/> for the others.
    /// </summary>
    /// <returns>False when the platform or file system cannot flush a volume; files must then be flushed one by one.</returns>
    public abstract bool FlushVolume();

    /// <summary>
    /// Brings the names in this folder to the disk, such as one that an entry has just been given. Nothing where the
    /// platform cannot be asked for it.
    /// </summary>
    public virtual void FlushNames()
    {
    }

    /// <summary>Closes the folder.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Closes the folder.</summary>
    protected abstract void Dispose(bool disposing);
}
