using Clone.Engine.Entries;
using Clone.Engine.Errors;

namespace Clone.Tests.Memory;

/// <summary>One thing that a program asks of a disk.</summary>
/// <param name="Disk">The disk.</param>
/// <param name="Operation">What it asks.</param>
/// <param name="Path">The path on the disk.</param>
readonly record struct MemoryCall(MemoryDisk Disk, EntryOperation Operation, string Path)
{
    /// <summary>What is removed.</summary>
    public EntryKind Kind { get; init; }

    /// <summary>Of a rename, the path until then.</summary>
    public string? From { get; init; }

    /// <summary>True when the disk is not the same afterwards.</summary>
    public bool Changes => Operation is not (EntryOperation.List or EntryOperation.Look or EntryOperation.Read);

    public override string ToString() => Disk.Name + " " + Operation + " " + Path;
}
