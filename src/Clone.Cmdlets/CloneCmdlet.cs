using System;
using System.Globalization;
using System.Management.Automation;
using System.Reflection;
using System.Threading;
using System.Threading.Tasks;
using Clone.Cmdlets.Loading;
using Clone.Cmdlets.Texts;
using Clone.Engine;
using Clone.Engine.Errors;

namespace Clone.Cmdlets;

/// <summary>
/// What all cmdlets of Clone share: the node, errors with stable ids, paths of PowerShell, and a stop that reaches the
/// engine at once. Every call of PowerShell's own members happens on the thread of the pipeline.
/// </summary>
public abstract class CloneCmdlet : PSCmdlet, IDisposable
{
    readonly CancellationTokenSource stopping = new();
    CloneNode? node;
    CultureInfo? session;

    /// <summary>Cancelled when the user stops the command.</summary>
    protected CancellationToken Cancellation => stopping.Token;

    /// <summary>
    /// This machine as a node, opened at first use. A machine that is none becomes one, with the role master, and a
    /// verbose message says so; not so with -WhatIf. State that cannot be used ends the command.
    /// </summary>
    protected CloneNode Node => node ??= OpenNode();

    /// <summary>Whether the command is only to say what it would do; never so for commands that only show something.</summary>
    protected bool IsWhatIf =>
        GetType().GetCustomAttribute<CmdletAttribute>()!.SupportsShouldProcess
        && LanguagePrimitives.IsTrue(
            MyInvocation.BoundParameters.TryGetValue("WhatIf", out var said) ? said : GetVariableValue("WhatIfPreference"));

    /// <summary>What the engine is opened with by every cmdlet of this module.</summary>
    internal static NodeOptions Options => new()
    {
        Adapters = AdaptersLoader.Create(),
        Version = typeof(CloneCmdlet).Assembly.GetName().Version!.ToString(fieldCount: 3),
    };

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Closes the node.</summary>
    protected virtual void Dispose(bool disposing)
    {
        // The source of cancellation stays: a stop may come while the command is being disposed of.
        if (disposing) node?.Dispose();
    }

    /// <inheritdoc/>
    protected override void StopProcessing() => stopping.Cancel();

    /// <summary>Does the work for one input object; an error of Clone is written and the command goes on.</summary>
    protected void Attempt(object? target, Action work)
    {
        var outer = session;
        session ??= CultureInfo.CurrentUICulture;
        try
        {
            if (node is not null) Speak(node);
            work();
        }
        catch (CloneException error)
        {
            WriteError(ErrorRecords.Of(error, target));
        }
        catch (OperationCanceledException) when (Cancellation.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
        finally
        {
            if (outer is null) CultureInfo.CurrentUICulture = session;
            session = outer;
        }
    }

    /// <summary>Gives an object to the pipeline, whose commands speak the language of the session.</summary>
    protected new void WriteObject(object? value)
    {
        var own = CultureInfo.CurrentUICulture;
        if (session is not null) CultureInfo.CurrentUICulture = session;
        try
        {
            base.WriteObject(value);
        }
        finally
        {
            CultureInfo.CurrentUICulture = own;
        }
    }

    /// <summary>The same for each of several names.</summary>
    protected void AttemptEach(string[] names, Action<string> work)
    {
        foreach (var name in names) Attempt(name, () => work(name));
    }

    /// <summary>Waits for a task of the engine; an error of it is thrown here as it was.</summary>
    protected static T Await<T>(ValueTask<T> task) =>
        task.IsCompleted ? task.GetAwaiter().GetResult() : task.AsTask().GetAwaiter().GetResult();

    /// <summary>The full path of a folder that the user named, relative to the current location or not.</summary>
    /// <exception cref="CloneException">It is no path of the file system (ClonePathInvalid).</exception>
    protected string FolderPath(string path) => new FolderPathReader(SessionState.Path).Read(path);

    /// <summary>Texts of this call, and of what it starts, are in the language of the node's settings; the session keeps its own.</summary>
    static void Speak(CloneNode node)
    {
        if (node.Settings.ReadCulture() is { } culture) CultureInfo.CurrentUICulture = culture;
    }

    CloneNode OpenNode()
    {
        try
        {
            var opened = IsWhatIf ? CloneNode.Preview(Options) : CloneNode.Open(Options);
            if (session is not null) Speak(opened);
            if (opened.WasMade)
                WriteVerbose(CmdletText.Format("Node.Made", CmdletText.Get("Role." + opened.Info.Role), opened.Info.DataPath));
            return opened;
        }
        catch (CloneException error)
        {
            ThrowTerminatingError(ErrorRecords.Of(error, target: null));
            throw;
        }
    }
}
