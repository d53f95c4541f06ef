using System.Globalization;
using Clone.Engine.Errors;

namespace Clone.Engine.Windows;

/// <summary>
/// Error codes of Windows in the engine's words. A status of the kernel is named by the Win32 error that
/// RtlNtStatusToDosError makes of it, as administrators know those names, except where that translation says less.
/// </summary>
static class WindowsErrors
{
    /// <summary>The error for an NTSTATUS.</summary>
    public static EntryException OfStatus(uint status, EntryOperation operation)
    {
        var (problem, code) = Status(status);
        return new EntryException(problem, code, operation);
    }

    /// <summary>The error for a Win32 error code.</summary>
    public static EntryException OfCode(int code, EntryOperation operation)
    {
        var (problem, name) = Code(code);
        return new EntryException(problem, name, operation);
    }

    /// <summary>Problem and name of a Win32 error code (https://learn.microsoft.com/windows/win32/debug/system-error-codes).</summary>
    public static (IoProblem Problem, string Name) Code(int code) => code switch
    {
        1 => (IoProblem.NotSupported, "ERROR_INVALID_FUNCTION"),
        2 => (IoProblem.NotFound, "ERROR_FILE_NOT_FOUND"),
        3 => (IoProblem.NotFound, "ERROR_PATH_NOT_FOUND"),
        4 => (IoProblem.OutOfResources, "ERROR_TOO_MANY_OPEN_FILES"),
        5 => (IoProblem.AccessDenied, "ERROR_ACCESS_DENIED"),
        6 => (IoProblem.Other, "ERROR_INVALID_HANDLE"),
        8 => (IoProblem.OutOfResources, "ERROR_NOT_ENOUGH_MEMORY"),
        14 => (IoProblem.OutOfResources, "ERROR_OUTOFMEMORY"),
        15 => (IoProblem.DeviceGone, "ERROR_INVALID_DRIVE"),
        17 => (IoProblem.NotSupported, "ERROR_NOT_SAME_DEVICE"),
        19 => (IoProblem.ReadOnly, "ERROR_WRITE_PROTECT"),
        20 => (IoProblem.DeviceGone, "ERROR_BAD_UNIT"),
        21 => (IoProblem.DeviceGone, "ERROR_NOT_READY"),
        23 => (IoProblem.DeviceError, "ERROR_CRC"),
        24 => (IoProblem.NotSupported, "ERROR_BAD_LENGTH"),
        25 => (IoProblem.DeviceError, "ERROR_SEEK"),
        27 => (IoProblem.DeviceError, "ERROR_SECTOR_NOT_FOUND"),
        29 => (IoProblem.DeviceError, "ERROR_WRITE_FAULT"),
        30 => (IoProblem.DeviceError, "ERROR_READ_FAULT"),
        31 => (IoProblem.DeviceError, "ERROR_GEN_FAILURE"),
        32 => (IoProblem.InUse, "ERROR_SHARING_VIOLATION"),
        33 => (IoProblem.InUse, "ERROR_LOCK_VIOLATION"),
        34 => (IoProblem.DeviceGone, "ERROR_WRONG_DISK"),
        36 => (IoProblem.OutOfResources, "ERROR_SHARING_BUFFER_EXCEEDED"),
        38 => (IoProblem.Other, "ERROR_HANDLE_EOF"),
        50 => (IoProblem.NotSupported, "ERROR_NOT_SUPPORTED"),
        51 => (IoProblem.DeviceGone, "ERROR_REM_NOT_LIST"),
        53 => (IoProblem.DeviceGone, "ERROR_BAD_NETPATH"),
        54 => (IoProblem.DeviceError, "ERROR_NETWORK_BUSY"),
        55 => (IoProblem.DeviceGone, "ERROR_DEV_NOT_EXIST"),
        56 => (IoProblem.OutOfResources, "ERROR_TOO_MANY_CMDS"),
        57 => (IoProblem.DeviceError, "ERROR_ADAP_HDW_ERR"),
        58 => (IoProblem.DeviceError, "ERROR_BAD_NET_RESP"),
        59 => (IoProblem.DeviceError, "ERROR_UNEXP_NET_ERR"),
        64 => (IoProblem.DeviceGone, "ERROR_NETNAME_DELETED"),
        65 => (IoProblem.AccessDenied, "ERROR_NETWORK_ACCESS_DENIED"),
        67 => (IoProblem.DeviceGone, "ERROR_BAD_NET_NAME"),
        68 => (IoProblem.OutOfResources, "ERROR_TOO_MANY_NAMES"),
        71 => (IoProblem.OutOfResources, "ERROR_REQ_NOT_ACCEP"),
        80 => (IoProblem.AlreadyExists, "ERROR_FILE_EXISTS"),
        82 => (IoProblem.Other, "ERROR_CANNOT_MAKE"),
        86 => (IoProblem.AccessDenied, "ERROR_INVALID_PASSWORD"),
        87 => (IoProblem.NotSupported, "ERROR_INVALID_PARAMETER"),
        108 => (IoProblem.InUse, "ERROR_DRIVE_LOCKED"),
        110 => (IoProblem.Other, "ERROR_OPEN_FAILED"),
        112 => (IoProblem.DiskFull, "ERROR_DISK_FULL"),
        121 => (IoProblem.DeviceError, "ERROR_SEM_TIMEOUT"),
        122 => (IoProblem.NotSupported, "ERROR_INSUFFICIENT_BUFFER"),
        123 => (IoProblem.NameNotAllowed, "ERROR_INVALID_NAME"),
        124 => (IoProblem.NotSupported, "ERROR_INVALID_LEVEL"),
        145 => (IoProblem.NotEmpty, "ERROR_DIR_NOT_EMPTY"),
        161 => (IoProblem.NameNotAllowed, "ERROR_BAD_PATHNAME"),
        170 => (IoProblem.InUse, "ERROR_BUSY"),
        183 => (IoProblem.AlreadyExists, "ERROR_ALREADY_EXISTS"),
        206 => (IoProblem.NameTooLong, "ERROR_FILENAME_EXCED_RANGE"),
        223 => (IoProblem.FileTooLarge, "ERROR_FILE_TOO_LARGE"),
        225 => (IoProblem.AccessDenied, "ERROR_VIRUS_INFECTED"),
        226 => (IoProblem.AccessDenied, "ERROR_VIRUS_DELETED"),
        267 => (IoProblem.NotAFolder, "ERROR_DIRECTORY"),
        282 => (IoProblem.NotSupported, "ERROR_EAS_NOT_SUPPORTED"),
        303 => (IoProblem.InUse, "ERROR_DELETE_PENDING"),
        _ => Rare(code),
    };

    static (IoProblem, string) Rare(int code) => code switch
    {
        483 => (IoProblem.DeviceError, "ERROR_DEVICE_HARDWARE_ERROR"),
        665 => (IoProblem.OutOfResources, "ERROR_FILE_SYSTEM_LIMITATION"),
        681 => (IoProblem.LinkInTheWay, "ERROR_STOPPED_ON_SYMLINK"),
        995 => (IoProblem.DeviceError, "ERROR_OPERATION_ABORTED"),
        1005 => (IoProblem.DeviceError, "ERROR_UNRECOGNIZED_VOLUME"),
        1006 => (IoProblem.DeviceError, "ERROR_FILE_INVALID"),
        1110 => (IoProblem.DeviceGone, "ERROR_MEDIA_CHANGED"),
        1112 => (IoProblem.DeviceGone, "ERROR_NO_MEDIA_IN_DRIVE"),
        1117 => (IoProblem.DeviceError, "ERROR_IO_DEVICE"),
        1167 => (IoProblem.DeviceGone, "ERROR_DEVICE_NOT_CONNECTED"),
        1224 => (IoProblem.InUse, "ERROR_USER_MAPPED_FILE"),
        1225 => (IoProblem.DeviceGone, "ERROR_CONNECTION_REFUSED"),
        1231 => (IoProblem.DeviceGone, "ERROR_NETWORK_UNREACHABLE"),
        1232 => (IoProblem.DeviceGone, "ERROR_HOST_UNREACHABLE"),
        1236 => (IoProblem.DeviceGone, "ERROR_CONNECTION_ABORTED"),
        1295 => (IoProblem.DiskFull, "ERROR_DISK_QUOTA_EXCEEDED"),
        1311 => (IoProblem.DeviceGone, "ERROR_NO_LOGON_SERVERS"),
        1314 => (IoProblem.AccessDenied, "ERROR_PRIVILEGE_NOT_HELD"),
        1326 => (IoProblem.AccessDenied, "ERROR_LOGON_FAILURE"),
        1392 => (IoProblem.DeviceError, "ERROR_FILE_CORRUPT"),
        1393 => (IoProblem.DeviceError, "ERROR_DISK_CORRUPT"),
        1450 => (IoProblem.OutOfResources, "ERROR_NO_SYSTEM_RESOURCES"),
        1455 => (IoProblem.OutOfResources, "ERROR_COMMITMENT_LIMIT"),
        1816 => (IoProblem.OutOfResources, "ERROR_NOT_ENOUGH_QUOTA"),
        1909 => (IoProblem.AccessDenied, "ERROR_ACCOUNT_LOCKED_OUT"),
        1920 => (IoProblem.NotSupported, "ERROR_CANT_ACCESS_FILE"),
        4390 => (IoProblem.NotSupported, "ERROR_NOT_A_REPARSE_POINT"),
        4392 => (IoProblem.NotSupported, "ERROR_INVALID_REPARSE_DATA"),
        4393 => (IoProblem.NotSupported, "ERROR_REPARSE_TAG_INVALID"),
        4394 => (IoProblem.NotSupported, "ERROR_REPARSE_TAG_MISMATCH"),
        6002 => (IoProblem.AccessDenied, "ERROR_FILE_ENCRYPTED"),
        _ => (IoProblem.Other, "ERROR_" + code.ToString(CultureInfo.InvariantCulture)),
    };

    /// <summary>
    /// Problem and name of an NTSTATUS
    /// (https://learn.microsoft.com/openspecs/windows_protocols/ms-erref/596a1078-e883-4972-9bbc-49e60bebca55).
    /// </summary>
    public static (IoProblem Problem, string Name) Status(uint status) => status switch
    {
        NtStatus.DeletePending => (IoProblem.InUse, "STATUS_DELETE_PENDING"),
        NtStatus.CannotDelete => (IoProblem.InUse, "STATUS_CANNOT_DELETE"),
        NtStatus.FileIsADirectory => (IoProblem.IsAFolder, "STATUS_FILE_IS_A_DIRECTORY"),
        0xC000000E => (IoProblem.DeviceGone, "STATUS_NO_SUCH_DEVICE"),
        0xC0000123 => (IoProblem.NotFound, "STATUS_FILE_DELETED"),
        0xC000020C => (IoProblem.DeviceGone, "STATUS_CONNECTION_DISCONNECTED"),
        0xC0000203 => (IoProblem.DeviceGone, "STATUS_USER_SESSION_DELETED"),
        0xC000026E => (IoProblem.DeviceGone, "STATUS_VOLUME_DISMOUNTED"),
        _ => Win32Of(status) is var code && code != 0 ? Code(code) : (IoProblem.Other, "STATUS_0x" + status.ToString("X8", CultureInfo.InvariantCulture)),
    };

    static int Win32Of(uint status) => status switch
    {
        NtStatus.StoppedOnSymlink => 681,
        0xC0000001 => 31,
        NtStatus.NotImplemented => 1,
        NtStatus.InvalidInfoClass => 87,
        NtStatus.InfoLengthMismatch => 24,
        0xC0000008 => 6,
        NtStatus.InvalidParameter => 87,
        NtStatus.NoSuchFile => 2,
        NtStatus.InvalidDeviceRequest => 1,
        NtStatus.EndOfFile => 38,
        0xC0000012 => 34,
        0xC0000013 => 21,
        0xC0000015 => 27,
        0xC0000017 => 8,
        NtStatus.AccessDenied => 5,
        NtStatus.BufferTooSmall => 122,
        0xC0000032 => 1393,
        NtStatus.ObjectNameInvalid => 123,
        NtStatus.ObjectNameNotFound => 2,
        NtStatus.ObjectNameCollision => 183,
        0xC0000039 => 161,
        NtStatus.ObjectPathNotFound => 3,
        0xC000003B => 161,
        0xC000003E => 23,
        0xC000003F => 23,
        NtStatus.SharingViolation => 32,
        0xC0000044 => 1816,
        0xC000004F => 282,
        0xC0000054 => 33,
        0xC0000055 => 33,
        0xC000005E => 1311,
        NtStatus.PrivilegeNotHeld => 1314,
        0xC000006D => 1326,
        0xC000007F => 112,
        0xC0000098 => 1006,
        0xC000009A => 1450,
        0xC000009C => 23,
        0xC000009D => 1167,
        0xC00000A2 => 19,
        0xC00000A3 => 21,
        0xC00000B5 => 121,
        NtStatus.NotSupported => 50,
        0xC00000BE => 53,
        0xC00000BF => 54,
        0xC00000C0 => 55,
        0xC00000C3 => 58,
        0xC00000C4 => 59,
        0xC00000C9 => 64,
        0xC00000CA => 65,
        0xC00000CC => 67,
        0xC00000D0 => 71,
        0xC00000D4 => 17,
        0xC0000101 => 145,
        0xC0000102 => 1392,
        NtStatus.NotADirectory => 267,
        0xC0000106 => 206,
        0xC000011F => 4,
        0xC0000120 => 995,
        0xC0000128 => 6,
        0xC000012D => 1455,
        NtStatus.InvalidLevel => 124,
        0xC000014F => 1005,
        0xC0000185 => 1117,
        0xC000020D => 64,
        0xC0000234 => 1909,
        0xC0000236 => 1225,
        0xC000023C => 1231,
        0xC000023D => 1232,
        0xC0000241 => 1236,
        0xC0000243 => 1224,
        NtStatus.NotAReparsePoint => 4390,
        0xC0000276 => 4393,
        0xC0000277 => 4394,
        0xC0000278 => 4392,
        0xC0000279 => 1920,
        0xC0000293 => 6002,
        0xC0000427 => 665,
        0xC0000483 => 483,
        0xC0000802 => 1295,
        0xC0000904 => 223,
        0xC0000906 => 225,
        0xC0000907 => 226,
        _ => 0,
    };
}
