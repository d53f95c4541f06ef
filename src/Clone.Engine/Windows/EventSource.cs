using System;
using Clone.Engine.Errors;

namespace Clone.Engine.Windows;

/// <summary>
/// Registers the source of events, so that the event log shows their texts:
/// https://learn.microsoft.com/windows/win32/eventlog/event-sources.
/// </summary>
static unsafe class EventSource
{
    /// <summary>Below HKEY_LOCAL_MACHINE.</summary>
    public const string Key = @"SYSTEM\CurrentControlSet\Services\EventLog\Application\" + WindowsEventLog.Source;

    /// <summary>
    /// The message file of the .NET Framework, which is on every Windows and shows the first text of any number. One in the module's
    /// folder would be gone with the module, and the texts with it.
    /// </summary>
    public const string MessageFile = @"%SystemRoot%\Microsoft.NET\Framework64\v4.0.30319\EventLogMessages.dll";

    const uint KeySetValue = 0x2;                 // KEY_SET_VALUE
    const uint TypeExpandable = 2;                // REG_EXPAND_SZ
    const uint TypeNumber = 4;                    // REG_DWORD
    const uint ErrorsWarningsInformation = 1 | 2 | 4;

    static readonly IntPtr LocalMachine = new(unchecked((int)0x80000002));

    /// <summary>Registers it, or mends what is registered.</summary>
    /// <exception cref="CloneException">CloneStateUnavailable: the account may not, or the registry refuses.</exception>
    public static void Register()
    {
        IntPtr key;
        fixed (char* name = Key) Check(Advapi32.RegCreateKeyExW(LocalMachine, name, 0, null, 0, KeySetValue, null, &key, null));
        try
        {
            fixed (char* name = "EventMessageFile")
            fixed (char* text = MessageFile)
                Check(Advapi32.RegSetValueExW(key, name, 0, TypeExpandable, text, (uint)((MessageFile.Length + 1) * sizeof(char))));
            var types = ErrorsWarningsInformation;
            fixed (char* name = "TypesSupported") Check(Advapi32.RegSetValueExW(key, name, 0, TypeNumber, &types, sizeof(uint)));
        }
        finally
        {
            _ = Advapi32.RegCloseKey(key);
        }
    }

    static void Check(int error)
    {
        if (error == 0) return;
        var cause = new System.ComponentModel.Win32Exception(error);
        throw new CloneException(ErrorId.CloneStateUnavailable, cause, @"HKLM\" + Key, cause.Message);
    }
}
