namespace Clone.Tests.Memory;

/// <summary>Sees everything that one program asks of its disks, and may spoil it. An exception is what the program gets.</summary>
interface IMemoryWatch
{
    /// <summary>Before anything has happened.</summary>
    void Before(in MemoryCall call);

    /// <summary>After it took effect.</summary>
    void After(in MemoryCall call);

    /// <summary>How many of the bytes are read at once, from 1 on.</summary>
    int Shorten(in MemoryCall call, int count);
}
