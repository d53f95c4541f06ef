using System;
using System.Threading;
using System.Threading.Tasks;
using Amazon.S3.Model;
using Clone.Engine.Errors;
using Clone.Engine.Objects;

namespace Clone.Adapters.S3;

/// <summary>
/// Makes sure that what was copied inside the service was what it should be. AWS refuses a copy whose source has another
/// ETag; Ceph's gateway (16) looks for the condition in a header of another name and so copies whatever lies there.
/// </summary>
sealed class S3Sources(S3Client client, S3Place place, ServiceCaller caller, S3Sending sending)
{
    /// <summary>Fails when the source is not what its ETag says.</summary>
    /// <param name="source">The source.</param>
    /// <param name="copied">The ETag of a copy of the whole source; null when there is none.</param>
    /// <param name="cancellation">Stops.</param>
    public async Task CheckAsync(ObjectSource source, string? copied, CancellationToken cancellation)
    {
        if (place.IsAws || source.IfMatch is not { } wanted) return;
        var isSame = copied is not null && S3Proof.Md5Of(wanted) is not null && S3Proof.Md5Of(copied) is not null
            ? string.Equals(copied, wanted, StringComparison.OrdinalIgnoreCase)
            : await IsStillAsync(source, wanted, cancellation).ConfigureAwait(false);
        if (!isSame) throw new EntryException(IoProblem.ChangedMeanwhile, "PreconditionFailed", EntryOperation.Write);
    }

    async Task<bool> IsStillAsync(ObjectSource source, string wanted, CancellationToken cancellation)
    {
        var request = new GetObjectMetadataRequest { BucketName = place.Bucket, Key = source.Key, VersionId = source.VersionId };
        var found = await caller.CallAsync(
            RequestKind.Look, EntryOperation.Write,
            (_, cancel) => sending.AskAsync(watched => client.GetObjectMetadataAsync(request, watched), cancel), cancellation)
            .ConfigureAwait(false);
        return string.Equals(S3Proof.Clean(found.ETag), wanted, StringComparison.OrdinalIgnoreCase);
    }
}
