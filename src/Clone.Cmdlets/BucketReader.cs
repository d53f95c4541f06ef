using System.Collections.Generic;
using System.Management.Automation;
using Clone.Engine.Errors;
using Clone.Engine.Jobs;

namespace Clone.Cmdlets;

/// <summary>Takes what users say of a bucket over to the engine.</summary>
static class BucketReader
{
    /// <summary>What was said of a copy's place; the caller wipes the credential in it.</summary>
    /// <param name="said">The cmdlet.</param>
    /// <param name="bound">The parameters that were said: a switch that was not is no "no".</param>
    /// <exception cref="CloneException">CloneServiceCredentialMissing: a token without the key that it belongs to.</exception>
    public static BucketChanges Read(IBucketAddress said, IDictionary<string, object> bound)
    {
        if (said.SessionToken is not null && said.S3Credential is null)
            throw new CloneException(ErrorId.CloneServiceCredentialMissing, said.S3Bucket ?? "", "-S3Credential");
        return new BucketChanges
        {
            Bucket = said.S3Bucket,
            Prefix = said.Prefix,
            Credential = CredentialReader.Read(said.S3Credential, said.SessionToken),
            RoleArn = said.RoleArn,
            RoleExternalId = said.RoleExternalId,
            AwsProfile = said.AwsProfile,
            Endpoint = said.Endpoint,
            Port = said.Port,
            Region = said.Region,
            PathStyle = Switch(said.PathStyle, nameof(said.PathStyle), bound),
            Proxy = said.Proxy,
        };
    }

    /// <summary>What was said of a job's bucket; the caller wipes the credential in it.</summary>
    /// <param name="said">The cmdlet.</param>
    /// <param name="bound">As of the other.</param>
    public static BucketChanges Read(IBucketParameters said, IDictionary<string, object> bound) =>
        Read((IBucketAddress)said, bound) with
        {
            StorageClass = said.StorageClass,
            Encryption = said.ServerSideEncryption,
            ChunkedEncoding = !Switch(said.NoChunkedEncoding, nameof(said.NoChunkedEncoding), bound),
        };

    static bool? Switch(SwitchParameter given, string name, IDictionary<string, object> bound) =>
        bound.ContainsKey(name) ? given.IsPresent : null;
}
