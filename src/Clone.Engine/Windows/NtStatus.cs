namespace Clone.Engine.Windows;

/// <summary>
/// NTSTATUS values that the engine tells apart
/// (https://learn.microsoft.com/openspecs/windows_protocols/ms-erref/596a1078-e883-4972-9bbc-49e60bebca55).
/// </summary>
static class NtStatus
{
    public const uint Success = 0;
    public const uint BufferOverflow = 0x80000005;
    public const uint NoMoreFiles = 0x80000006;
    public const uint StoppedOnSymlink = 0x8000002D;
    public const uint NotImplemented = 0xC0000002;
    public const uint InvalidInfoClass = 0xC0000003;
    public const uint InfoLengthMismatch = 0xC0000004;
    public const uint InvalidParameter = 0xC000000D;
    public const uint NoSuchFile = 0xC000000F;
    public const uint InvalidDeviceRequest = 0xC0000010;
    public const uint EndOfFile = 0xC0000011;
    public const uint AccessDenied = 0xC0000022;
    public const uint BufferTooSmall = 0xC0000023;
    public const uint ObjectNameInvalid = 0xC0000033;
    public const uint ObjectNameNotFound = 0xC0000034;
    public const uint ObjectNameCollision = 0xC0000035;
    public const uint ObjectPathNotFound = 0xC000003A;
    public const uint SharingViolation = 0xC0000043;
    public const uint DeletePending = 0xC0000056;
    public const uint PrivilegeNotHeld = 0xC0000061;
    public const uint FileIsADirectory = 0xC00000BA;
    public const uint NotSupported = 0xC00000BB;
    public const uint NotADirectory = 0xC0000103;
    public const uint CannotDelete = 0xC0000121;
    public const uint InvalidLevel = 0xC0000148;
    public const uint TooManyLinks = 0xC0000265;
    public const uint NotAReparsePoint = 0xC0000275;

    /// <summary>True of success and of information, false of warnings and errors (NT_SUCCESS).</summary>
    public static bool IsSuccess(uint status) => status < 0x80000000;

    /// <summary>True when a file system or server does not know a request, an information class or a flag.</summary>
    public static bool IsUnknownRequest(uint status) => status is NotImplemented or InvalidInfoClass
        or InfoLengthMismatch or InvalidParameter or InvalidDeviceRequest or NotSupported or InvalidLevel;

    /// <summary>True when there is no entry of that name.</summary>
    public static bool IsNotFound(uint status) => status is NoSuchFile or ObjectNameNotFound or ObjectPathNotFound;
}
