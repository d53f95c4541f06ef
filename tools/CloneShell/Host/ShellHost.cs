using System;
using System.Globalization;
using System.Management.Automation.Host;

namespace CloneShell.Host;

/// <summary>The engine's view of this process: its console, its culture, its exit code.</summary>
sealed class ShellHost : PSHost
{
    readonly ShellUi ui = new();

    public override string Name => "CloneShell";

    public override Version Version { get; } = typeof(ShellHost).Assembly.GetName().Version!;

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override PSHostUserInterface UI => ui;

    public override CultureInfo CurrentCulture => CultureInfo.CurrentCulture;

    public override CultureInfo CurrentUICulture => CultureInfo.CurrentUICulture;

    /// <summary>The code of an <c>exit</c> outside a script file; null when there was none.</summary>
    public int? ExitCode { get; private set; }

    /// <summary>Whether what is formatted goes to the error stream.</summary>
    public bool WriteObjectsToErrors
    {
        get => ui.WriteObjectsToErrors;
        set => ui.WriteObjectsToErrors = value;
    }

    /// <summary>Leaves the console as it was found.</summary>
    public void Finish() => ui.ClearProgress();

    public override void SetShouldExit(int exitCode) => ExitCode = exitCode;

    public override void EnterNestedPrompt() => throw new NotSupportedException("This shell has no prompt.");

    public override void ExitNestedPrompt() => throw new NotSupportedException("This shell has no prompt.");

    /// <summary>A native command is about to use the console.</summary>
    public override void NotifyBeginApplication() => ui.ClearProgress();

    public override void NotifyEndApplication()
    {
    }
}
