namespace Clone.Engine.Windows;

// The values of Windows that the engine uses; tests/Clone.Tests/Windows/ConstantTests says where each is documented.

/// <summary>Access rights (FILE_READ_DATA …).</summary>
static class Access
{
    public const uint ReadData = 0x1;
    public const uint ListDirectory = 0x1;
    public const uint WriteData = 0x2;
    public const uint Traverse = 0x20;
    public const uint ReadAttributes = 0x80;
    public const uint WriteAttributes = 0x100;
    public const uint Delete = 0x10000;
    public const uint Synchronize = 0x100000;
    public const uint GenericRead = 0x80000000;
    public const uint GenericWrite = 0x40000000;
    public const uint TokenQuery = 0x8;
    public const uint TokenAdjustPrivileges = 0x20;
}

/// <summary>What others may do with a file meanwhile (FILE_SHARE_READ …).</summary>
static class Share
{
    public const uint Read = 0x1;
    public const uint Write = 0x2;
    public const uint Delete = 0x4;
    public const uint All = Read | Write | Delete;
}

/// <summary>What NtCreateFile does with a name that is there, or not (FILE_OPEN …).</summary>
static class Disposition
{
    public const uint Open = 0x1;
    public const uint Create = 0x2;
    public const uint OpenOrCreate = 0x3;

    /// <summary>OPEN_EXISTING of CreateFileW.</summary>
    public const uint OpenExisting = 3;
}

/// <summary>Options of NtCreateFile (FILE_DIRECTORY_FILE …) and flags of CreateFileW.</summary>
static class OpenOptions
{
    public const uint DirectoryFile = 0x1;
    public const uint SequentialOnly = 0x4;
    public const uint SynchronousIoNonalert = 0x20;
    public const uint NonDirectoryFile = 0x40;
    public const uint OpenForBackupIntent = 0x4000;
    public const uint OpenReparsePoint = 0x200000;

    /// <summary>OBJ_CASE_INSENSITIVE: as the system itself does; folders marked as case-sensitive stay so.</summary>
    public const uint CaseInsensitive = 0x40;

    /// <summary>FILE_FLAG_BACKUP_SEMANTICS of CreateFileW, without which it opens no folder.</summary>
    public const uint FlagBackupSemantics = 0x02000000;
}

/// <summary>FILE_ATTRIBUTE flags.</summary>
static class FileAttribute
{
    public const uint ReadOnly = 0x1;
    public const uint Hidden = 0x2;
    public const uint System = 0x4;
    public const uint Directory = 0x10;
    public const uint Archive = 0x20;
    public const uint Normal = 0x80;
    public const uint SparseFile = 0x200;
    public const uint ReparsePoint = 0x400;
    public const uint Offline = 0x1000;
    public const uint NotContentIndexed = 0x2000;
    public const uint Encrypted = 0x4000;
    public const uint NoScrubData = 0x20000;
    public const uint RecallOnDataAccess = 0x400000;

    /// <summary>Those that can be set by name and that a copy carries.</summary>
    public const uint Carried = ReadOnly | Hidden | System | Archive | NotContentIndexed | NoScrubData;
}

/// <summary>Reparse tags (IO_REPARSE_TAG_MOUNT_POINT …).</summary>
static class ReparseTag
{
    public const uint MountPoint = 0xA0000003;
    public const uint SymbolicLink = 0xA000000C;
    public const uint Nfs = 0x80000014;
    public const uint AppExecLink = 0x8000001B;
    public const uint UnixSocket = 0x80000023;
    public const uint LinuxFifo = 0x80000024;
    public const uint LinuxCharacterDevice = 0x80000025;
    public const uint LinuxBlockDevice = 0x80000026;

    /// <summary>The bit of every tag whose entry stands for another name.</summary>
    public const uint NameSurrogate = 0x20000000;

    /// <summary>The bit of every tag that Microsoft owns; the data of others begin with a GUID.</summary>
    public const uint Microsoft = 0x80000000;

    /// <summary>MAXIMUM_REPARSE_DATA_BUFFER_SIZE.</summary>
    public const int MostBytes = 16 * 1024;
}

/// <summary>Control codes of file systems (FSCTL_SET_SPARSE …).</summary>
static class FsControl
{
    public const uint SetReparsePoint = 0x900A4;
    public const uint GetReparsePoint = 0x900A8;
    public const uint SetSparse = 0x900C4;
    public const uint QueryAllocatedRanges = 0x940CF;
    public const uint GetIntegrity = 0x9027C;
    public const uint SetIntegrity = 0x9C280;
    public const uint DuplicateExtents = 0x98344;

    /// <summary>FSCTL_SRV_REQUEST_RESUME_KEY, of shares alone.</summary>
    public const uint RequestResumeKey = 0x140078;

    /// <summary>FSCTL_SRV_COPYCHUNK, as it goes over the network.</summary>
    public const uint CopyChunk = 0x1440F2;

    /// <summary>IOCTL_COPYCHUNK, the form of it for programs.</summary>
    public const uint CopyChunkOfPrograms = 0x144418;
}

/// <summary>Information classes of files (FILE_INFORMATION_CLASS).</summary>
static class FileInformation
{
    public const int FullDirectory = 2;
    public const int Basic = 4;
    public const int Standard = 5;
    public const int Internal = 6;
    public const int Rename = 10;
    public const int Link = 11;
    public const int Disposition = 13;
    public const int EndOfFile = 20;
    public const int Stream = 22;
    public const int NetworkOpen = 34;
    public const int AttributeTag = 35;
    public const int IdFullDirectory = 38;
    public const int DispositionEx = 64;
    public const int RenameEx = 65;
}

/// <summary>Information classes of volumes (FS_INFORMATION_CLASS).</summary>
static class FsInformation
{
    public const int Volume = 1;
    public const int Device = 4;
    public const int Attribute = 5;
    public const int FullSize = 7;
}

/// <summary>Flags of renaming and removing (FILE_RENAME_…, FILE_DISPOSITION_…).</summary>
static class NameFlags
{
    public const uint RenameReplaceIfExists = 0x1;
    public const uint RenamePosixSemantics = 0x2;
    public const uint RenameIgnoreReadOnly = 0x40;
    public const uint DispositionDelete = 0x1;
    public const uint DispositionPosixSemantics = 0x2;
    public const uint DispositionIgnoreReadOnly = 0x10;
}

/// <summary>Flags of a file system (FILE_NAMED_STREAMS …).</summary>
static class FsFlags
{
    public const uint NamedStreams = 0x40000;
    public const uint BlockRefcounting = 0x8000000;
}

/// <summary>Forms of GetFinalPathNameByHandleW.</summary>
static class FinalPath
{
    public const uint NormalizedDos = 0x0;
    public const uint Guid = 0x1;
    public const uint WithoutVolume = 0x4;
    public const uint Opened = 0x8;
}
