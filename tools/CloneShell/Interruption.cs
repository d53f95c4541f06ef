using System;
using System.Management.Automation;
using System.Runtime.InteropServices;

namespace CloneShell;

/// <summary>
/// Stops the pipeline when the process is interrupted (Ctrl-C), loses its terminal or is asked to end, so that cmdlets
/// can clean up. A second signal ends the process at once, for a pipeline that does not stop.
/// </summary>
sealed class Interruption : IDisposable
{
    /// <summary>128 plus the number of the signal, as shells report it.</summary>
    const int HungUp = 129, Interrupted = 130, Terminated = 143;

    readonly PowerShell shell;
    readonly PosixSignalRegistration[] registrations;

    public Interruption(PowerShell shell)
    {
        this.shell = shell;
        registrations =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal => Stop(signal, HungUp)),
            PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => Stop(signal, Interrupted)),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => Stop(signal, Terminated)),
        ];
    }

    /// <summary>The exit code that the signal asks for; null while none has come.</summary>
    public int? ExitCode { get; private set; }

    public void Dispose()
    {
        foreach (var registration in registrations)
            registration.Dispose();
    }

    void Stop(PosixSignalContext signal, int exitCode)
    {
        if (ExitCode is not null)
            return;
        ExitCode = exitCode;
        signal.Cancel = true;
        shell.BeginStop(null, null);
    }
}
