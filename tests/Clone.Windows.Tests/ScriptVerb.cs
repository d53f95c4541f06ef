using System;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using Clone.Tests.Cmdlets;
using Microsoft.PowerShell;

namespace Clone.Windows.Tests;

/// <summary>HOME SCRIPT: writes "started", runs a script with the staged module in the PowerShell engine, and writes its output.</summary>
static class ScriptVerb
{
    public static int Run(string[] arguments)
    {
        Environment.SetEnvironmentVariable("CLONE_HOME", arguments[0]);
        var initial = InitialSessionState.CreateDefault2();
        initial.ExecutionPolicy = ExecutionPolicy.Bypass;
        initial.ImportPSModule(ModuleRunspace.Manifest);
        using var runspace = RunspaceFactory.CreateRunspace(initial);
        runspace.Open();
        using var powershell = PowerShell.Create(runspace).AddScript(arguments[1]);
        Console.WriteLine("started");
        foreach (var item in powershell.Invoke()) Console.WriteLine(item);
        foreach (var error in powershell.Streams.Error) Console.Error.WriteLine(error);
        return powershell.HadErrors ? 1 : 0;
    }
}
