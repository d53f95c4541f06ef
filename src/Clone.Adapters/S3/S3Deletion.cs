using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Amazon.S3;
using Amazon.S3.Model;
using Clone.Engine.Errors;
using Clone.Engine.Objects;

namespace Clone.Adapters.S3;

/// <summary>Deletion of many objects, a thousand a request.</summary>
sealed class S3Deletion(S3Client client, S3Place place, ServiceCaller caller, S3Sending sending)
{
    // https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html
    const int MostAtOnce = 1000;

    volatile bool takesOneAtATime;

    public async Task<IReadOnlyList<DeleteResult>> DeleteAsync(IReadOnlyList<ObjectVersion> objects, CancellationToken cancellation)
    {
        var failures = new Dictionary<ObjectVersion, EntryException?>();
        var together = objects.Where(item => CanBeInXml(item.Key)).Distinct().ToList();
        foreach (var item in objects.Where(item => !CanBeInXml(item.Key)).Distinct())
            failures[item] = await DeleteOneAsync(item, cancellation).ConfigureAwait(false);
        for (var start = 0; start < together.Count; start += MostAtOnce)
            await DeleteManyAsync(together.GetRange(start, Math.Min(MostAtOnce, together.Count - start)), failures, cancellation)
                .ConfigureAwait(false);
        return [.. objects.Select(item => new DeleteResult(item, failures[item]))];
    }

    async Task DeleteManyAsync(List<ObjectVersion> items, Dictionary<ObjectVersion, EntryException?> failures, CancellationToken cancellation)
    {
        if (items.Count > 1 && !takesOneAtATime)
        {
            try
            {
                await DeleteTogetherAsync(items, failures, cancellation).ConfigureAwait(false);
                return;
            }
            catch (EntryException e) when (e.Problem == IoProblem.NotSupported)
            {
                takesOneAtATime = true;
            }
        }
        foreach (var item in items) failures[item] = await DeleteOneAsync(item, cancellation).ConfigureAwait(false);
    }

    async Task DeleteTogetherAsync(
        List<ObjectVersion> items, Dictionary<ObjectVersion, EntryException?> failures, CancellationToken cancellation)
    {
        var request = new DeleteObjectsRequest
        {
            BucketName = place.Bucket,
            Quiet = true,
            Objects = [.. items.Select(item => new KeyVersion { Key = item.Key, VersionId = item.VersionId })],
        };
        var errors = await CallAsync(cancel => SendAsync(request, cancel), cancellation).ConfigureAwait(false);
        foreach (var item in items) failures[item] = null;
        foreach (var error in errors)
        {
            var item = new ObjectVersion(error.Key, S3Facts.VersionOf(error.VersionId));
            var failure = FailureOf(error);
            if (failure.Problem == IoProblem.NotFound) continue;
            failures[failures.ContainsKey(item) ? item : new ObjectVersion(error.Key)] = failure;
        }
    }

    async Task<List<DeleteError>> SendAsync(DeleteObjectsRequest request, CancellationToken cancellation)
    {
        try
        {
            return (await client.DeleteObjectsAsync(request, cancellation).ConfigureAwait(false)).DeleteErrors ?? [];
        }
        catch (DeleteObjectsException e)
        {
            return e.Response.DeleteErrors ?? [];
        }
    }

    async Task<EntryException?> DeleteOneAsync(ObjectVersion item, CancellationToken cancellation)
    {
        var request = new DeleteObjectRequest { BucketName = place.Bucket, Key = item.Key, VersionId = item.VersionId };
        try
        {
            await CallAsync(cancel => client.DeleteObjectAsync(request, cancel), cancellation).ConfigureAwait(false);
            return null;
        }
        catch (EntryException e)
        {
            return e.Problem == IoProblem.NotFound ? null : e;
        }
    }

    EntryException FailureOf(DeleteError error)
    {
        var answer = new AmazonS3Exception(error.Message) { ErrorCode = error.Code, StatusCode = System.Net.HttpStatusCode.BadRequest };
        return new S3Errors(place).Judge(answer, EntryOperation.Remove)?.Error as EntryException
            ?? new EntryException(IoProblem.Other, error.Code ?? "?", EntryOperation.Remove);
    }

    /// <summary>XML 1.0 has no place for most control characters, and turns others into spaces or line ends.</summary>
    static bool CanBeInXml(string key) => key.All(c => c is >= ' ' and not ('\u007f' or '\ufffe' or '\uffff'));

    Task<T> CallAsync<T>(Func<CancellationToken, Task<T>> send, CancellationToken cancellation) =>
        caller.CallAsync(RequestKind.Delete, EntryOperation.Remove, (_, cancel) => sending.AskAsync(send, cancel), cancellation);
}
