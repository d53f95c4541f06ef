using System;
using System.Reflection;
using Clone.Engine;

namespace Clone.Cmdlets.Loading;

/// <summary>
/// Makes the adapters by name, so that no third-party library becomes part of PowerShell's own load context, where
/// another module may have loaded another version of it. There is one set of libraries a process, loaded at first use.
/// </summary>
static class AdaptersLoader
{
    const string AdapterSet = "Clone.Adapters.AdapterSet";

    static readonly Lazy<Type> AdapterSetType = new(() => LoadAdapters().GetType(AdapterSet, throwOnError: true)!);

    /// <summary>Makes a new set of adapters.</summary>
    public static IAdapters Create() => (IAdapters)Activator.CreateInstance(AdapterSetType.Value)!;

    static Assembly LoadAdapters()
    {
        var place = ModulePlace.OfThisModule();
#if NET
        return new AdaptersContext(place).LoadFromAssemblyPath(place.Adapters);
#else
        return Assembly.LoadFrom(place.Adapters);
#endif
    }
}
