using System;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Unix;

namespace Clone.Engine.Folders;

/// <summary>Sets owner, mode and times. The owner comes first: a change of owner takes the setuid and setgid bits away.</summary>
static unsafe class UnixFacets
{
    const EntryOperation Operation = EntryOperation.SetFacets;

    /// <summary>Sets facets of an entry of a folder; a link is not followed.</summary>
    public static void Set(Descriptor folder, ReadOnlySpan<byte> name, in EntryFacts facts, FacetMask mask)
    {
        var z = stackalloc byte[NameBytes.Room(name, Operation)];
        NameBytes.Fill(name, z);
        if ((mask & FacetMask.Owner) != 0)
            while (Libc.ChangeOwner(folder, z, facts.Owner, facts.Group, Libc.AtSymlinkNoFollow) < 0)
                Errno.ThrowUnlessInterrupted(Operation);
        // A link has no mode of its own on Linux.
        if ((mask & FacetMask.Attributes) != 0 && facts.Kind != EntryKind.Link) SetMode(folder, z, facts.Attributes);
        if ((mask & FacetMask.Modified) == 0) return;
        var times = stackalloc Timespec[2];
        FillTimes(times, facts);
        while (Libc.ChangeTimes(folder, z, times, Libc.AtSymlinkNoFollow) < 0) Errno.ThrowUnlessInterrupted(Operation);
    }

    /// <summary>Sets facets of an open entry.</summary>
    public static void Set(Descriptor entry, in EntryFacts facts, FacetMask mask)
    {
        if ((mask & FacetMask.Owner) != 0)
            while (Libc.ChangeOwner(entry, facts.Owner, facts.Group) < 0) Errno.ThrowUnlessInterrupted(Operation);
        if ((mask & FacetMask.Attributes) != 0)
            while (Libc.ChangeMode(entry, facts.Attributes) < 0) Errno.ThrowUnlessInterrupted(Operation);
        if ((mask & FacetMask.Modified) == 0) return;
        var times = stackalloc Timespec[2];
        FillTimes(times, facts);
        while (Libc.ChangeTimes(entry, times) < 0) Errno.ThrowUnlessInterrupted(Operation);
    }

    static void SetMode(Descriptor folder, byte* z, uint mode)
    {
        while (Libc.ChangeMode(folder, z, mode, Libc.AtSymlinkNoFollow) < 0)
        {
            var error = Errno.Last;
            // Old kernels do not know the call; some sandboxes refuse what they do not know with EPERM; and a link is
            // refused with what can mean other things too. The entry itself tells.
            if (error is Errno.NotImplemented or Errno.NotPermitted or Errno.NotSupported)
            {
                SetModeByEntry(folder, z, mode);
                return;
            }
            if (error != Errno.Interrupted) throw Errno.Failure(error, Operation);
        }
    }

    // chmod(2) follows links, but /proc/self/fd leads to exactly the entry that was opened and seen to be none.
    static void SetModeByEntry(Descriptor folder, byte* z, uint mode)
    {
        using var entry = UnixOpen.Entry(folder, z, Operation);
        if (UnixOpen.Stat(entry, Statx.MaskOfFacts).Kind == EntryKind.Link) throw Errno.Failure(Errno.Loop, Operation);
        fixed (byte* path = UnixOpen.ProcPath(entry))
            while (Libc.ChangeMode(path, mode) < 0)
                Errno.ThrowUnlessInterrupted(Operation);
    }

    static void FillTimes(Timespec* times, in EntryFacts facts)
    {
        // Leaving the time of access as it is (UTIME_OMIT) would be better manners, but what is built on version 2 of
        // libfuse, such as exfat-fuse, then sets no time at all and says that it did.
        times[0] = new Timespec { Nanoseconds = Libc.TimeNow };
        times[1] = Timespec.Of(facts.Modified);
    }
}
