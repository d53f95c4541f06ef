using System;
using Clone.Engine.Restore;

namespace Clone.Cmdlets.Objects;

/// <summary>Something that lies in a copy, as Get-CloneItem shows it.</summary>
public record CloneItem
{
    /// <summary>Path relative to the copy, '/' between the parts.</summary>
    public string Path { get; init; } = "";

    /// <summary>File, Folder or Link.</summary>
    public string Kind { get; init; } = "";

    /// <summary>Length of a file in bytes; 0 of a folder.</summary>
    public long Size { get; init; }

    /// <summary>When its contents changed last, local time.</summary>
    public DateTime LastWriteTime { get; init; }

    /// <summary>Full path of the copy.</summary>
    public string CopyPath { get; init; } = "";

    /// <summary>The path.</summary>
    public override string ToString() => Path;

    internal static CloneItem Of(CopyItem item)
    {
        var shown = item.AsOf is { } time ? new CloneItemAsOf { AsOf = time.LocalDateTime } : new CloneItem();
        return shown with
        {
            Path = item.Path,
            Kind = item.Facts.Kind.ToString(),
            Size = item.Facts.Size,
            LastWriteTime = TimeOf(item.Facts.Modified),
            CopyPath = item.CopyPath,
        };
    }

    /// <summary>A file system can hold times that DateTime cannot.</summary>
    static DateTime TimeOf(long ticks) =>
        new DateTime(Math.Max(0, Math.Min(ticks, DateTime.MaxValue.Ticks)), DateTimeKind.Utc).ToLocalTime();
}
