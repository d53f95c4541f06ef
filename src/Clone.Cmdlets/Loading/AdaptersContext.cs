using System;
using System.IO;
using System.Reflection;
using System.Runtime.Loader;
using Clone.Engine;

namespace Clone.Cmdlets.Loading;

/// <summary>
/// The load context of the adapters and their libraries (PowerShell 7). The engine is not loaded again: its types
/// are what both sides exchange. What the runtime itself has in the same version or a later one is taken from there:
/// it is compiled ahead of time, and most of it is loaded already.
/// </summary>
sealed class AdaptersContext : AssemblyLoadContext
{
    readonly AssemblyDependencyResolver libraries;

    public AdaptersContext(ModulePlace place)
        : base("Clone.Adapters") => libraries = new AssemblyDependencyResolver(place.Adapters);

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        var engine = typeof(IAdapters).Assembly;
        if (string.Equals(assemblyName.Name, engine.GetName().Name, StringComparison.OrdinalIgnoreCase))
            return engine;
        return libraries.ResolveAssemblyToPath(assemblyName) is { } file && !IsInRuntime(assemblyName, file)
            ? LoadFromAssemblyPath(file)
            : null;
    }

    /// <summary>Nothing is asked of PowerShell's own load context, where other modules may have put their libraries.</summary>
    static bool IsInRuntime(AssemblyName name, string file)
    {
        var folder = Path.GetDirectoryName(typeof(object).Assembly.Location);
        if (string.IsNullOrEmpty(folder)) return false;
        var there = Path.Combine(folder, Path.GetFileName(file));
        return File.Exists(there) && AssemblyName.GetAssemblyName(there).Version >= name.Version;
    }

    protected override IntPtr LoadUnmanagedDll(string unmanagedDllName) =>
        libraries.ResolveUnmanagedDllToPath(unmanagedDllName) is { } file ? LoadUnmanagedDllFromPath(file) : IntPtr.Zero;
}
