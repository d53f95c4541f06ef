namespace Clone.Engine.Jobs;

/// <summary>How much of what a run wrote is read back and compared with the checksum of what was read at the source.</summary>
public enum VerifyMode
{
    /// <summary>Nothing: length and times are compared.</summary>
    None,

    /// <summary>One file in sixteen, chosen by chance, and at least the first of a run.</summary>
    Sample,

    /// <summary>Every file, before it gets its name.</summary>
    All,
}
