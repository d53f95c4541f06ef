using System;
using Clone.Engine.Windows;

namespace Clone.Engine.Folders;

/// <summary>
/// Takes the read-only attribute from an entry, and gives it back unless what it was for is done. No handle is held
/// meanwhile: the classic way of replacing a file refuses one that anybody has open.
/// </summary>
sealed class ReadOnlyLift : IDisposable
{
    readonly NtHandle folder;
    readonly string name;
    readonly uint attributes;
    bool done;

    /// <summary>Takes the attribute away. Where that is not allowed nothing happens, and the next step will say so.</summary>
    public ReadOnlyLift(NtHandle folder, string name, uint attributes)
    {
        this.folder = folder;
        this.name = name;
        this.attributes = attributes;
        Set(attributes & ~FileAttribute.ReadOnly);
    }

    /// <summary>What the attribute was lifted for is done.</summary>
    public void Keep() => done = true;

    /// <summary>Gives the attribute back unless it is done.</summary>
    public void Dispose()
    {
        if (!done) Set(attributes);
    }

    void Set(uint wanted)
    {
        if (!NtStatus.IsSuccess(NtFile.Open(folder, name, new OpenRequest(Access.WriteAttributes), out var entry))) return;
        using (entry)
            NtFile.Set(entry!, FileInformation.Basic, new FileBasicInformation { FileAttributes = WindowsFacts.SettableOf(wanted) });
    }
}
