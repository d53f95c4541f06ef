using System;
using System.Runtime.InteropServices;

namespace Clone.Engine.Windows;

/// <summary>
/// Lets a new file share the clusters of another, as ReFS can from Windows Server 2016 on
/// (https://learn.microsoft.com/windows/win32/fileio/block-cloning). Members return a status.
/// </summary>
static class BlockClone
{
    /// <summary>A range is shorter than this, in bytes.</summary>
    public const long RangeEnd = 1L << 32;

    /// <summary>Gives an empty file the length and the contents of another.</summary>
    /// <param name="source">The file, open for reading.</param>
    /// <param name="clone">The new file, open for reading and writing.</param>
    /// <param name="length">How long the file is.</param>
    /// <param name="isSparse">Whether it is sparse; the new one then has to be too.</param>
    public static uint Take(NtHandle source, NtHandle clone, long length, bool isSparse)
    {
        var status = TakeIntegrity(source, clone);
        if (NtStatus.IsSuccess(status) && isSparse) status = NtFile.Control(clone, FsControl.SetSparse, default, default, out _);
        // A range does not reach beyond the end of the file that takes it.
        if (NtStatus.IsSuccess(status)) status = NtFile.Set(clone, FileInformation.EndOfFile, length);
        return NtStatus.IsSuccess(status) ? TakeRanges(source, clone, length, WindowsVolume.ClusterBytes(source)) : status;
    }

    /// <summary>How long the range is that begins at an offset: whole clusters, the last one to its end.</summary>
    public static long RangeBytes(long offset, long length, long clusterBytes)
    {
        var rest = (length - offset + clusterBytes - 1) / clusterBytes * clusterBytes;
        return Math.Min(rest, RangeEnd - clusterBytes);
    }

    static uint TakeRanges(NtHandle source, NtHandle clone, long length, long clusterBytes)
    {
        if (clusterBytes is <= 0 or >= RangeEnd) return NtStatus.NotSupported;
        Span<DuplicateExtentsData> range = stackalloc DuplicateExtentsData[1];
        var held = false;
        try
        {
            source.DangerousAddRef(ref held);
            for (var offset = 0L; offset < length; offset += range[0].ByteCount)
            {
                range[0] = new DuplicateExtentsData
                {
                    FileHandle = source.DangerousGetHandle(),
                    SourceFileOffset = offset,
                    TargetFileOffset = offset,
                    ByteCount = RangeBytes(offset, length, clusterBytes),
                };
                var status = NtFile.Control(clone, FsControl.DuplicateExtents, MemoryMarshal.AsBytes(range), default, out _);
                if (!NtStatus.IsSuccess(status)) return status;
            }
            return NtStatus.Success;
        }
        finally
        {
            if (held) source.DangerousRelease();
        }
    }

    /// <summary>Both files must have integrity streams, or neither; a new one has what its folder hands down.</summary>
    static uint TakeIntegrity(NtHandle source, NtHandle clone)
    {
        var status = Integrity(source, out var wanted);
        // Without integrity streams there is nothing in which the two could differ.
        if (NtStatus.IsUnknownRequest(status)) return NtStatus.Success;
        if (!NtStatus.IsSuccess(status)) return status;
        status = Integrity(clone, out var found);
        if (!NtStatus.IsSuccess(status) || (wanted.ChecksumAlgorithm, wanted.Flags) == (found.ChecksumAlgorithm, found.Flags)) return status;
        Span<IntegritySetting> setting = stackalloc IntegritySetting[1];
        setting[0] = new IntegritySetting { ChecksumAlgorithm = wanted.ChecksumAlgorithm, Flags = wanted.Flags };
        return NtFile.Control(clone, FsControl.SetIntegrity, MemoryMarshal.AsBytes(setting), default, out _);
    }

    static uint Integrity(NtHandle file, out IntegrityInformation information)
    {
        Span<IntegrityInformation> answer = stackalloc IntegrityInformation[1];
        answer[0] = default;
        var status = NtFile.Control(file, FsControl.GetIntegrity, default, MemoryMarshal.AsBytes(answer), out _);
        information = answer[0];
        return status;
    }
}
