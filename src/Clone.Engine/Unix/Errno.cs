using System.Globalization;
using System.Runtime.InteropServices;
using Clone.Engine.Errors;

namespace Clone.Engine.Unix;

/// <summary>
/// Error numbers of Linux, the same on x64 and arm64; https://man7.org/linux/man-pages/man3/errno.3.html and
/// https://github.com/torvalds/linux/blob/master/include/uapi/asm-generic/errno.h.
/// </summary>
static class Errno
{
    public const int NotPermitted = 1;
    public const int NotFound = 2;
    public const int Interrupted = 4;
    public const int DeviceError = 5;
    public const int NoSuchAddress = 6;
    public const int Again = 11;
    public const int AccessDenied = 13;
    public const int Exists = 17;
    public const int NotAFolder = 20;
    public const int Invalid = 22;
    public const int DiskFull = 28;
    public const int TooManyLinks = 31;
    public const int NotImplemented = 38;
    public const int Loop = 40;
    public const int NotSupported = 95;
    public const int QuotaExceeded = 122;

    /// <summary>The number that the last failed call of this thread left.</summary>
    public static int Last => Marshal.GetLastWin32Error();

    /// <summary>To be called after a failed call: returns when a signal broke it and it is to be tried again.</summary>
    public static void ThrowUnlessInterrupted(EntryOperation operation)
    {
        var number = Last;
        if (number != Interrupted) throw Failure(number, operation);
    }

    /// <summary>
    /// The same after a call that gives an entry a name: file systems that cannot hold a name (vfat: one with ':')
    /// say EINVAL.
    /// </summary>
    public static void ThrowUnlessInterruptedNaming(EntryOperation operation)
    {
        if (Last == Invalid) throw new EntryException(IoProblem.NameNotAllowed, "EINVAL", operation);
        ThrowUnlessInterrupted(operation);
    }

    /// <summary>The failure that a number stands for.</summary>
    public static EntryException Failure(int number, EntryOperation operation)
    {
        var (name, problem) = Of(number);
        return new EntryException(problem, name, operation);
    }

    /// <summary>The symbolic name of a number and the problem that it stands for.</summary>
    public static (string Name, IoProblem Problem) Of(int number) => number switch
    {
        1 => ("EPERM", IoProblem.AccessDenied),
        2 => ("ENOENT", IoProblem.NotFound),
        4 => ("EINTR", IoProblem.Other),
        5 => ("EIO", IoProblem.DeviceError),
        6 => ("ENXIO", IoProblem.DeviceGone),
        7 => ("E2BIG", IoProblem.Other),
        9 => ("EBADF", IoProblem.Other),
        11 => ("EAGAIN", IoProblem.InUse),
        12 => ("ENOMEM", IoProblem.OutOfResources),
        13 => ("EACCES", IoProblem.AccessDenied),
        14 => ("EFAULT", IoProblem.Other),
        16 => ("EBUSY", IoProblem.InUse),
        17 => ("EEXIST", IoProblem.AlreadyExists),
        18 => ("EXDEV", IoProblem.Other),
        19 => ("ENODEV", IoProblem.DeviceGone),
        20 => ("ENOTDIR", IoProblem.NotAFolder),
        21 => ("EISDIR", IoProblem.IsAFolder),
        22 => ("EINVAL", IoProblem.Other),
        23 => ("ENFILE", IoProblem.OutOfResources),
        24 => ("EMFILE", IoProblem.OutOfResources),
        25 => ("ENOTTY", IoProblem.NotSupported),
        26 => ("ETXTBSY", IoProblem.InUse),
        27 => ("EFBIG", IoProblem.FileTooLarge),
        28 => ("ENOSPC", IoProblem.DiskFull),
        29 => ("ESPIPE", IoProblem.Other),
        30 => ("EROFS", IoProblem.ReadOnly),
        31 => ("EMLINK", IoProblem.Other),
        32 => ("EPIPE", IoProblem.Other),
        35 => ("EDEADLK", IoProblem.InUse),
        36 => ("ENAMETOOLONG", IoProblem.NameTooLong),
        37 => ("ENOLCK", IoProblem.OutOfResources),
        38 => ("ENOSYS", IoProblem.NotSupported),
        39 => ("ENOTEMPTY", IoProblem.NotEmpty),
        40 => ("ELOOP", IoProblem.LinkInTheWay),
        61 => ("ENODATA", IoProblem.Other),
        67 => ("ENOLINK", IoProblem.DeviceGone),
        70 => ("ECOMM", IoProblem.DeviceError),
        71 => ("EPROTO", IoProblem.DeviceError),
        74 => ("EBADMSG", IoProblem.DeviceError),
        75 => ("EOVERFLOW", IoProblem.FileTooLarge),
        84 => ("EILSEQ", IoProblem.NameNotAllowed),
        87 => ("EUSERS", IoProblem.Other),
        95 => ("EOPNOTSUPP", IoProblem.NotSupported),
        100 => ("ENETDOWN", IoProblem.DeviceGone),
        101 => ("ENETUNREACH", IoProblem.DeviceGone),
        102 => ("ENETRESET", IoProblem.DeviceError),
        103 => ("ECONNABORTED", IoProblem.DeviceError),
        104 => ("ECONNRESET", IoProblem.DeviceError),
        105 => ("ENOBUFS", IoProblem.OutOfResources),
        107 => ("ENOTCONN", IoProblem.DeviceGone),
        108 => ("ESHUTDOWN", IoProblem.DeviceGone),
        110 => ("ETIMEDOUT", IoProblem.DeviceError),
        111 => ("ECONNREFUSED", IoProblem.DeviceGone),
        112 => ("EHOSTDOWN", IoProblem.DeviceGone),
        113 => ("EHOSTUNREACH", IoProblem.DeviceGone),
        116 => ("ESTALE", IoProblem.DeviceGone),
        117 => ("EUCLEAN", IoProblem.DeviceError),
        121 => ("EREMOTEIO", IoProblem.DeviceError),
        122 => ("EDQUOT", IoProblem.DiskFull),
        123 => ("ENOMEDIUM", IoProblem.DeviceGone),
        125 => ("ECANCELED", IoProblem.Other),
        126 => ("ENOKEY", IoProblem.AccessDenied),
        127 => ("EKEYEXPIRED", IoProblem.AccessDenied),
        128 => ("EKEYREVOKED", IoProblem.AccessDenied),
        129 => ("EKEYREJECTED", IoProblem.AccessDenied),
        _ => ("errno " + number.ToString(CultureInfo.InvariantCulture), IoProblem.Other),
    };
}
