using System;

namespace Clone.Tests.Memory;

/// <summary>A watch that does what a test says.</summary>
sealed class MemoryWatch : IMemoryWatch
{
    public Action<MemoryCall> OnBefore { get; init; } = _ => { };

    public Action<MemoryCall> OnAfter { get; init; } = _ => { };

    public void Before(in MemoryCall call) => OnBefore(call);

    public void After(in MemoryCall call) => OnAfter(call);

    public int Shorten(in MemoryCall call, int count) => count;
}
