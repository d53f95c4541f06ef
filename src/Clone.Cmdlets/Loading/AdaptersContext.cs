using System;
using System.Reflection;
using System.Runtime.Loader;
using Clone.Engine;

namespace Clone.Cmdlets.Loading;

/// <summary>
/// The load context of the adapters and their libraries (PowerShell 7). The engine is not loaded again: its types
/// are what both sides exchange.
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
        return libraries.ResolveAssemblyToPath(assemblyName) is { } file ? LoadFromAssemblyPath(file) : null;
    }

    protected override IntPtr LoadUnmanagedDll(string unmanagedDllName) =>
        libraries.ResolveUnmanagedDllToPath(unmanagedDllName) is { } file ? LoadUnmanagedDllFromPath(file) : IntPtr.Zero;
}
