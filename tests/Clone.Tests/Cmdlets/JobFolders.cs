using System.IO;

namespace Clone.Tests.Cmdlets;

/// <summary>The folders of a test's job.</summary>
sealed record JobFolders(string Source, string Base)
{
    public string Destination => Path.Combine(Base, Path.GetFileName(Source));

    /// <summary>Writes a file of the source.</summary>
    public void Write(string name, string contents)
    {
        var path = Path.Combine(Source, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, contents);
    }
}
