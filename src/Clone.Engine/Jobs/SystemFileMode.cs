namespace Clone.Engine.Jobs;

/// <summary>What becomes of files of the source that have the system attribute (Windows).</summary>
public enum SystemFileMode
{
    /// <summary>They are left out, and the report says how many.</summary>
    Skip,

    /// <summary>They are copied as all others. The folders that Windows keeps at the root of a volume never are.</summary>
    Copy,
}
