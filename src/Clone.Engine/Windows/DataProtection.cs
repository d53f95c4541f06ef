namespace Clone.Engine.Windows;

/// <summary>How data are protected: https://learn.microsoft.com/windows/win32/api/dpapi/nf-dpapi-cryptprotectdata.</summary>
static class DataProtection
{
    /// <summary>CRYPTPROTECT_UI_FORBIDDEN: nobody is asked.</summary>
    public const uint NoWindow = 0x1;

    /// <summary>CRYPTPROTECT_LOCAL_MACHINE: by the keys of the machine, not of the account.</summary>
    public const uint LocalMachine = 0x4;
}
