using System;
using System.IO;

namespace Clone.Cmdlets.Loading;

/// <summary>Where the assemblies of the module lie: the cmdlets and the engine in one folder, all else in its <c>lib</c>.</summary>
/// <param name="Folder">Absolute path of the folder of Clone.Cmdlets.dll.</param>
sealed record ModulePlace(string Folder)
{
    /// <summary>The folder of the adapters and their libraries.</summary>
    public string Libraries => Path.Combine(Folder, "lib");

    /// <summary>The file of the adapters.</summary>
    public string Adapters => Path.Combine(Libraries, "Clone.Adapters.dll");

    /// <summary>The place of the module that this code belongs to.</summary>
    public static ModulePlace OfThisModule() =>
        new(Path.GetDirectoryName(typeof(ModulePlace).Assembly.Location)!);

    /// <summary>
    /// The file that answers for an assembly's name, or null. What the engine uses comes before what lies in
    /// <c>lib</c>, so that the types that both exchange are the same.
    /// </summary>
    /// <param name="simpleName">The assembly's name without version; a name that is no plain file name has no file.</param>
    public string? Find(string? simpleName)
    {
        if (string.IsNullOrEmpty(simpleName) || simpleName!.IndexOfAny(Path.GetInvalidFileNameChars()) >= 0)
            return null;
        foreach (var folder in new[] { Folder, Libraries })
        {
            var file = Path.Combine(folder, simpleName + ".dll");
            if (File.Exists(file))
                return file;
        }

        return null;
    }

    /// <summary>Whether a loaded assembly came from this module's folders. An assembly without a file did not.</summary>
    /// <param name="location">The assembly's location.</param>
    public bool Holds(string? location)
    {
        if (string.IsNullOrEmpty(location))
            return false;
        var folder = Path.GetDirectoryName(location);
        return string.Equals(folder, Folder, StringComparison.OrdinalIgnoreCase)
            || string.Equals(folder, Libraries, StringComparison.OrdinalIgnoreCase);
    }
}
