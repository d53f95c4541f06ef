namespace Clone.Engine.Jobs;

/// <summary>Whether a run reads from a volume snapshot (Volume Shadow Copy Service) of the source.</summary>
public enum VssUse
{
    /// <summary>Never.</summary>
    Never,

    /// <summary>For files that are locked, where there is a snapshot service.</summary>
    AsNeeded,

    /// <summary>For the whole run; an error where there is no snapshot service.</summary>
    Always,
}
