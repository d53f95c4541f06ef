using System;
using System.Reflection;

namespace Clone.Cmdlets.Loading;

/// <summary>
/// Finds the module's libraries for the module's own assemblies (Windows PowerShell): powershell.exe has no binding
/// redirects for them, so any version that is asked for is answered with the one that lies in our folders. A request
/// of somebody else's assembly is left to others, who may want another version.
/// </summary>
sealed class LibraryResolver
{
    readonly ModulePlace place;

    public LibraryResolver(ModulePlace place) => this.place = place;

    /// <summary>Answers <see cref="AppDomain.AssemblyResolve"/>.</summary>
    public Assembly? Resolve(object? sender, ResolveEventArgs request)
    {
        if (request.RequestingAssembly is not { IsDynamic: false } asker || !place.Holds(asker.Location))
            return null;
        // Only a file that is there is loaded: a load by name would come back here without end.
        return place.Find(new AssemblyName(request.Name).Name) is { } file ? Assembly.LoadFrom(file) : null;
    }
}
