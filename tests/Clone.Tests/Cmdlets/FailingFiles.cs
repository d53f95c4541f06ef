using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Clone.Tests.Folders;
using Xunit;

namespace Clone.Tests.Cmdlets;

/// <summary>
/// Files that a run cannot replace: root may read anything, so for root they are made immutable at the destination;
/// anybody else may not read them at the source.
/// </summary>
sealed class FailingFiles : IDisposable
{
    readonly string[] files;
    readonly bool isRoot;

    FailingFiles(string[] files, bool isRoot)
    {
        this.files = files;
        this.isRoot = isRoot;
    }

    public static FailingFiles Of(JobFolders folders, IEnumerable<string> names)
    {
        var isRoot = Environment.IsPrivilegedProcess;
        var failing = new FailingFiles([.. names.Select(name => Path.Combine(isRoot ? folders.Destination : folders.Source, name))], isRoot);
        failing.Set(works: false);
        return failing;
    }

    public void Dispose() => Set(works: true);

    void Set(bool works)
    {
        try
        {
            Tool.Run(isRoot ? "chattr" : "chmod", [isRoot ? (works ? "-i" : "+i") : (works ? "u+r" : "a-r"), .. files]);
        }
        catch (Exception e) when (!works)
        {
            Assert.Skip("The file system has no immutable files: " + e.Message);
        }
    }
}
