using System;

namespace Clone.Engine.Entries;

/// <summary>The filters of a job that go by the size, age and attributes of files; folders and links always pass.</summary>
public sealed record FileLimits
{
    /// <summary>Least size in bytes.</summary>
    public long MinSize { get; init; }

    /// <summary>Greatest size in bytes.</summary>
    public long MaxSize { get; init; } = long.MaxValue;

    /// <summary>Earliest time of the last change, in ticks of 100 ns UTC since 0001.</summary>
    public long Earliest { get; init; }

    /// <summary>Latest time of the last change, in the same unit.</summary>
    public long Latest { get; init; } = long.MaxValue;

    /// <summary>Windows: the FILE_ATTRIBUTE flags of which none may be set.</summary>
    public uint Attributes { get; init; }

    /// <summary>Unix: whether files are left out whose names begin with '.'.</summary>
    public bool LeavesDotNames { get; init; }

    /// <summary>
    /// Attributes that say the same of a copy as of its original. The others belong to the place where a file lies
    /// (Windows itself sets Archive, compresses by folder, marks what was recalled from tape), so a copy is not judged
    /// by them.
    /// </summary>
    static uint AttributesOfCopies => 0x1u | 0x2u | 0x4u | 0x2000u;

    /// <summary>Why a file takes no part, or None.</summary>
    /// <param name="name">The file's name.</param>
    /// <param name="facts">What was observed of it.</param>
    /// <param name="isCopy">True at a destination.</param>
    public Exclusion Judge(ReadOnlySpan<byte> name, in EntryFacts facts, bool isCopy)
    {
        if (facts.Size < MinSize) return Exclusion.TooSmall;
        if (facts.Size > MaxSize) return Exclusion.TooLarge;
        if (facts.Modified > Latest) return Exclusion.TooYoung;
        if (facts.Modified < Earliest) return Exclusion.TooOld;
        if (LeavesDotNames && name.Length > 0 && name[0] == (byte)'.') return Exclusion.Attribute;
        var counts = isCopy ? Attributes & AttributesOfCopies : Attributes;
        return (facts.Attributes & counts) != 0 ? Exclusion.Attribute : Exclusion.None;
    }
}
