using System;
using System.Collections.Generic;
using System.IO;
using Clone.Engine.State;

namespace Clone.Tests.Memory;

/// <summary>State files in memory. A power cut takes the newest transactions of each file back.</summary>
/// <param name="before">Called before each use of a file, with its name.</param>
sealed class MemoryStateStore(Action<string> before) : IStateStore
{
    readonly Dictionary<string, MemoryStateFile> files = new(StringComparer.Ordinal);

    public Action<string> Before { get; set; } = before;

    public IStateFile Open(string path, string kind, int version)
    {
        Before(Path.GetFileName(path));
        if (!files.TryGetValue(path, out var file)) files.Add(path, file = new MemoryStateFile(this, Path.GetFileName(path)));
        return file;
    }

    public IStateFile CreateTemporary(string path)
    {
        Before("temporary");
        return new MemoryStateFile(this, "temporary");
    }

    /// <summary>What all files hold has reached the disk.</summary>
    public void Flush()
    {
        foreach (var file in files.Values) file.Flush();
    }

    public void CutPower(Random random)
    {
        foreach (var file in files.Values) file.CutPower(random);
    }
}
