#if !NET
using System;
#endif
using System.Management.Automation;

namespace Clone.Cmdlets.Loading;

/// <summary>
/// What PowerShell calls when it imports the module. In Windows PowerShell the module's libraries are found from then on.
/// The answer stays when the module is removed: its objects outlive it and may still load a library, other runspaces may
/// still use it, and no request of anybody else's is answered.
/// </summary>
public sealed class ModuleAssembly : IModuleAssemblyInitializer
{
#if !NET
    static readonly ResolveEventHandler Resolver = new LibraryResolver(ModulePlace.OfThisModule()).Resolve;

#endif
    /// <inheritdoc/>
    public void OnImport()
    {
#if !NET
        // Every runspace imports the module anew; one answer is enough.
        AppDomain.CurrentDomain.AssemblyResolve -= Resolver;
        AppDomain.CurrentDomain.AssemblyResolve += Resolver;
#endif
        HeadStart.Begin();
    }
}
