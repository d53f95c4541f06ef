using System;
using System.Collections;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Reflection;
using CloneShell.Host;
using Microsoft.PowerShell;

namespace CloneShell;

/// <summary>A runspace of the PowerShell engine with the stand-ins and the module's folder.</summary>
sealed class ShellSession : IDisposable
{
    const int Failed = 1;

    readonly ShellHost host = new();
    readonly Runspace runspace;

    /// <summary>Opens the runspace.</summary>
    /// <param name="modules">The only folder in which modules are looked for; null for none.</param>
    public ShellSession(string? modules)
    {
        // Modules of an installed PowerShell would bring a second set of its assemblies into this process; and what is
        // remembered of modules from run to run would be what a module was before the last build.
        Environment.SetEnvironmentVariable("PSModuleAnalysisCachePath", OperatingSystem.IsWindows() ? "NUL" : "/dev/null");
        // PowerShell's engine would report its use to Microsoft.
        Environment.SetEnvironmentVariable("POWERSHELL_TELEMETRY_OPTOUT", "1");
        runspace = RunspaceFactory.CreateRunspace(host, Commands());
        runspace.Open();
        Environment.SetEnvironmentVariable("PSModulePath", modules);
        Runspace.DefaultRunspace = runspace;
    }

    /// <summary>Runs to the end and returns the exit code of the process.</summary>
    public int Run(CommandLine command)
    {
        using var shell = PowerShell.Create(runspace);
        using var interruption = new Interruption(shell);
        Add(command, shell);
        try
        {
            shell.Invoke();
        }
        catch (PipelineStoppedException)
        {
            return interruption.ExitCode ?? Failed;
        }
        catch (RuntimeException exception)
        {
            Report(exception);
            return host.ExitCode ?? Failed;
        }
        finally
        {
            host.Finish();
        }

        return interruption.ExitCode ?? host.ExitCode ?? (Succeeded(command) ? 0 : Failed);
    }

    public void Dispose() => runspace.Dispose();

    static InitialSessionState Commands()
    {
        var state = InitialSessionState.CreateDefault2();
        if (OperatingSystem.IsWindows())
            state.ExecutionPolicy = ExecutionPolicy.Bypass;
        foreach (var type in typeof(ShellSession).Assembly.GetExportedTypes())
            if (type.GetCustomAttributes(typeof(CmdletAttribute), inherit: false).Cast<CmdletAttribute>().SingleOrDefault() is { } name)
                state.Commands.Add(new SessionStateCmdletEntry(name.VerbName + "-" + name.NounName, type, helpFileName: null));
        return state;
    }

    void Add(CommandLine command, PowerShell shell)
    {
        if (command.Script is not null)
        {
            var script = new Command(command.Script, isScript: false, useLocalScope: false);
            foreach (var parameter in ScriptArguments.Parse(command.Arguments))
                script.Parameters.Add(parameter);
            shell.Commands.AddCommand(script);
            LetExitReachHost();
        }
        else
        {
            shell.AddScript(command.Command, useLocalScope: false);
        }

        shell.Commands.Commands[0].MergeMyResults(PipelineResultTypes.Error, PipelineResultTypes.Output);
        shell.AddCommand("Out-Default");
    }

    // A script that comes to its end has succeeded, whatever it reported; a command when it has left no error.
    bool Succeeded(CommandLine command) =>
        command.Script is not null || runspace.SessionStateProxy.GetVariable("Error") is not ICollection { Count: > 0 };

    // `exit n` in a script file sets $LASTEXITCODE and is over, but for the file that pwsh itself is started with: this
    // is how pwsh asks for that, and the engine has no public way to.
    void LetExitReachHost()
    {
        const BindingFlags Hidden = BindingFlags.Instance | BindingFlags.NonPublic;
        var context = runspace.GetType().GetProperty("ExecutionContext", Hidden)!.GetValue(runspace)!;
        context.GetType().GetProperty("ScriptCommandProcessorShouldRethrowExit", Hidden)!.SetValue(context, true);
    }

    // The engine's own view of an error; it would go to the standard output, as objects do.
    void Report(RuntimeException exception)
    {
        using var reporter = PowerShell.Create(runspace);
        reporter.AddCommand("Out-Default");
        host.WriteObjectsToErrors = true;
        reporter.Invoke(new[] { exception.ErrorRecord });
        host.WriteObjectsToErrors = false;
    }
}
