using System;
using System.Runtime.InteropServices;

namespace Clone.Engine.Windows;

// Structures that cross the boundary, all blittable. Sizes and offsets are checked in tests/Clone.Tests/Windows.

/// <summary>UNICODE_STRING: text by its length in bytes, without a NUL.</summary>
[StructLayout(LayoutKind.Sequential)]
unsafe struct UnicodeString
{
    public ushort Length;
    public ushort MaximumLength;
    public char* Buffer;
}

/// <summary>OBJECT_ATTRIBUTES: a name, relative to a handle.</summary>
[StructLayout(LayoutKind.Sequential)]
unsafe struct ObjectAttributes
{
    public uint Length;
    public IntPtr RootDirectory;
    public UnicodeString* ObjectName;
    public uint Attributes;
    public IntPtr SecurityDescriptor;
    public IntPtr SecurityQualityOfService;
}

/// <summary>IO_STATUS_BLOCK: the outcome of a request; Information is most often the count of bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
struct IoStatusBlock
{
    public IntPtr Status;
    public UIntPtr Information;
}

/// <summary>FILE_BASIC_INFORMATION. When set, 0 in a field leaves what is there.</summary>
[StructLayout(LayoutKind.Sequential)]
struct FileBasicInformation
{
    public long CreationTime;
    public long LastAccessTime;
    public long LastWriteTime;
    public long ChangeTime;
    public uint FileAttributes;
}

/// <summary>FILE_STANDARD_INFORMATION.</summary>
[StructLayout(LayoutKind.Sequential)]
struct FileStandardInformation
{
    public long AllocationSize;
    public long EndOfFile;
    public uint NumberOfLinks;
    public byte DeletePending;
    public byte Directory;
}

/// <summary>FILE_NETWORK_OPEN_INFORMATION: times, sizes and attributes in one answer.</summary>
[StructLayout(LayoutKind.Sequential)]
struct FileNetworkOpenInformation
{
    public long CreationTime;
    public long LastAccessTime;
    public long LastWriteTime;
    public long ChangeTime;
    public long AllocationSize;
    public long EndOfFile;
    public uint FileAttributes;
}

/// <summary>FILE_ATTRIBUTE_TAG_INFORMATION.</summary>
[StructLayout(LayoutKind.Sequential)]
struct FileAttributeTagInformation
{
    public uint FileAttributes;
    public uint ReparseTag;
}

/// <summary>FILE_RENAME_INFORMATION up to its name, which begins at <see cref="NameOffset"/>.</summary>
[StructLayout(LayoutKind.Sequential)]
struct FileRenameInformation
{
    public uint Flags;
    public IntPtr RootDirectory;
    public uint FileNameLength;

    /// <summary>The name follows its length at once; the end of the structure is padding.</summary>
    public static int NameOffset => IntPtr.Size * 2 + sizeof(uint);
}

/// <summary>FILE_FULL_DIR_INFORMATION up to its name, which begins at <see cref="NameOffset"/>.</summary>
[StructLayout(LayoutKind.Sequential)]
struct FileFullDirectoryInformation
{
    public const int NameOffset = 68;
    public uint NextEntryOffset;
    public uint FileIndex;
    public long CreationTime;
    public long LastAccessTime;
    public long LastWriteTime;
    public long ChangeTime;
    public long EndOfFile;
    public long AllocationSize;
    public uint FileAttributes;
    public uint FileNameLength;

    /// <summary>Of a reparse point: its tag.</summary>
    public uint EaSize;
}

/// <summary>FILE_ID_FULL_DIR_INFORMATION up to its name: the former, and the file id.</summary>
[StructLayout(LayoutKind.Sequential)]
struct FileIdFullDirectoryInformation
{
    public const int NameOffset = 80;
    public FileFullDirectoryInformation Full;
    public ulong FileId;
}

/// <summary>FILE_STREAM_INFORMATION up to its name, which begins at <see cref="NameOffset"/>.</summary>
[StructLayout(LayoutKind.Sequential)]
struct FileStreamInformation
{
    public const int NameOffset = 24;
    public uint NextEntryOffset;
    public uint StreamNameLength;
    public long StreamSize;
    public long StreamAllocationSize;
}

/// <summary>FILE_ALLOCATED_RANGE_BUFFER.</summary>
[StructLayout(LayoutKind.Sequential)]
struct FileAllocatedRange
{
    public long FileOffset;
    public long Length;
}

/// <summary>FSCTL_GET_INTEGRITY_INFORMATION_BUFFER.</summary>
[StructLayout(LayoutKind.Sequential)]
struct IntegrityInformation
{
    public ushort ChecksumAlgorithm;
    public ushort Reserved;
    public uint Flags;
    public uint ChecksumChunkSizeInBytes;
    public uint ClusterSizeInBytes;
}

/// <summary>FSCTL_SET_INTEGRITY_INFORMATION_BUFFER.</summary>
[StructLayout(LayoutKind.Sequential)]
struct IntegritySetting
{
    public ushort ChecksumAlgorithm;
    public ushort Reserved;
    public uint Flags;
}

/// <summary>DUPLICATE_EXTENTS_DATA: a range of the source and where it goes.</summary>
[StructLayout(LayoutKind.Sequential)]
struct DuplicateExtentsData
{
    public IntPtr FileHandle;
    public long SourceFileOffset;
    public long TargetFileOffset;
    public long ByteCount;
}

/// <summary>SRV_RESUME_KEY: what a server calls an open file; 24 bytes without a meaning.</summary>
[StructLayout(LayoutKind.Sequential)]
struct ResumeKey
{
    public ulong First;
    public ulong Second;
    public ulong Third;
}

/// <summary>SRV_REQUEST_RESUME_KEY; its context, which is not used, lies in the padding at the end.</summary>
[StructLayout(LayoutKind.Sequential)]
struct ResumeKeyAnswer
{
    public ResumeKey Key;
    public uint ContextLength;
}

/// <summary>SRV_COPYCHUNK_COPY up to its chunks.</summary>
[StructLayout(LayoutKind.Sequential)]
struct CopyChunkRequest
{
    public ResumeKey SourceKey;
    public uint ChunkCount;
    public uint Reserved;
}

/// <summary>SRV_COPYCHUNK: a range of the source and where it goes.</summary>
[StructLayout(LayoutKind.Sequential)]
struct CopyChunk
{
    public long SourceOffset;
    public long TargetOffset;
    public uint Length;
    public uint Reserved;
}

/// <summary>SRV_COPYCHUNK_RESPONSE: what was written; with STATUS_INVALID_PARAMETER the most that the server takes.</summary>
[StructLayout(LayoutKind.Sequential)]
struct CopyChunkAnswer
{
    public uint ChunksWritten;
    public uint ChunkBytesWritten;
    public uint TotalBytesWritten;
}

/// <summary>FILE_FS_VOLUME_INFORMATION up to its label, which begins at <see cref="LabelOffset"/>.</summary>
[StructLayout(LayoutKind.Sequential)]
struct FileFsVolumeInformation
{
    public const int LabelOffset = 18;
    public long VolumeCreationTime;
    public uint VolumeSerialNumber;
    public uint VolumeLabelLength;
    public byte SupportsObjects;
}

/// <summary>FILE_FS_ATTRIBUTE_INFORMATION up to the name of the file system, which begins at <see cref="NameOffset"/>.</summary>
[StructLayout(LayoutKind.Sequential)]
struct FileFsAttributeInformation
{
    public const int NameOffset = 12;
    public uint FileSystemAttributes;
    public int MaximumComponentNameLength;
    public uint FileSystemNameLength;
}

/// <summary>FILE_FS_DEVICE_INFORMATION.</summary>
[StructLayout(LayoutKind.Sequential)]
struct FileFsDeviceInformation
{
    /// <summary>FILE_REMOVABLE_MEDIA and FILE_PORTABLE_DEVICE (disks of USB, from Windows 8 on).</summary>
    public const uint Removable = 0x1 | 0x4;

    public uint DeviceType;
    public uint Characteristics;
}

/// <summary>FILE_FS_FULL_SIZE_INFORMATION.</summary>
[StructLayout(LayoutKind.Sequential)]
struct FileFsFullSizeInformation
{
    public long TotalAllocationUnits;
    public long CallerAvailableAllocationUnits;
    public long ActualAvailableAllocationUnits;
    public uint SectorsPerAllocationUnit;
    public uint BytesPerSector;
}

/// <summary>TOKEN_PRIVILEGES with one privilege; the LUID as its two halves, since it is aligned to four bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
struct TokenPrivileges
{
    public uint Count;
    public uint LuidLow;
    public int LuidHigh;
    public uint Attributes;
}
