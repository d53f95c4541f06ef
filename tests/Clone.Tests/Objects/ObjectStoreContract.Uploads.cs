using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Clone.Engine.Errors;
using Clone.Engine.Objects;
using Xunit;

namespace Clone.Tests.Objects;

public abstract partial class ObjectStoreContract
{
    [Fact]
    public async Task An_upload_in_parts_is_seen_when_it_is_complete()
    {
        var properties = Properties(new() { ["mtime"] = "1", ["name"] = "フォルダー" });
        var upload = await Store.BeginUploadAsync("large", properties, Cancellation);
        // All of the least size, and the last of one byte.
        var parts = new List<UploadPart>();
        foreach (var (number, length) in new[] { (2, Traits.LeastPart), (1, Traits.LeastPart), (3, 1L) })
            parts.Add(await Store.PutPartAsync(upload, number, Filled(number, length), Cancellation));
        Assert.Empty(await KeysAsync(KeyRange.All));
        var stored = await Store.CompleteUploadAsync(
            upload, [.. parts.OrderBy(part => part.Number)], properties, PutCondition.None, Cancellation);
        var seen = await Store.LookAsync("large", null, Cancellation);
        Assert.Equal((2 * Traits.LeastPart + 1, stored.ETag, "1", "フォルダー"), (seen.Size, seen.ETag, seen.Metadata!["mtime"], seen.Metadata["name"]));
        Assert.Equal("\u0001\u0002", await ReadAsync("large", new ReadOptions { Range = new ByteRange(Traits.LeastPart - 1, 2) }));
        Assert.Equal("\u0002\u0003", await ReadAsync("large", new ReadOptions { Range = new ByteRange(2 * Traits.LeastPart - 1, 2) }));
    }

    [Fact]
    public async Task An_upload_that_was_cut_off_is_found_and_continued_by_another_store()
    {
        var upload = await Store.BeginUploadAsync("folder/large", ObjectProperties.None, Cancellation);
        var first = await Store.PutPartAsync(upload, 1, Filled(1, Traits.LeastPart), Cancellation);
        await Store.BeginUploadAsync("other", ObjectProperties.None, Cancellation);
        if (!Traits.ForgetsUploads)
        {
            var listed = Assert.Single(await UploadsAsync("folder/"));
            Assert.Equal((upload.Key, upload.Id), (listed.Key, listed.Id));
            Assert.Equal(2, (await UploadsAsync("")).Count);
        }
        var found = new ObjectUpload(upload.Key, upload.Id);
        var there = Assert.Single(await PartsAsync(found));
        Assert.Equal((1, Traits.LeastPart, first.ETag), (there.Number, there.Size, there.ETag));
        var last = await Store.PutPartAsync(found, 2, Filled(2, 3), Cancellation);
        await Store.CompleteUploadAsync(found, [there, last], ObjectProperties.None, PutCondition.None, Cancellation);
        Assert.Equal("\u0001\u0002\u0002\u0002", await ReadAsync("folder/large", new ReadOptions { Range = new ByteRange(Traits.LeastPart - 1, 10) }));
        Assert.Empty(await UploadsAsync("folder/"));
    }

    [Fact]
    public async Task An_upload_that_is_given_up_leaves_nothing_and_may_be_given_up_again()
    {
        var upload = await Store.BeginUploadAsync("large", ObjectProperties.None, Cancellation);
        await Store.PutPartAsync(upload, 1, Filled(1, Traits.LeastPart), Cancellation);
        await Store.AbortUploadAsync(upload, Cancellation);
        await Store.AbortUploadAsync(upload, Cancellation);
        Assert.Empty(await UploadsAsync(""));
        Assert.Empty(await KeysAsync(KeyRange.All));
        if (Traits.ForgetsUploads) return;
        Assert.Equal(IoProblem.NotFound, (await FailsAsync(() => Store.PutPartAsync(upload, 2, Filled(2, 1), Cancellation))).Problem);
        Assert.Equal(IoProblem.NotFound, (await FailsAsync(() => PartsAsync(upload))).Problem);
    }

    [Fact]
    public async Task Parts_are_copied_from_ranges_of_an_object_if_it_is_still_what_it_was()
    {
        var size = Traits.LeastPart;
        var old = await Store.PutAsync("large", Filled(7, 2 * size), ObjectProperties.None, PutCondition.None, Cancellation);
        var upload = await Store.BeginUploadAsync("large", ObjectProperties.None, Cancellation);
        var source = new ObjectSource("large", IfMatch: old.ETag);
        UploadPart[] parts =
        [
            await Store.CopyPartAsync(upload, 1, source, new ByteRange(0, size), Cancellation),
            await Store.PutPartAsync(upload, 2, Filled(8, size), Cancellation),
            await Store.CopyPartAsync(upload, 3, source, new ByteRange(size + 1, size - 1), Cancellation),
        ];
        Assert.Equal([size, size, size - 1], parts.Select(part => part.Size));
        await Store.CompleteUploadAsync(upload, parts, ObjectProperties.None, PutCondition.None, Cancellation);
        Assert.Equal(3 * size - 1, (await Store.LookAsync("large", null, Cancellation)).Size);
        Assert.Equal("\a\b", await ReadAsync("large", new ReadOptions { Range = new ByteRange(size - 1, 2) }));
        Assert.Equal("\b\a", await ReadAsync("large", new ReadOptions { Range = new ByteRange(2 * size - 1, 2) }));
        var late = await Store.BeginUploadAsync("large", ObjectProperties.None, Cancellation);
        Assert.Equal(IoProblem.ChangedMeanwhile, (await FailsAsync(() => Store.CopyPartAsync(late, 1, source, new ByteRange(0, size), Cancellation))).Problem);
    }

    [Fact]
    public async Task Versions_are_listed_read_copied_and_deleted_one_by_one()
    {
        await Store.DisposeAsync();
        await UseAsync(keepsVersions: true);
        await Store.CheckAsync(Cancellation);
        Assert.True(Traits.KeepsVersions);
        var first = await PutAsync("file", "first");
        var second = await PutAsync("file", "second");
        await PutAsync("other", "x");
        Assert.Null(Assert.Single(await DeleteAsync(["file"])).Failure);
        Assert.Equal(["other"], await KeysAsync(KeyRange.All));
        Assert.Equal(IoProblem.NotFound, (await FailsAsync(() => Store.LookAsync("file", null, Cancellation))).Problem);
        var versions = await VersionsAsync(new KeyRange("file"));
        Assert.Equal(
            [(true, true), (false, false), (false, false)], versions.Select(version => (version.IsDeleteMarker, version.IsLatest)));
        Assert.Equal([second.VersionId, first.VersionId], versions.Skip(1).Select(version => version.VersionId));
        Assert.Equal("first", await ReadAsync("file", new ReadOptions { VersionId = first.VersionId }));
        Assert.Equal(5, (await Store.LookAsync("file", first.VersionId, Cancellation)).Size);
        await Store.CopyAsync(new ObjectSource("file", first.VersionId), "back", null, PutCondition.None, Cancellation);
        Assert.Equal("first", await ReadAsync("back"));
        var deleted = await Store.DeleteAsync([new ObjectVersion("file", versions[0].VersionId), new ObjectVersion("file", first.VersionId)], Cancellation);
        Assert.All(deleted, result => Assert.Null(result.Failure));
        Assert.Equal("second", await ReadAsync("file"));
        Assert.Equal([second.VersionId], (await VersionsAsync(new KeyRange("file"))).Select(version => version.VersionId));
    }

    async Task UseAsync(bool keepsVersions) => Store = await OpenAsync(keepsVersions);

    static ObjectBody Filled(int value, long length)
    {
        var contents = new byte[length];
        Array.Fill(contents, (byte)value);
        return ObjectBody.Of(contents);
    }

    async Task<List<ObjectUpload>> UploadsAsync(string prefix)
    {
        var found = new List<ObjectUpload>();
        await foreach (var upload in Store.ListUploadsAsync(prefix, Cancellation)) found.Add(upload);
        return found;
    }

    async Task<List<UploadPart>> PartsAsync(ObjectUpload upload)
    {
        var found = new List<UploadPart>();
        await foreach (var part in Store.ListPartsAsync(upload, Cancellation)) found.Add(part);
        return found;
    }

    async Task<List<ObjectInfo>> VersionsAsync(KeyRange range)
    {
        var found = new List<ObjectInfo>();
        await foreach (var page in Store.ListVersionsAsync(range, Cancellation)) found.AddRange(page);
        return found;
    }
}
