using System;
using System.IO;
using System.Linq;
using Clone.Engine.Folders;

namespace Clone.Tests.Folders;

/// <summary>A new folder in the system's folder for temporary files, removed with everything in it at the end.</summary>
sealed class TempFolder : IDisposable
{
    public TempFolder() : this(System.IO.Path.GetTempPath())
    {
    }

    public TempFolder(string within)
    {
        Path = System.IO.Path.Combine(within, "clone-test-" + Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(Path);
    }

    public string Path { get; }

    /// <summary>Full path of something in it; parts of the name are divided by '/'.</summary>
    public string this[string name] => System.IO.Path.Combine(Path, name.Replace('/', System.IO.Path.DirectorySeparatorChar));

    public FolderHandle Open() => FolderPlatform.OfThisMachine().OpenRoot(Path);

    public string File(string name, string contents = "")
    {
        System.IO.File.WriteAllText(this[name], contents);
        return this[name];
    }

    public string Folder(string name) => Directory.CreateDirectory(this[name]).FullName;

    public string[] Names() => Directory.GetFileSystemEntries(Path).Select(p => System.IO.Path.GetFileName(p)!).Order().ToArray();

    public void Dispose() => Removal.Of(Path);
}
