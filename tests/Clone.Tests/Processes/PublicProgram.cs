using System;
using Clone.Tests.Folders;

namespace Clone.Tests.Processes;

/// <summary>
/// A copy of tests/Clone.TestProcess that every account may read. The tests themselves may lie where only their owner
/// comes in, such as below /root.
/// </summary>
sealed class PublicProgram : IDisposable
{
    readonly TempFolder folder = new();

    public PublicProgram()
    {
        Tool.Run("cp", "-R", AppContext.BaseDirectory, folder["program"]);
        Tool.Run("chmod", "-R", "a+rX", folder.Path);
    }

    /// <summary>Full path of the program, for "dotnet exec".</summary>
    public string Path => System.IO.Path.Combine(folder["program"], "Clone.TestProcess.dll");

    public void Dispose() => folder.Dispose();
}
