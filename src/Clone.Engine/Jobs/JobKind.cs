namespace Clone.Engine.Jobs;

/// <summary>The kinds of job, by their destination; also the names of the services (events, logs).</summary>
public enum JobKind
{
    /// <summary>To the slave.</summary>
    Nas,

    /// <summary>To an Azure Blob container.</summary>
    Azure,

    /// <summary>To an S3 bucket.</summary>
    S3,

    /// <summary>To a folder, usually on an external disk.</summary>
    Hdd,
}
