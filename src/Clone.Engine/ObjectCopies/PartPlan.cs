using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using Clone.Engine.Blocks;
using Clone.Engine.Objects;

namespace Clone.Engine.ObjectCopies;

/// <summary>
/// Decides, while a large file is read once, which of its parts the service can copy from the older object and which are
/// sent. Between changes that lie close together more is sent than has changed, since parts have a least length.
/// </summary>
/// <param name="traits">What the service can do.</param>
/// <param name="size">Length of the file in bytes.</param>
/// <param name="old">The sums of the blocks of the older object.</param>
sealed class PartPlan(ObjectStoreTraits traits, long size, BlockSums old) : IDisposable
{
    /// <summary>Wished length of a copied part: several are copied at once, and none takes the service long.</summary>
    const long CopiedBytes = 256L << 20;

    /// <summary>Copied ranges of whatever length; further ones must be long, so that the lengths of all parts can be told in little text.</summary>
    const int ManyCopied = 40;

    static readonly byte[] Zeros = new byte[64 << 10];

    readonly IncrementalHash hash = ContentMd5.Begin();
    readonly List<PlannedPart> parts = [];
    readonly long most = Math.Min(UpTo(Math.Max(CopiedBytes, size / 1000), old.BlockBytes), traits.GreatestPart / old.BlockBytes * old.BlockBytes);
    readonly long sent = UpTo(Math.Max(traits.LeastPart, size / Math.Max(1, traits.MostParts / 2)), old.BlockBytes);
    long? sentFrom;
    long? sameFrom;
    int copied;

    /// <summary>Takes the next blocks.</summary>
    public void Take(BlockStretch stretch)
    {
        for (var i = 0; i < stretch.Blocks; i++)
        {
            var (start, count) = stretch.PlaceOf(i);
            var offset = stretch.Offset + start;
            if (!old.Holds(stretch.NumberOf(i), count, stretch.SumAt(i))) Differs(offset);
            else if (IsSame(offset)) Add(stretch.Buffer, start, count, offset);
        }
    }

    /// <summary>Everything was read: the parts; null where nothing can be copied, or there would be too many of them.</summary>
    public IReadOnlyList<PlannedPart>? Finish()
    {
        if (sameFrom is not null) Copy(size);
        else if (sentFrom is { } from) Send(from, size);
        return copied > 0 && parts.Count <= traits.MostParts ? parts : null;
    }

    /// <summary>How the parts are told of; null when it takes too much to say.</summary>
    public PartLayout? Layout() => PartLayout.Of([.. parts.Select(part => part.Range.Length)], old.BlockBytes);

    /// <summary>Frees what it holds.</summary>
    public void Dispose() => hash.Dispose();

    static long UpTo(long length, int unit) => (length + unit - 1) / unit * unit;

    long Needed => copied < ManyCopied ? traits.LeastPart : Math.Max(traits.LeastPart, size / ManyCopied);

    /// <summary>A block that has changed begins here.</summary>
    void Differs(long offset)
    {
        if (sameFrom is { } from && offset - from >= Needed)
        {
            Copy(offset);
        }
        else if (sameFrom is not null)
        {
            // Too short a range to be a part: it is sent with what is around it.
            sentFrom ??= sameFrom;
            sameFrom = null;
            hash.GetHashAndReset();
        }
        sentFrom ??= offset;
    }

    /// <summary>A block that has not changed begins here; false when it completes a part that is sent.</summary>
    bool IsSame(long offset)
    {
        if (sameFrom is not null) return true;
        if (sentFrom is { } from && offset - from < traits.LeastPart) return false;
        sameFrom = offset;
        return true;
    }

    void Add(byte[]? buffer, int start, int count, long offset)
    {
        if (buffer is not null) hash.AppendData(buffer, start, count);
        else for (var done = 0; done < count; done += Zeros.Length) hash.AppendData(Zeros, 0, Math.Min(Zeros.Length, count - done));
        var end = offset + count;
        if (end - sameFrom >= most && end < size) Copy(end);
    }

    /// <summary>What is the same ends here, and is copied.</summary>
    void Copy(long end)
    {
        var start = sameFrom!.Value;
        if (sentFrom is { } from) Send(from, start);
        parts.Add(new PlannedPart(new ByteRange(start, end - start), hash.GetHashAndReset()));
        copied++;
        sameFrom = null;
    }

    /// <summary>A range is sent, in parts that are not too small; the last takes what would be.</summary>
    void Send(long start, long end)
    {
        while (end - start >= sent + traits.LeastPart)
        {
            parts.Add(new PlannedPart(new ByteRange(start, sent), null));
            start += sent;
        }
        parts.Add(new PlannedPart(new ByteRange(start, end - start), null));
        sentFrom = null;
    }
}
