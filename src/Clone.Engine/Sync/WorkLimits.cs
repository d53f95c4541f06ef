using System;
using Clone.Engine.Blocks;
using Clone.Engine.Destinations;
using Clone.Engine.Folders;
using Clone.Engine.Machine;
using Clone.Engine.ObjectCopies;

namespace Clone.Engine.Sync;

/// <summary>How much of a run goes at once, how fast, and at whose expense.</summary>
sealed record WorkLimits
{
    /// <summary>Items that are taken at once where nothing else is said.</summary>
    public const int ItemsAtOnce = 64;

    /// <summary>Everything one after the other, on one thread: two runs over the same do the same steps.</summary>
    public static WorkLimits StepByStep { get; } = new() { Workers = 0, Listers = 0 };

    /// <summary>
    /// Files in the air at once; 0: each is sent by whoever hands it over, before he goes on. A few even on two processors:
    /// one of them waits while the destination flushes a group.
    /// </summary>
    public int Workers { get; init; } = Math.Max(4, Math.Min(16, Environment.ProcessorCount));

    /// <summary>
    /// Items that one of them takes at once while all are busy. Over a network few: each takes long, and what one has taken
    /// waits though others are free.
    /// </summary>
    public int TakenAtOnce { get; init; } = ItemsAtOnce;

    /// <summary>Threads that list a side ahead of the reader; 0: he lists each folder himself.</summary>
    public int Listers { get; init; } = new WalkOptions().Workers;

    /// <summary>Of files from this size on, in bytes, changed blocks alone are written.</summary>
    public long BlocksFrom { get; init; } = BlockShelf.DefaultFrom;

    /// <summary>The smallest size of such blocks.</summary>
    public int BlockBytes { get; init; } = BlockSums.SmallestBlock;

    /// <summary>A group of staged items is committed at this number.</summary>
    public int GroupItems { get; init; } = 4096;

    /// <summary>How files are sent to an object store, and objects are listed.</summary>
    public ObjectSendLimits Objects { get; init; } = ObjectSendLimits.Default;

    /// <summary>Begins the threads of the run.</summary>
    public WorkThreads Threads { get; init; } = WorkThreads.Usual;

    /// <summary>What all contents pass that are written; null where nothing holds them up.</summary>
    public BandwidthGate? Gate { get; init; }
}
