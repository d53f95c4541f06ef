using System;
using Clone.Engine.Windows;

namespace Clone.Engine.Folders;

/// <summary>Takes the read-only attribute from an entry, and gives it back unless what it was for is done.</summary>
sealed class ReadOnlyLift : IDisposable
{
    readonly NtHandle? entry;
    readonly uint attributes;
    bool done;

    ReadOnlyLift(NtHandle? entry, uint attributes)
    {
        this.entry = entry;
        this.attributes = attributes;
    }

    /// <summary>Takes the attribute away. Where that is not allowed nothing happens, and the next step will say so.</summary>
    public static ReadOnlyLift Of(NtHandle folder, string name, uint attributes)
    {
        var request = new OpenRequest(Access.WriteAttributes);
        if (!NtStatus.IsSuccess(NtFile.Open(folder, name, request, out var entry))) return new ReadOnlyLift(null, attributes);
        Set(entry!, attributes & ~FileAttribute.ReadOnly);
        return new ReadOnlyLift(entry, attributes);
    }

    /// <summary>What the attribute was lifted for is done.</summary>
    public void Keep() => done = true;

    /// <summary>Gives the attribute back unless it is done.</summary>
    public void Dispose()
    {
        if (entry is null) return;
        if (!done) Set(entry, attributes);
        entry.Dispose();
    }

    static void Set(NtHandle entry, uint attributes) => NtFile.Set(
        entry, FileInformation.Basic, new FileBasicInformation { FileAttributes = WindowsFacts.SettableOf(attributes) });
}
