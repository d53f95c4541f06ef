using System;
using System.Reflection;
using System.Runtime.CompilerServices;
using Clone.Engine;

namespace Clone.Cmdlets.Loading;

/// <summary>Compiles the engine's code of a run before it is called.</summary>
static class EngineCompiler
{
    /// <summary>The rooms of the engine that a run passes through.</summary>
    static readonly string[] Rooms = ["Entries", "Folders", "Sync", "Unix", "Windows"];

    /// <summary>Compiles all but what belongs to another system.</summary>
    /// <returns>The number of methods.</returns>
    public static int Run()
    {
        var compiled = 0;
        var otherSystem = Environment.OSVersion.Platform == PlatformID.Win32NT ? "Unix" : "Windows";
        foreach (var type in typeof(CloneNode).Assembly.GetTypes())
            if (IsOfARun(type) && !type.Name.StartsWith(otherSystem, StringComparison.Ordinal)
                && !type.Namespace!.EndsWith("." + otherSystem, StringComparison.Ordinal))
                compiled += Compile(type);
        return compiled;
    }

    static bool IsOfARun(Type type) =>
        !type.ContainsGenericParameters && type.Namespace is { } room
        && Array.Exists(Rooms, name => room.EndsWith("." + name, StringComparison.Ordinal));

    static int Compile(Type type)
    {
        const BindingFlags Own =
            BindingFlags.DeclaredOnly | BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;
        var compiled = 0;
        foreach (var method in type.GetMethods(Own))
        {
            if (method.IsAbstract || method.ContainsGenericParameters || (method.Attributes & MethodAttributes.PinvokeImpl) != 0) continue;
            RuntimeHelpers.PrepareMethod(method.MethodHandle);
            compiled++;
        }
        return compiled;
    }
}
