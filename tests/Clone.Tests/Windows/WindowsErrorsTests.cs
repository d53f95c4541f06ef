using Clone.Engine.Errors;
using Clone.Engine.Windows;
using Xunit;

namespace Clone.Tests.Windows;

/// <summary>
/// Error codes: https://learn.microsoft.com/windows/win32/debug/system-error-codes; NTSTATUS:
/// https://learn.microsoft.com/openspecs/windows_protocols/ms-erref/596a1078-e883-4972-9bbc-49e60bebca55.
/// </summary>
public sealed class WindowsErrorsTests
{
    [Theory]
    [InlineData(2, IoProblem.NotFound, "ERROR_FILE_NOT_FOUND")]
    [InlineData(5, IoProblem.AccessDenied, "ERROR_ACCESS_DENIED")]
    [InlineData(19, IoProblem.ReadOnly, "ERROR_WRITE_PROTECT")]
    [InlineData(21, IoProblem.DeviceGone, "ERROR_NOT_READY")]
    [InlineData(23, IoProblem.DeviceError, "ERROR_CRC")]
    [InlineData(32, IoProblem.InUse, "ERROR_SHARING_VIOLATION")]
    [InlineData(53, IoProblem.DeviceGone, "ERROR_BAD_NETPATH")]
    [InlineData(80, IoProblem.AlreadyExists, "ERROR_FILE_EXISTS")]
    [InlineData(112, IoProblem.DiskFull, "ERROR_DISK_FULL")]
    [InlineData(1117, IoProblem.DeviceError, "ERROR_IO_DEVICE")]
    [InlineData(1295, IoProblem.DiskFull, "ERROR_DISK_QUOTA_EXCEEDED")]
    [InlineData(6002, IoProblem.AccessDenied, "ERROR_FILE_ENCRYPTED")]
    [InlineData(54321, IoProblem.Other, "ERROR_54321")]
    public void A_code_has_its_problem_and_name(int code, IoProblem problem, string name)
    {
        var e = WindowsErrors.OfCode(code, EntryOperation.Write);
        Assert.Equal((problem, name, EntryOperation.Write), (e.Problem, e.Code, e.Operation));
    }

    [Theory]
    [InlineData(0xC0000022, IoProblem.AccessDenied, "ERROR_ACCESS_DENIED")]
    [InlineData(0xC0000033, IoProblem.NameNotAllowed, "ERROR_INVALID_NAME")]
    [InlineData(0xC0000034, IoProblem.NotFound, "ERROR_FILE_NOT_FOUND")]
    [InlineData(0xC0000035, IoProblem.AlreadyExists, "ERROR_ALREADY_EXISTS")]
    [InlineData(0xC000003A, IoProblem.NotFound, "ERROR_PATH_NOT_FOUND")]
    [InlineData(0xC0000043, IoProblem.InUse, "ERROR_SHARING_VIOLATION")]
    [InlineData(0xC000007F, IoProblem.DiskFull, "ERROR_DISK_FULL")]
    [InlineData(0xC000009A, IoProblem.OutOfResources, "ERROR_NO_SYSTEM_RESOURCES")]
    [InlineData(0xC00000A2, IoProblem.ReadOnly, "ERROR_WRITE_PROTECT")]
    [InlineData(0xC00000C9, IoProblem.DeviceGone, "ERROR_NETNAME_DELETED")]
    [InlineData(0xC0000101, IoProblem.NotEmpty, "ERROR_DIR_NOT_EMPTY")]
    [InlineData(0xC0000103, IoProblem.NotAFolder, "ERROR_DIRECTORY")]
    [InlineData(0x8000002D, IoProblem.LinkInTheWay, "ERROR_STOPPED_ON_SYMLINK")]
    [InlineData(0xC0000904, IoProblem.FileTooLarge, "ERROR_FILE_TOO_LARGE")]
    [InlineData(0xC0000056, IoProblem.InUse, "STATUS_DELETE_PENDING")]
    [InlineData(0xC00000BA, IoProblem.IsAFolder, "STATUS_FILE_IS_A_DIRECTORY")]
    [InlineData(0xC0000121, IoProblem.InUse, "STATUS_CANNOT_DELETE")]
    [InlineData(0xC00FFFFF, IoProblem.Other, "STATUS_0xC00FFFFF")]
    public void A_status_has_its_problem_and_the_name_that_administrators_know(uint status, IoProblem problem, string name)
    {
        var e = WindowsErrors.OfStatus(status, EntryOperation.Read);
        Assert.Equal((problem, name, EntryOperation.Read), (e.Problem, e.Code, e.Operation));
    }

    [Fact]
    public void Warnings_are_no_success()
    {
        Assert.True(NtStatus.IsSuccess(0));
        Assert.True(NtStatus.IsSuccess(0x103));
        Assert.False(NtStatus.IsSuccess(NtStatus.BufferOverflow));
        Assert.False(NtStatus.IsSuccess(NtStatus.AccessDenied));
    }
}
