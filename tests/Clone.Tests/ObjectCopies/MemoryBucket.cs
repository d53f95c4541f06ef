using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using Clone.Engine.Errors;
using Clone.Engine.Objects;

namespace Clone.Tests.ObjectCopies;

/// <summary>What a bucket in memory holds: objects by key, uploads in parts by id. It outlives the stores over it.</summary>
sealed class MemoryBucket
{
    readonly object gate = new();
    readonly SortedDictionary<string, Stored> objects = new(KeyOrder.Instance);
    readonly Dictionary<string, Upload> uploads = new(StringComparer.Ordinal);
    long clock = new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc).Ticks;
    int ids;

    public List<string> Keys
    {
        get
        {
            lock (gate) return [.. objects.Keys];
        }
    }

    public List<string> Uploads
    {
        get
        {
            lock (gate) return [.. uploads.Values.Select(upload => upload.Key)];
        }
    }

    public ObjectInfo? Find(string key, bool withMetadata)
    {
        lock (gate) return objects.TryGetValue(key, out var found) ? Info(key, found, withMetadata) : null;
    }

    public byte[]? Contents(string key)
    {
        lock (gate) return objects.GetValueOrDefault(key)?.Contents;
    }

    public List<ObjectInfo> Page(KeyRange range, string? after, int most)
    {
        lock (gate)
        {
            return [.. objects.Where(pair => pair.Key.StartsWith(range.Prefix, StringComparison.Ordinal) && range.Holds(pair.Key)
                    && (after is null || KeyOrder.Instance.Compare(pair.Key, after) > 0))
                .Take(most).Select(pair => Info(pair.Key, pair.Value, withMetadata: false))];
        }
    }

    public StoredObject Put(string key, byte[] contents, IReadOnlyDictionary<string, string> metadata, PutCondition condition, string? eTag = null)
    {
        lock (gate)
        {
            var there = objects.GetValueOrDefault(key);
            if (condition.IfAbsent && there is not null) throw new EntryException(IoProblem.AlreadyExists, "PreconditionFailed", EntryOperation.Write);
            if (condition.IfMatch is { } match && there?.ETag != match)
                throw new EntryException(there is null ? IoProblem.NotFound : IoProblem.ChangedMeanwhile, "PreconditionFailed", EntryOperation.Write);
            var md5 = Md5(contents);
            objects[key] = new Stored(contents, new Dictionary<string, string>(metadata), eTag ?? Hex(md5), clock += TimeSpan.TicksPerSecond);
            return new StoredObject(objects[key].ETag, null) { Md5 = md5 };
        }
    }

    public bool Remove(string key)
    {
        lock (gate) return objects.Remove(key);
    }

    public StoredObject Copy(ObjectSource source, string key, ObjectProperties? properties, PutCondition condition)
    {
        lock (gate)
        {
            var from = Require(source);
            return Put(key, from.Contents, properties?.Metadata ?? from.Metadata, condition);
        }
    }

    public ObjectUpload Begin(string key)
    {
        lock (gate)
        {
            var id = "upload-" + (++ids).ToString(CultureInfo.InvariantCulture);
            uploads.Add(id, new Upload(key, clock, []));
            return new ObjectUpload(key, id, clock);
        }
    }

    public UploadPart PutPart(ObjectUpload upload, int number, byte[] contents)
    {
        lock (gate)
        {
            Require(upload).Parts[number] = contents;
            return Part(number, contents);
        }
    }

    public byte[] Range(ObjectSource source, ByteRange? range)
    {
        lock (gate)
        {
            var contents = Require(source).Contents;
            return range is { } asked ? contents[(int)asked.Offset..(int)Math.Min(contents.Length, asked.Offset + asked.Length)] : contents;
        }
    }

    public StoredObject Complete(ObjectUpload upload, IReadOnlyList<UploadPart> parts, ObjectProperties properties, PutCondition condition)
    {
        lock (gate)
        {
            var there = Require(upload).Parts;
            var contents = parts.SelectMany(part => there[part.Number]).ToArray();
            var whole = Md5(parts.SelectMany(part => Md5(there[part.Number])).ToArray());
            var stored = Put(upload.Key, contents, properties.Metadata, condition, Hex(whole) + "-" + parts.Count);
            uploads.Remove(upload.Id);
            return stored with { Md5 = null };
        }
    }

    public void Abort(ObjectUpload upload)
    {
        lock (gate) uploads.Remove(upload.Id);
    }

    public List<ObjectUpload> ListUploads(string prefix)
    {
        lock (gate)
        {
            return [.. uploads.Where(pair => pair.Value.Key.StartsWith(prefix, StringComparison.Ordinal))
                .Select(pair => new ObjectUpload(pair.Value.Key, pair.Key, pair.Value.Begun))];
        }
    }

    public List<UploadPart> Parts(ObjectUpload upload)
    {
        lock (gate) return [.. Require(upload).Parts.Select(pair => Part(pair.Key, pair.Value))];
    }

    static UploadPart Part(int number, byte[] contents) =>
        new(number, contents.Length, Hex(Md5(contents))) { Md5 = Md5(contents) };

    static byte[] Md5(byte[] contents) => CryptographicOperations.HashData(HashAlgorithmName.MD5, contents);

    static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);

    static ObjectInfo Info(string key, Stored stored, bool withMetadata) => new()
    {
        Key = key,
        Size = stored.Contents.Length,
        ETag = stored.ETag,
        Modified = stored.Modified,
        Metadata = withMetadata ? stored.Metadata : null,
    };

    Stored Require(ObjectSource source)
    {
        if (!objects.TryGetValue(source.Key, out var found)) throw new EntryException(IoProblem.NotFound, "NoSuchKey", EntryOperation.Read);
        return source.IfMatch is { } match && match != found.ETag
            ? throw new EntryException(IoProblem.ChangedMeanwhile, "PreconditionFailed", EntryOperation.Read)
            : found;
    }

    Upload Require(ObjectUpload upload) => uploads.GetValueOrDefault(upload.Id)
        ?? throw new EntryException(IoProblem.NotFound, "NoSuchUpload", EntryOperation.Write);

    sealed record Stored(byte[] Contents, Dictionary<string, string> Metadata, string ETag, long Modified);

    sealed record Upload(string Key, long Begun, SortedDictionary<int, byte[]> Parts);
}
