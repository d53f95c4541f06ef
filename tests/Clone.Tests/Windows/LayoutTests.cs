using System.Runtime.InteropServices;
using Clone.Engine.Windows;
using Xunit;

namespace Clone.Tests.Windows;

/// <summary>
/// Sizes and offsets of the structures of Windows for 64-bit processes, worked out from the declarations at the
/// addresses given: fields in order, each aligned to its own size, pointers and handles 8 bytes.
/// </summary>
public sealed class LayoutTests
{
    /// <summary>https://learn.microsoft.com/windows/win32/api/ntdef/ns-ntdef-_unicode_string</summary>
    [Fact]
    public void UnicodeString_is_16_bytes() =>
        Expect<UnicodeString>(16, ("Length", 0), ("MaximumLength", 2), ("Buffer", 8));

    /// <summary>https://learn.microsoft.com/windows/win32/api/dpapi/ns-dpapi-crypt_integer_blob</summary>
    [Fact]
    public void DataBlob_is_16_bytes() => Expect<DataBlob>(16, ("Size", 0), ("Data", 8));

    /// <summary>https://learn.microsoft.com/windows/win32/api/ntdef/ns-ntdef-_object_attributes</summary>
    [Fact]
    public void ObjectAttributes_is_48_bytes() => Expect<ObjectAttributes>(
        48, ("Length", 0), ("RootDirectory", 8), ("ObjectName", 16), ("Attributes", 24), ("SecurityDescriptor", 32),
        ("SecurityQualityOfService", 40));

    /// <summary>https://learn.microsoft.com/windows-hardware/drivers/ddi/wdm/ns-wdm-_io_status_block</summary>
    [Fact]
    public void IoStatusBlock_is_16_bytes() => Expect<IoStatusBlock>(16, ("Status", 0), ("Information", 8));

    /// <summary>https://learn.microsoft.com/windows-hardware/drivers/ddi/wdm/ns-wdm-_file_basic_information</summary>
    [Fact]
    public void FileBasicInformation_is_40_bytes() => Expect<FileBasicInformation>(
        40, ("CreationTime", 0), ("LastAccessTime", 8), ("LastWriteTime", 16), ("ChangeTime", 24), ("FileAttributes", 32));

    /// <summary>https://learn.microsoft.com/windows-hardware/drivers/ddi/wdm/ns-wdm-_file_standard_information</summary>
    [Fact]
    public void FileStandardInformation_is_24_bytes() => Expect<FileStandardInformation>(
        24, ("AllocationSize", 0), ("EndOfFile", 8), ("NumberOfLinks", 16), ("DeletePending", 20), ("Directory", 21));

    /// <summary>https://learn.microsoft.com/windows-hardware/drivers/ddi/wdm/ns-wdm-_file_network_open_information</summary>
    [Fact]
    public void FileNetworkOpenInformation_is_56_bytes() => Expect<FileNetworkOpenInformation>(
        56, ("CreationTime", 0), ("LastAccessTime", 8), ("LastWriteTime", 16), ("ChangeTime", 24), ("AllocationSize", 32),
        ("EndOfFile", 40), ("FileAttributes", 48));

    /// <summary>https://learn.microsoft.com/windows-hardware/drivers/ddi/ntddk/ns-ntddk-_file_attribute_tag_information</summary>
    [Fact]
    public void FileAttributeTagInformation_is_8_bytes() =>
        Expect<FileAttributeTagInformation>(8, ("FileAttributes", 0), ("ReparseTag", 4));

    /// <summary>https://learn.microsoft.com/windows-hardware/drivers/ddi/ntifs/ns-ntifs-_file_rename_information</summary>
    [Fact]
    public void FileRenameInformation_is_24_bytes_with_its_name_at_20()
    {
        Expect<FileRenameInformation>(24, ("Flags", 0), ("RootDirectory", 8), ("FileNameLength", 16));
        Assert.Equal(20, FileRenameInformation.NameOffset);
    }

    /// <summary>https://learn.microsoft.com/windows-hardware/drivers/ddi/ntifs/ns-ntifs-_file_full_dir_information</summary>
    [Fact]
    public void FileFullDirectoryInformation_has_its_name_at_68()
    {
        Expect<FileFullDirectoryInformation>(
            72, ("NextEntryOffset", 0), ("FileIndex", 4), ("CreationTime", 8), ("LastAccessTime", 16), ("LastWriteTime", 24),
            ("ChangeTime", 32), ("EndOfFile", 40), ("AllocationSize", 48), ("FileAttributes", 56), ("FileNameLength", 60),
            ("EaSize", 64));
        Assert.Equal(68, FileFullDirectoryInformation.NameOffset);
    }

    /// <summary>https://learn.microsoft.com/windows-hardware/drivers/ddi/ntifs/ns-ntifs-_file_id_full_dir_information</summary>
    [Fact]
    public void FileIdFullDirectoryInformation_has_its_id_at_72_and_its_name_at_80()
    {
        Expect<FileIdFullDirectoryInformation>(80, ("Full", 0), ("FileId", 72));
        Assert.Equal(80, FileIdFullDirectoryInformation.NameOffset);
    }

    /// <summary>https://learn.microsoft.com/windows-hardware/drivers/ddi/ntifs/ns-ntifs-_file_stream_information</summary>
    [Fact]
    public void FileStreamInformation_has_its_name_at_24()
    {
        Expect<FileStreamInformation>(
            24, ("NextEntryOffset", 0), ("StreamNameLength", 4), ("StreamSize", 8), ("StreamAllocationSize", 16));
        Assert.Equal(24, FileStreamInformation.NameOffset);
    }

    /// <summary>https://learn.microsoft.com/windows/win32/api/winioctl/ns-winioctl-file_allocated_range_buffer</summary>
    [Fact]
    public void FileAllocatedRange_is_16_bytes() => Expect<FileAllocatedRange>(16, ("FileOffset", 0), ("Length", 8));

    /// <summary>https://learn.microsoft.com/windows/win32/api/winioctl/ns-winioctl-fsctl_get_integrity_information_buffer</summary>
    [Fact]
    public void IntegrityInformation_is_16_bytes() => Expect<IntegrityInformation>(
        16, ("ChecksumAlgorithm", 0), ("Reserved", 2), ("Flags", 4), ("ChecksumChunkSizeInBytes", 8), ("ClusterSizeInBytes", 12));

    /// <summary>https://learn.microsoft.com/windows/win32/api/winioctl/ns-winioctl-fsctl_set_integrity_information_buffer</summary>
    [Fact]
    public void IntegritySetting_is_8_bytes() =>
        Expect<IntegritySetting>(8, ("ChecksumAlgorithm", 0), ("Reserved", 2), ("Flags", 4));

    /// <summary>https://learn.microsoft.com/windows/win32/api/winioctl/ns-winioctl-duplicate_extents_data</summary>
    [Fact]
    public void DuplicateExtentsData_is_32_bytes() => Expect<DuplicateExtentsData>(
        32, ("FileHandle", 0), ("SourceFileOffset", 8), ("TargetFileOffset", 16), ("ByteCount", 24));

    /// <summary>
    /// https://learn.microsoft.com/windows/win32/devnotes/fsctl-srv-request-resume-key: three numbers of 8 bytes; the answer has
    /// 4 bytes more and one of context at 28.
    /// </summary>
    [Fact]
    public void ResumeKey_is_24_bytes_and_its_answer_32()
    {
        Expect<ResumeKey>(24, ("First", 0), ("Second", 8), ("Third", 16));
        Expect<ResumeKeyAnswer>(32, ("Key", 0), ("ContextLength", 24));
    }

    /// <summary>https://learn.microsoft.com/openspecs/windows_protocols/ms-smb2/1c91ae61-46ad-4953-805f-afc06ce4c70b: 2.2.31.1</summary>
    [Fact]
    public void CopyChunkRequest_has_its_chunks_at_32() =>
        Expect<CopyChunkRequest>(32, ("SourceKey", 0), ("ChunkCount", 24), ("Reserved", 28));

    /// <summary>[MS-SMB2] 2.2.31.1.1</summary>
    [Fact]
    public void CopyChunk_is_24_bytes() =>
        Expect<CopyChunk>(24, ("SourceOffset", 0), ("TargetOffset", 8), ("Length", 16), ("Reserved", 20));

    /// <summary>https://learn.microsoft.com/openspecs/windows_protocols/ms-smb2/80d85df3-a4dc-4418-ac7e-93dd67e423e9: 2.2.32.1</summary>
    [Fact]
    public void CopyChunkAnswer_is_12_bytes() =>
        Expect<CopyChunkAnswer>(12, ("ChunksWritten", 0), ("ChunkBytesWritten", 4), ("TotalBytesWritten", 8));

    /// <summary>https://learn.microsoft.com/windows-hardware/drivers/ddi/ntddk/ns-ntddk-_file_fs_volume_information</summary>
    [Fact]
    public void FileFsVolumeInformation_has_its_label_at_18()
    {
        Expect<FileFsVolumeInformation>(
            24, ("VolumeCreationTime", 0), ("VolumeSerialNumber", 8), ("VolumeLabelLength", 12), ("SupportsObjects", 16));
        Assert.Equal(18, FileFsVolumeInformation.LabelOffset);
    }

    /// <summary>https://learn.microsoft.com/windows-hardware/drivers/ddi/ntifs/ns-ntifs-_file_fs_attribute_information</summary>
    [Fact]
    public void FileFsAttributeInformation_has_its_name_at_12()
    {
        Expect<FileFsAttributeInformation>(
            12, ("FileSystemAttributes", 0), ("MaximumComponentNameLength", 4), ("FileSystemNameLength", 8));
        Assert.Equal(12, FileFsAttributeInformation.NameOffset);
    }

    /// <summary>
    /// https://learn.microsoft.com/windows-hardware/drivers/ddi/wdm/ns-wdm-_file_fs_device_information; characteristics:
    /// https://learn.microsoft.com/windows-hardware/drivers/ddi/wdm/ns-wdm-_device_object
    /// </summary>
    [Fact]
    public void FileFsDeviceInformation_is_8_bytes()
    {
        Expect<FileFsDeviceInformation>(8, ("DeviceType", 0), ("Characteristics", 4));
        Assert.Equal(5u, FileFsDeviceInformation.Removable);
    }

    /// <summary>https://learn.microsoft.com/windows-hardware/drivers/ddi/ntddk/ns-ntddk-_file_fs_full_size_information</summary>
    [Fact]
    public void FileFsFullSizeInformation_is_32_bytes() => Expect<FileFsFullSizeInformation>(
        32, ("TotalAllocationUnits", 0), ("CallerAvailableAllocationUnits", 8), ("ActualAvailableAllocationUnits", 16),
        ("SectorsPerAllocationUnit", 24), ("BytesPerSector", 28));

    /// <summary>https://learn.microsoft.com/windows/win32/api/winnt/ns-winnt-token_privileges (a LUID is two halves of 4 bytes)</summary>
    [Fact]
    public void TokenPrivileges_with_one_privilege_is_16_bytes() =>
        Expect<TokenPrivileges>(16, ("Count", 0), ("LuidLow", 4), ("LuidHigh", 8), ("Attributes", 12));

    static unsafe void Expect<T>(int size, params (string Field, int Offset)[] fields)
        where T : unmanaged
    {
        if (System.IntPtr.Size != 8) Assert.Skip("the figures are those of 64-bit processes");
        Assert.Equal(size, sizeof(T));
        Assert.Equal(size, Marshal.SizeOf<T>());
        Assert.All(fields, field => Assert.Equal(field.Offset, (int)Marshal.OffsetOf<T>(field.Field)));
        Assert.Equal(typeof(T).GetFields(System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.Public).Length, fields.Length);
    }
}
