using System;
using System.Runtime.InteropServices;
using Clone.Engine.Jobs;
using Clone.Engine.Notices;
using Clone.Engine.Windows;
using Microsoft.Win32;
using Xunit;

namespace Clone.Windows.Tests;

/// <summary>The event log of the system, and the source under which events stand in it.</summary>
public sealed class EventLogTests
{
    [Fact]
    public void The_source_is_registered_with_the_message_file_of_the_framework()
    {
        EventSource.Register();
        EventSource.Register();
        using var key = Registry.LocalMachine.OpenSubKey(EventSource.Key);
        Assert.NotNull(key);
        Assert.Equal(EventSource.MessageFile, key.GetValue("EventMessageFile", null, RegistryValueOptions.DoNotExpandEnvironmentNames));
        Assert.Equal(RegistryValueKind.ExpandString, key.GetValueKind("EventMessageFile"));
        Assert.Equal(7, key.GetValue("TypesSupported"));
    }

    [Fact]
    public void An_event_is_in_the_log()
    {
        var before = Count();
        var raised = new EventRaised(EventCatalog.SyncSucceeded, JobKind.Hdd, "job", 1L, 0L);
        new WindowsEventLog().Send([(raised, raised.ToRecord(DateTimeOffset.UtcNow))]);
        var after = Count();
        Assert.SkipWhen(after == before, "the system takes events and keeps none, as Wine 10 does");
        Assert.Equal(before + 1, after);
    }

    [Fact]
    public void A_text_that_is_too_long_is_cut_and_taken()
    {
        var raised = new EventRaised(EventCatalog.ItemCopied, JobKind.Hdd, "job", new string('x', 40_000));
        Assert.Null(Record.Exception(() => new WindowsEventLog().Send([(raised, raised.ToRecord(DateTimeOffset.UtcNow))])));
    }

    static uint Count()
    {
        var log = OpenEventLogW(null, "Application");
        try
        {
            return GetNumberOfEventLogRecords(log, out var count) ? count : 0;
        }
        finally
        {
            CloseEventLog(log);
        }
    }

    [DllImport("advapi32.dll", CharSet = CharSet.Unicode, ExactSpelling = true)]
    static extern IntPtr OpenEventLogW(string? server, string source);

    [DllImport("advapi32.dll", ExactSpelling = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    static extern bool GetNumberOfEventLogRecords(IntPtr log, out uint count);

    [DllImport("advapi32.dll", ExactSpelling = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    static extern bool CloseEventLog(IntPtr log);
}
