using System.Management.Automation;
using Clone.Cmdlets.Objects;
using Clone.Cmdlets.Texts;
using Clone.Engine.Settings;

namespace Clone.Cmdlets;

/// <summary>Changes settings of this node; what is not said stays. They are in force at once.</summary>
[Cmdlet(VerbsCommon.Set, "CloneSetting", SupportsShouldProcess = true)]
[OutputType(typeof(CloneSetting))]
public sealed class SetCloneSetting : CloneCmdlet
{
    /// <summary>How many runs may be under way at once.</summary>
    [Parameter(HelpMessage = "How many runs may be under way at once, 1 to 64; others wait for their turn. 1 at first.")]
    public int? MaxConcurrentRuns { get; set; }

    /// <summary>Whether a run that was missed is made up for.</summary>
    [Parameter(HelpMessage = "Whether a scheduled run that was missed, since the machine was off, is made up for at the next look, once for a job; $false at first.")]
    public bool? RunMissedSchedules { get; set; }

    /// <summary>Whether the log names every item that fails.</summary>
    [Parameter(HelpMessage = "Whether the log names every item that fails; $false, as at first: the first 1,000 of a run, and the number of the others.")]
    public bool? LogAllFailures { get; set; }

    /// <summary>Whether the log names every file that was copied, and every one that needed nothing.</summary>
    [Parameter(HelpMessage = "Whether the log names every file that was copied, and every one that needed nothing; $false at first. It makes a large log.")]
    public bool? LogSuccesses { get; set; }

    /// <summary>For how many days the log is kept.</summary>
    [Parameter(HelpMessage = "For how many days the log is kept, 1 to 3650; 31 at first. A month of it goes, at the end of a run, when its last day is older.")]
    public int? LogRetentionDays { get; set; }

    /// <summary>The language of messages, events and reports.</summary>
    [Parameter(HelpMessage = "The language of messages, events and reports: English, Japanese, or System, as at first, for that of the account or session.")]
    public NodeLanguage? Language { get; set; }

    /// <summary>Whether the runs of all jobs leave processor and disks to others.</summary>
    [Parameter(HelpMessage = "Whether the runs of all jobs, from the next on, leave processor and disks to others; $false, as at first: those whose job says so.")]
    public bool? LowPriority { get; set; }

    /// <summary>Address of an HTTP proxy.</summary>
    [Parameter(HelpMessage = "Address of the HTTP proxy by which services are reached, such as http://proxy:8080; an empty text for none. Another address needs its credential anew.")]
    [AllowEmptyString, AllowNull]
    public string? Proxy { get; set; }

    /// <summary>User name and password for the proxy.</summary>
    [Parameter(HelpMessage = "User name and password for the proxy; kept encrypted for this machine. [PSCredential]::Empty for none.")]
    [Credential]
    public PSCredential? ProxyCredential { get; set; }

    /// <summary>The hosts that are reached without the proxy.</summary>
    [Parameter(HelpMessage = "Hosts that are reached without the proxy: names or addresses with *, .example.net for all below, <local> for names without a dot; @() for none.")]
    [AllowEmptyCollection, AllowNull]
    public string[]? ProxyBypass { get; set; }

    /// <summary>Writes the settings.</summary>
    [Parameter(HelpMessage = "Returns the settings.")]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => Attempt(target: null, () =>
    {
        using var credential = CredentialReader.Read(ProxyCredential);
        var changes = new SettingsChanges
        {
            MaxConcurrentRuns = MaxConcurrentRuns,
            RunMissedSchedules = RunMissedSchedules,
            LogAllFailures = LogAllFailures,
            LogSuccesses = LogSuccesses,
            LogRetentionDays = LogRetentionDays,
            Language = Language,
            LowPriority = LowPriority,
            Proxy = IsSaid(nameof(Proxy)) ? Proxy ?? "" : null,
            ProxyBypass = IsSaid(nameof(ProxyBypass)) ? ProxyBypass ?? [] : null,
            ProxyCredential = credential,
            ForgetsProxyCredential = IsSaid(nameof(ProxyCredential)) && credential is null,
        };
        var settings = Node.Settings.Check(changes);
        if (ShouldProcess(Node.Info.DataPath, CmdletText.Get("Action.ChangeSettings"))) settings = Node.Settings.Change(changes);
        if (PassThru) WriteObject(CloneSetting.Of(settings));
    });

    bool IsSaid(string parameter) => MyInvocation.BoundParameters.ContainsKey(parameter);
}
