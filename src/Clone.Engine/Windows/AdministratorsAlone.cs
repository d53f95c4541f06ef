using System.Security.AccessControl;
using System.Security.Principal;

namespace Clone.Engine.Windows;

/// <summary>
/// The rights of what only the system and the administrators may enter, and where a plain account runs that account too;
/// protected, so that nothing is inherited from above.
/// </summary>
#if NET
[System.Runtime.Versioning.SupportedOSPlatform("windows")]
#endif
static class AdministratorsAlone
{
    /// <summary>The access list as SDDL (https://learn.microsoft.com/windows/win32/secauthz/security-descriptor-string-format).</summary>
    public static string Sddl()
    {
        using var identity = WindowsIdentity.GetCurrent();
        var isAdministrator = new WindowsPrincipal(identity).IsInRole(WindowsBuiltInRole.Administrator);
        return "D:P(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)" + (isAdministrator ? "" : "(A;OICI;FA;;;" + identity.User?.Value + ")");
    }

    /// <summary>The same as a self-relative security descriptor.</summary>
    public static byte[] Descriptor()
    {
        var descriptor = new RawSecurityDescriptor(Sddl());
        var bytes = new byte[descriptor.BinaryLength];
        descriptor.GetBinaryForm(bytes, 0);
        return bytes;
    }
}
