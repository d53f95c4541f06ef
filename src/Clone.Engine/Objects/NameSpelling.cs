namespace Clone.Engine.Objects;

/// <summary>How names that a service cannot hold as they are become keys.</summary>
public enum NameSpelling
{
    /// <summary>As rclone spells them for S3: all are held but what is no UTF-8.</summary>
    S3,

    /// <summary>As rclone spells them for Azure Blob Storage: no controls, no '\', no dot at the end of a part.</summary>
    AzureBlob,
}
