using System.Threading;
using Clone.Engine.Errors;

namespace Clone.Engine.ObjectCopies;

/// <summary>What became of the deleted objects of a copy.</summary>
public sealed class UndeletionCounts
{
    long restored;
    long failed;

    /// <summary>Objects that were brought back where they lay.</summary>
    public long Restored => Interlocked.Read(ref restored);

    /// <summary>Objects that could not be brought back.</summary>
    public long Failed => Interlocked.Read(ref failed);

    /// <summary>The key of one of them; null when there is none.</summary>
    public string? FailedKey { get; private set; }

    /// <summary>Why that one stays deleted, in the service's word.</summary>
    public string? FailedCode { get; private set; }

    internal void Count() => Interlocked.Increment(ref restored);

    internal void Count(string key, EntryException failure)
    {
        if (Interlocked.Increment(ref failed) == 1) (FailedKey, FailedCode) = (key, failure.Code);
    }
}
