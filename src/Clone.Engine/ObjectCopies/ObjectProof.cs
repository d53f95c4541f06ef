using System;
using System.Collections.Generic;
using System.Security.Cryptography;
using Clone.Engine.Errors;
using Clone.Engine.Objects;

namespace Clone.Engine.ObjectCopies;

/// <summary>
/// Proves that what was read of an object from its beginning to its end is what was put: by its ETag, that of its parts where
/// their length is known, or the MD5 that is kept with it.
/// </summary>
sealed class ObjectProof : IDisposable
{
    /// <summary>Metadata: the lengths of the parts of an object (<see cref="PartLayout"/>).</summary>
    public const string Layout = "clone-part";

    /// <summary>Metadata: MD5 of the parts' MD5s and their number, where no ETag says it.</summary>
    const string PartSums = "clone-sums";

    /// <summary>Metadata: MD5 in Base64, as rclone adds it to what it sends in parts (https://rclone.org/s3/#modification-times-and-hashes).</summary>
    const string WholeMd5 = "md5chksum";

    readonly IncrementalHash hash = ContentMd5.Begin();
    readonly string? expected;
    readonly IEnumerator<long>? lengths;
    readonly List<UploadPart> parts = [];
    long partLength;
    long inPart;

    /// <summary>Prepares for an object.</summary>
    /// <param name="info">Its facts, with its metadata.</param>
    /// <param name="traits">What its service does.</param>
    public ObjectProof(ObjectInfo info, ObjectStoreTraits traits)
    {
        var isOfParts = IsOfParts(info.ETag);
        var sums = traits.HasMd5ETags ? null : Get(info, PartSums);
        var layout = sums is not null || (isOfParts && traits.HasMd5ETags) ? PartLayout.Parse(Get(info, Layout)) : null;
        if (info.ContentMd5 is not null && sums is null) layout = null;
        // An emulator answers with the MD5 of whatever it sends; what was said of the parts is ours.
        expected = sums is not null && layout is not null ? sums
            : info.ContentMd5 is { } kept ? ContentMd5.ETagOf(kept)
            : traits.HasMd5ETags && (!isOfParts || layout is not null) ? info.ETag
            : Get(info, WholeMd5) is { } text ? Decode(text)
            : null;
        if (layout is null) return;
        lengths = layout.Lengths().GetEnumerator();
        NextPart();
    }

    /// <summary>Metadata with those of an object in it by which it is proven.</summary>
    public static IReadOnlyDictionary<string, string> Keep(
        IReadOnlyDictionary<string, string>? from, IReadOnlyDictionary<string, string> metadata)
    {
        var joined = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in metadata) joined[pair.Key] = pair.Value;
        foreach (var name in new[] { Layout, PartSums, WholeMd5 })
            if (from is not null && from.TryGetValue(name, out var value)) joined[name] = value;
        return joined;
    }

    /// <summary>Properties with what proves the parts, where no ETag does.</summary>
    public static ObjectProperties With(ObjectProperties properties, string? sums)
    {
        if (sums is null) return properties;
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal) { [PartSums] = sums };
        foreach (var pair in properties.Metadata) metadata[pair.Key] = pair.Value;
        return properties with { Metadata = metadata };
    }

    /// <summary>Whether an ETag is one of parts, which ends in '-' and their number.</summary>
    public static bool IsOfParts(string eTag) => eTag.AsSpan().IndexOf('-') >= 0;

    /// <summary>Whether anything is known by which contents can be told.</summary>
    public bool IsPossible => expected is not null;

    /// <summary>Takes the next bytes.</summary>
    public void Add(byte[] bytes, int offset, int count)
    {
        while (count > 0)
        {
            var taken = partLength == 0 ? count : (int)Math.Min(count, partLength - inPart);
            hash.AppendData(bytes, offset, taken);
            inPart += taken;
            offset += taken;
            count -= taken;
            if (inPart == partLength)
            {
                ClosePart();
                NextPart();
            }
        }
    }

    /// <summary>Everything was read.</summary>
    /// <exception cref="EntryException">It is not what was put.</exception>
    public void Check()
    {
        if (IsPossible && !Agrees()) throw new EntryException(IoProblem.DeviceError, "MD5", EntryOperation.Read);
    }

    /// <summary>Everything was read: whether it is what was put.</summary>
    public bool Agrees()
    {
        if (partLength > 0 && inPart > 0) ClosePart();
        var found = partLength > 0 ? ContentMd5.ETagOf(parts) : ContentMd5.ETagOf(hash.GetHashAndReset());
        return string.Equals(found, expected, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Frees what it holds.</summary>
    public void Dispose()
    {
        hash.Dispose();
        lengths?.Dispose();
    }

    static string? Get(ObjectInfo info, string name) =>
        info.Metadata is { } metadata && metadata.TryGetValue(name, out var value) ? value : null;

    static string? Decode(string text)
    {
        try
        {
            return ContentMd5.ETagOf(Convert.FromBase64String(text));
        }
        catch (FormatException)
        {
            return null;
        }
    }

    void ClosePart()
    {
        parts.Add(new UploadPart(parts.Count + 1, inPart, "") { Md5 = hash.GetHashAndReset() });
        inPart = 0;
    }

    /// <summary>What lies behind the last part that is told of counts as one, which no ETag agrees with.</summary>
    void NextPart() => partLength = lengths!.MoveNext() ? lengths.Current : long.MaxValue;
}
