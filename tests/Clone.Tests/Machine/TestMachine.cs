using System;
using System.Collections.Generic;
using System.IO;
using Clone.Adapters;
using Clone.Engine;
using Clone.Engine.Jobs;
using Clone.Engine.Machine;
using Clone.Tests.Folders;
using Clone.Tests.Secrets;

namespace Clone.Tests.Machine;

/// <summary>A machine with ids of its own, a state folder and room for sources and disks, in a temporary folder.</summary>
sealed class TestMachine : IDisposable, IMachineFingerprint
{
    readonly TempFolder folder = new();

    public TestMachine()
    {
        if (!OperatingSystem.IsWindows())
            System.IO.File.SetUnixFileMode(folder.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Home = folder["state"];
        Options = new NodeOptions { Adapters = new AdapterSet(), Version = "1.2.3", Home = Home, Machine = this, Time = Clock };
    }

    public string Home { get; }

    public string Path => folder.Path;

    public string this[string name] => folder[name];

    public Dictionary<string, string> Ids { get; } = new() { ["machineId"] = "0123", ["firmwareId"] = "abcd" };

    public FixedTime Clock { get; } = new();

    public NodeOptions Options { get; }

    public CloneNode Open() => CloneNode.Open(Options);

    public string Folder(string name) => folder.Folder(name);

    public string File(string name, string contents = "x") => folder.File(name, contents);

    public JobChanges NewJob(string name, string source = "source", string disk = "disk") =>
        new() { Name = name, Source = Folder(source), HddBaseFolder = Folder(disk) };

    public void Dispose()
    {
        try
        {
            SuiteSecrets.AssertNotBelow(Home);
        }
        finally
        {
            folder.Dispose();
        }
    }

    IReadOnlyDictionary<string, string> IMachineFingerprint.Read() => Ids;
}
