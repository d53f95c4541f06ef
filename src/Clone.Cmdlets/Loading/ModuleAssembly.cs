using System;
using System.Management.Automation;

namespace Clone.Cmdlets.Loading;

/// <summary>
/// What Windows PowerShell calls when it imports the module: from then on the module's libraries are found. The
/// answer stays when the module is removed: its objects outlive it and may still load a library, other runspaces may
/// still use it, and no request of anybody else's is answered.
/// </summary>
public sealed class ModuleAssembly : IModuleAssemblyInitializer
{
    static readonly ResolveEventHandler Resolver = new LibraryResolver(ModulePlace.OfThisModule()).Resolve;

    /// <inheritdoc/>
    public void OnImport()
    {
        // Every runspace imports the module anew; one answer is enough.
        AppDomain.CurrentDomain.AssemblyResolve -= Resolver;
        AppDomain.CurrentDomain.AssemblyResolve += Resolver;
    }
}
