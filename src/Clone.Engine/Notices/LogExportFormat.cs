namespace Clone.Engine.Notices;

/// <summary>The shape of an exported log.</summary>
public enum LogExportFormat
{
    /// <summary>Columns divided by tabs, a record a line, as Excel opens it.</summary>
    Tsv,

    /// <summary>Columns divided by commas (RFC 4180).</summary>
    Csv,

    /// <summary>A JSON array of objects, as the lines of the log are.</summary>
    Json,
}
