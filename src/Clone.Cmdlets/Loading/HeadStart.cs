using System;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Threading;
using Clone.Engine;

namespace Clone.Cmdlets.Loading;

/// <summary>
/// While PowerShell goes on with its script, a second processor compiles the code of a run and loads the libraries of
/// the adapters, for which the first run would wait. Nothing depends on how far it comes.
/// </summary>
static class HeadStart
{
    /// <summary>The rooms of the engine that a run passes through.</summary>
    static readonly string[] Rooms = ["Entries", "Folders", "Sync", "Unix", "Windows"];

    static int begun;

    /// <summary>Begins once a process, where there is a processor to spare.</summary>
    public static void Begin()
    {
        if (Environment.ProcessorCount < 2 || Interlocked.Exchange(ref begun, 1) != 0) return;
        ThreadPool.QueueUserWorkItem(_ =>
        {
            try
            {
                Run();
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                // Whoever needs what failed here will meet the failure himself, and can tell of it.
            }
        });
    }

    /// <summary>All of it, on the calling thread.</summary>
    public static void Run()
    {
        var otherSystem = Environment.OSVersion.Platform == PlatformID.Win32NT ? "Unix" : "Windows";
        foreach (var type in typeof(CloneNode).Assembly.GetTypes())
            if (IsOfARun(type) && !type.Name.StartsWith(otherSystem, StringComparison.Ordinal)
                && !type.Namespace!.EndsWith("." + otherSystem, StringComparison.Ordinal))
                Compile(type);
        AdaptersLoader.Create().Prepare();
    }

    static bool IsOfARun(Type type) =>
        !type.ContainsGenericParameters && type.Namespace is { } room
        && Array.Exists(Rooms, name => room.EndsWith("." + name, StringComparison.Ordinal));

    static void Compile(Type type)
    {
        const BindingFlags Own =
            BindingFlags.DeclaredOnly | BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;
        foreach (var method in type.GetMethods(Own))
            if (!method.IsAbstract && !method.ContainsGenericParameters && (method.Attributes & MethodAttributes.PinvokeImpl) == 0)
                RuntimeHelpers.PrepareMethod(method.MethodHandle);
    }
}
