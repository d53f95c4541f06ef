using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using Clone.Engine.Errors;
using Clone.Engine.Notices;
using Clone.Engine.Texts;

namespace Clone.Engine.Windows;

/// <summary>The event log of Windows: the log Application, source Clone. Each event has the number that the catalogue gives it.</summary>
sealed unsafe class WindowsEventLog : IEventRoute
{
    /// <summary>The name of the source.</summary>
    public const string Source = "Clone";

    /// <summary>Characters of one text: https://learn.microsoft.com/windows/win32/api/winbase/nf-winbase-reporteventw.</summary>
    const int MostCharacters = 31_839;

    /// <summary>Whether the machine has such a log.</summary>
    public static bool IsHere => Path.DirectorySeparatorChar != '/';

    /// <inheritdoc/>
    public EventRoutes Kind => EventRoutes.EventLog;

    /// <inheritdoc/>
    public EventDefinition Failed => EventCatalog.EventLogFailed;

    /// <inheritdoc/>
    public void Send(IReadOnlyList<(EventRaised Raised, LogRecord Record)> events)
    {
        IntPtr log;
        fixed (char* source = Source) log = Advapi32.RegisterEventSourceW(null, source);
        if (log == IntPtr.Zero) throw Failure();
        try
        {
            foreach (var (raised, record) in events) Report(log, raised.Definition.Number, record);
        }
        finally
        {
            _ = Advapi32.DeregisterEventSource(log);
        }
    }

    /// <summary>EVENTLOG_ERROR_TYPE, EVENTLOG_WARNING_TYPE, EVENTLOG_INFORMATION_TYPE; the same page.</summary>
    internal static ushort TypeOf(LogLevel level) => level switch
    {
        LogLevel.Error => 1,
        LogLevel.Warning => 2,
        _ => 4,
    };

    /// <summary>
    /// The text of a record with what else is known of it. <c>%1</c> and the like, which the viewer would replace
    /// (https://learn.microsoft.com/windows/win32/api/winbase/nf-winbase-reporteventw), are pulled apart: names of files can hold them.
    /// </summary>
    internal static string TextOf(LogRecord record)
    {
        var known = new StringBuilder(record.Message).Append("\r\n\r\n").Append(record.EventId);
        Add("Service", record.Service?.ToString());
        Add("JobId", record.JobId?.ToString("D"));
        Add("RunId", record.RunId?.ToString("D"));
        Add("Path", record.Path is null ? null : DisplayText.Escape(record.Path));
        Add("Code", record.Code);
        var text = new StringBuilder(known.Length);
        for (var i = 0; i < known.Length && text.Length < MostCharacters - 1; i++)
        {
            text.Append(known[i]);
            if (known[i] == '%' && i + 1 < known.Length && known[i + 1] is >= '0' and <= '9') text.Append(' ');
        }
        return text.ToString();

        void Add(string name, string? value)
        {
            if (value is not null) known.Append("\r\n").Append(name).Append(": ").Append(value);
        }
    }

    static void Report(IntPtr log, int number, LogRecord record)
    {
        fixed (char* text = TextOf(record))
        {
            var texts = text;
            if (Advapi32.ReportEventW(log, TypeOf(record.Level), category: 0, (uint)number, user: null, texts: 1, dataBytes: 0, &texts, data: null) == 0)
                throw Failure();
        }
    }

    static CloneException Failure()
    {
        var cause = new System.ComponentModel.Win32Exception();
        return new CloneException(ErrorId.CloneStateUnavailable, cause, "Application", cause.Message);
    }
}
