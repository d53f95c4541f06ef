namespace Clone.Engine.Notices;

/// <summary>How the text of an exported log is stored.</summary>
public enum LogExportEncoding
{
    /// <summary>UTF-8, with a byte order mark but for JSON.</summary>
    Utf8,

    /// <summary>Shift_JIS as Windows has it (code page 932); what it lacks becomes a question mark. Not for JSON.</summary>
    ShiftJis,
}
