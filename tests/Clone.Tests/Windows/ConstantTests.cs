using System;
using Clone.Engine.Windows;
using Xunit;

namespace Clone.Tests.Windows;

/// <summary>Constants of Windows against the figures of their documentation, or against what these are made of.</summary>
public sealed class ConstantTests
{
    const int FileSystemDevice = 9;

    /// <summary>https://learn.microsoft.com/windows/win32/fileio/file-access-rights-constants, …/secauthz/standard-access-rights</summary>
    [Fact]
    public void Access_rights() => Assert.Equal<uint>(
        [1, 1, 2, 32, 128, 256, 0x10000, 0x100000, 0x80000000, 0x40000000],
        [
            Access.ReadData, Access.ListDirectory, Access.WriteData, Access.Traverse, Access.ReadAttributes, Access.WriteAttributes,
            Access.Delete, Access.Synchronize, Access.GenericRead, Access.GenericWrite,
        ]);

    /// <summary>https://learn.microsoft.com/windows/win32/secauthz/access-rights-for-access-token-objects</summary>
    [Fact]
    public void Token_rights() => Assert.Equal<uint>([0x8, 0x20], [Access.TokenQuery, Access.TokenAdjustPrivileges]);

    /// <summary>https://learn.microsoft.com/windows/win32/api/fileapi/nf-fileapi-createfilew</summary>
    [Fact]
    public void Sharing_and_opening_by_path() => Assert.Equal<uint>(
        [1, 2, 4, 3, 0x02000000],
        [Share.Read, Share.Write, Share.Delete, Disposition.OpenExisting, OpenOptions.FlagBackupSemantics]);

    /// <summary>https://learn.microsoft.com/windows/win32/api/winternl/nf-winternl-ntcreatefile and ntdef.h</summary>
    [Fact]
    public void Dispositions_and_options_of_NtCreateFile() => Assert.Equal<uint>(
        [1, 2, 3, 0x1, 0x4, 0x20, 0x40, 0x4000, 0x200000, 0x40],
        [
            Disposition.Open, Disposition.Create, Disposition.OpenOrCreate, OpenOptions.DirectoryFile, OpenOptions.SequentialOnly,
            OpenOptions.SynchronousIoNonalert, OpenOptions.NonDirectoryFile, OpenOptions.OpenForBackupIntent,
            OpenOptions.OpenReparsePoint, OpenOptions.CaseInsensitive,
        ]);

    /// <summary>https://learn.microsoft.com/windows/win32/api/processthreadsapi/nf-processthreadsapi-setthreadpriority</summary>
    [Fact]
    public void Thread_modes() => Assert.Equal(0x00010000, Kernel32.ThreadModeBackgroundBegin);

    /// <summary>https://learn.microsoft.com/windows/win32/fileio/file-attribute-constants</summary>
    [Fact]
    public void File_attributes() => Assert.Equal<uint>(
        [1, 2, 4, 16, 32, 128, 512, 1024, 4096, 8192, 16384, 131072, 4194304],
        [
            FileAttribute.ReadOnly, FileAttribute.Hidden, FileAttribute.System, FileAttribute.Directory, FileAttribute.Archive,
            FileAttribute.Normal, FileAttribute.SparseFile, FileAttribute.ReparsePoint, FileAttribute.Offline,
            FileAttribute.NotContentIndexed, FileAttribute.Encrypted, FileAttribute.NoScrubData, FileAttribute.RecallOnDataAccess,
        ]);

    /// <summary>https://learn.microsoft.com/openspecs/windows_protocols/ms-fscc/c8e77b37-3909-4fe6-a4ea-2b9d423b1ee4</summary>
    [Fact]
    public void Reparse_tags() => Assert.Equal<uint>(
        [0xA0000003, 0xA000000C, 0x80000014, 0x8000001B, 0x80000023, 0x80000024, 0x80000025, 0x80000026],
        [
            ReparseTag.MountPoint, ReparseTag.SymbolicLink, ReparseTag.Nfs, ReparseTag.AppExecLink, ReparseTag.UnixSocket,
            ReparseTag.LinuxFifo, ReparseTag.LinuxCharacterDevice, ReparseTag.LinuxBlockDevice,
        ]);

    /// <summary>https://learn.microsoft.com/windows/win32/fileio/reparse-point-tags: bit 31 Microsoft's, bit 29 name surrogate</summary>
    [Fact]
    public void Bits_of_reparse_tags() => Assert.Equal<uint>(
        [1u << 31, 1u << 29, 16 * 1024], [ReparseTag.Microsoft, ReparseTag.NameSurrogate, ReparseTag.MostBytes]);

    /// <summary>
    /// CTL_CODE, https://learn.microsoft.com/windows-hardware/drivers/kernel/defining-i-o-control-codes; functions,
    /// methods and access in winioctl.h.
    /// </summary>
    [Fact]
    public void Control_codes() => Assert.Equal<uint>(
        [
            ControlCode(41, 0, 0), ControlCode(42, 0, 0), ControlCode(49, 0, 0), ControlCode(51, 3, 1), ControlCode(159, 0, 0),
            ControlCode(160, 0, 3), ControlCode(209, 0, 2),
        ],
        [
            FsControl.SetReparsePoint, FsControl.GetReparsePoint, FsControl.SetSparse, FsControl.QueryAllocatedRanges, FsControl.GetIntegrity,
            FsControl.SetIntegrity, FsControl.DuplicateExtents,
        ]);

    /// <summary>
    /// https://learn.microsoft.com/windows/win32/devnotes/fsctl-srv-request-resume-key, …/ioctl-copychunk: of
    /// FILE_DEVICE_NETWORK_FILE_SYSTEM (0x14) the functions 30 and 262 with FILE_READ_ACCESS; [MS-SMB2] 2.2.31 lists the code of
    /// FSCTL_SRV_COPYCHUNK.
    /// </summary>
    [Fact]
    public void Control_codes_of_shares() => Assert.Equal<uint>(
        [(0x14 << 16) | (30 << 2), 0x001440F2, (0x14 << 16) | (1 << 14) | (262 << 2)],
        [FsControl.RequestResumeKey, FsControl.CopyChunk, FsControl.CopyChunkOfPrograms]);

    /// <summary>https://learn.microsoft.com/windows-hardware/drivers/ddi/wdm/ne-wdm-_file_information_class</summary>
    [Fact]
    public void Information_classes_of_files() => Assert.Equal<int>(
        [2, 4, 5, 6, 10, 11, 13, 20, 22, 34, 35, 38, 64, 65],
        [
            FileInformation.FullDirectory, FileInformation.Basic, FileInformation.Standard, FileInformation.Internal, FileInformation.Rename, FileInformation.Link,
            FileInformation.Disposition, FileInformation.EndOfFile, FileInformation.Stream, FileInformation.NetworkOpen,
            FileInformation.AttributeTag, FileInformation.IdFullDirectory, FileInformation.DispositionEx, FileInformation.RenameEx,
        ]);

    /// <summary>https://learn.microsoft.com/windows-hardware/drivers/ddi/wdm/ne-wdm-_fsinfoclass</summary>
    [Fact]
    public void Information_classes_of_volumes() =>
        Assert.Equal<int>([1, 4, 5, 7], [FsInformation.Volume, FsInformation.Device, FsInformation.Attribute, FsInformation.FullSize]);

    /// <summary>
    /// https://learn.microsoft.com/windows-hardware/drivers/ddi/ntifs/ns-ntifs-_file_rename_information,
    /// …/ntddk/ns-ntddk-_file_disposition_information_ex
    /// </summary>
    [Fact]
    public void Flags_of_renaming_and_removing() => Assert.Equal<uint>(
        [0x1, 0x2, 0x40, 0x1, 0x2, 0x10],
        [
            NameFlags.RenameReplaceIfExists, NameFlags.RenamePosixSemantics, NameFlags.RenameIgnoreReadOnly,
            NameFlags.DispositionDelete, NameFlags.DispositionPosixSemantics, NameFlags.DispositionIgnoreReadOnly,
        ]);

    /// <summary>https://learn.microsoft.com/windows-hardware/drivers/ddi/ntifs/ns-ntifs-_file_fs_attribute_information</summary>
    [Fact]
    public void Flags_of_file_systems() => Assert.Equal<uint>([0x40000, 0x8000000], [FsFlags.NamedStreams, FsFlags.BlockRefcounting]);

    /// <summary>https://learn.microsoft.com/windows/win32/api/fileapi/nf-fileapi-getfinalpathnamebyhandlew</summary>
    [Fact]
    public void Forms_of_final_paths() =>
        Assert.Equal<uint>([0x0, 0x1, 0x4, 0x8], [FinalPath.NormalizedDos, FinalPath.Guid, FinalPath.WithoutVolume, FinalPath.Opened]);

    /// <summary>https://learn.microsoft.com/windows/win32/api/minwinbase/ns-minwinbase-filetime: since 1 January 1601</summary>
    [Fact]
    public void File_times_begin_in_1601() => Assert.Equal(WindowsFacts.Epoch, new DateTime(1601, 1, 1).Ticks);

    /// <summary>https://learn.microsoft.com/windows/win32/api/dpapi/nf-dpapi-cryptprotectdata; the figures are those of dpapi.h</summary>
    [Fact]
    public void Flags_of_protected_data() => Assert.Equal<uint>([0x1, 0x4], [DataProtection.NoWindow, DataProtection.LocalMachine]);

    /// <summary>
    /// https://learn.microsoft.com/windows/win32/api/winioctl/ni-winioctl-fsctl_lock_volume, …-fsctl_dismount_volume,
    /// …-ioctl_storage_media_removal, …-ioctl_storage_eject_media: of FILE_DEVICE_FILE_SYSTEM (9) the functions 6 and 8, of
    /// IOCTL_STORAGE_BASE (0x2D) the functions 0x201 and 0x202 with FILE_READ_ACCESS; all METHOD_BUFFERED
    /// </summary>
    [Fact]
    public void Requests_to_volumes() => Assert.Equal<uint>(
        [ControlCode(6, 0, 0), ControlCode(8, 0, 0), (0x2D << 16) | (1 << 14) | (0x201 << 2), (0x2D << 16) | (1 << 14) | (0x202 << 2)],
        [VolumeControl.Lock, VolumeControl.Dismount, VolumeControl.MediaRemoval, VolumeControl.EjectMedia]);

    static uint ControlCode(uint function, uint method, uint access) =>
        (FileSystemDevice << 16) | (access << 14) | (function << 2) | method;
}
