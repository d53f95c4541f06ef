using System.Management.Automation;
using Clone.Engine.Objects;

namespace Clone.Cmdlets;

/// <summary>What cmdlets of jobs are told of a bucket: where it is, and how things are sent there.</summary>
interface IBucketParameters : IBucketAddress
{
    /// <summary>Storage class of new objects.</summary>
    string? StorageClass { get; }

    /// <summary>Encryption by the service.</summary>
    S3Encryption? ServerSideEncryption { get; }

    /// <summary>Sends bodies without chunks.</summary>
    SwitchParameter NoChunkedEncoding { get; }
}
