using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using Clone.Engine.Destinations;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Folders;
using Clone.Engine.Jobs;

namespace Clone.Engine.Checks;

/// <summary>
/// Writes at a destination to see that it can be written and what it holds, in Clone's own folder there, and takes
/// everything away again: also the folders, when they were not there before.
/// </summary>
sealed class DestinationTrial(FolderPlatform platform, JobDefinition job)
{
    static readonly byte[] ownName = Wtf8.Encode(DestinationMarker.FolderName);

    readonly TemporaryNames names = new(Guid.NewGuid());

    /// <summary>What the destination can hold.</summary>
    public DestinationCapabilities Capabilities { get; private set; } = new();

    /// <summary>Which names it holds.</summary>
    public NameRules Names { get; private set; } = new();

    /// <summary>The time that the destination itself gave to a new file, in ticks UTC.</summary>
    public long FileTime { get; private set; }

    /// <summary>Writes, looks and removes.</summary>
    /// <exception cref="EntryException">Something of it cannot be done.</exception>
    /// <exception cref="CloneException">The folders cannot be opened.</exception>
    public void Run()
    {
        using var above = BaseFolder.Open(platform, job);
        InFolders(above.Deepest, [.. above.Missing.Append(job.DestinationName).Select(Wtf8.Encode), ownName]);
    }

    void InFolders(FolderHandle above, IReadOnlyList<byte[]> names)
    {
        if (names.Count == 0) Try(above);
        else InFolder(above, names[0], folder => InFolders(folder, [.. names.Skip(1)]));
    }

    /// <summary>Works in a folder that is made for it when it is not there, and removed again then.</summary>
    static void InFolder(FolderHandle above, byte[] name, Action<FolderHandle> work)
    {
        var isNew = above.Look(name) is null;
        if (isNew) above.CreateFolder(name);
        try
        {
            using var folder = above.OpenFolder(name);
            work(folder);
        }
        catch (EntryException) when (isNew)
        {
            Discard(above, name);
            throw;
        }
        if (isNew) Leave(above, name);
    }

    /// <summary>A run that has begun meanwhile may use the folder; then it stays.</summary>
    static void Leave(FolderHandle above, byte[] name)
    {
        try
        {
            above.Remove(name, EntryKind.Folder);
        }
        catch (EntryException e) when (e.Problem == IoProblem.NotEmpty)
        {
            // It is in use.
        }
    }

    /// <summary>The failure of the trial says more than that of the removal, so the latter is let go.</summary>
    static void Discard(FolderHandle above, byte[] name)
    {
        try
        {
            above.Remove(name, EntryKind.Folder);
        }
        catch (EntryException)
        {
            // What stays is an empty folder of Clone's own, which the next trial or run uses.
        }
    }

    void Try(FolderHandle folder)
    {
        Sweep(folder);
        var name = names.Next();
        using (var file = folder.CreateFile(name)) FileTime = file.Look().Modified;
        try
        {
            Write(folder, name);
        }
        finally
        {
            folder.Remove(name, EntryKind.File);
        }
        Capabilities = CapabilityProbe.Try(folder, names, folder.Volume());
        // Windows holds its own rules for every volume, and a source there keeps them.
        if (Path.DirectorySeparatorChar == '/') InFolder(folder, names.Next(), trial => Names = TryNames(trial));
        else Names = new NameRules { CountsUnits = true };
    }

    /// <summary>As a run does: a file with contents beside another, which then takes its name.</summary>
    void Write(FolderHandle folder, byte[] name)
    {
        var other = names.Next();
        using (var file = folder.CreateFile(other)) file.Write("trial"u8, 0);
        folder.Rename(other, folder, name, replace: true);
    }

    static NameRules TryNames(FolderHandle folder)
    {
        var forbidden = NameRules.OfWindows.Where(c => !Holds(folder, "a" + c + "b")).ToArray();
        return new NameRules
        {
            Forbidden = new string(forbidden),
            EndsFreely = Holds(folder, "a.") && Holds(folder, "a "),
            CountsUnits = Holds(folder, new string('あ', 255)),
            FoldsBeyondAscii = AreOne(folder, "ä", "Ä"),
        };
    }

    static bool Holds(FolderHandle folder, string text)
    {
        var name = Wtf8.Encode(text);
        try
        {
            folder.CreateFile(name).Dispose();
        }
        catch (EntryException)
        {
            return false;
        }
        var stored = folder.StoredName(name);
        folder.Remove(name, EntryKind.File);
        return stored is not null && name.AsSpan().SequenceEqual(stored);
    }

    static bool AreOne(FolderHandle folder, string one, string other)
    {
        var name = Wtf8.Encode(one);
        folder.CreateFile(name).Dispose();
        var areOne = folder.Look(Wtf8.Encode(other)) is not null;
        folder.Remove(name, EntryKind.File);
        return areOne;
    }

    /// <summary>What a trial that was cut off left: folders with a temporary name, and the files in them.</summary>
    static void Sweep(FolderHandle folder)
    {
        foreach (var name in NamesIn(folder).Where(name => TemporaryName.Is(name)))
        {
            if (folder.Look(name) is not { Kind: EntryKind.Folder }) continue;
            using (var left = folder.OpenFolder(name))
                foreach (var inner in NamesIn(left)) left.Remove(inner, EntryKind.File);
            folder.Remove(name, EntryKind.Folder);
        }
    }

    static byte[][] NamesIn(FolderHandle folder)
    {
        var listing = new FolderListing();
        folder.List(listing, CancellationToken.None);
        return [.. Enumerable.Range(0, listing.Count).Select(i => listing.NameAt(i).ToArray())];
    }
}
