namespace Clone.Engine.Entries;

/// <summary>Sorts of exclusions.</summary>
public static class Exclusions
{
    /// <summary>True when the job's own filters left the entry out, by its name or by what is known of it.</summary>
    public static bool IsChosen(this Exclusion exclusion) => exclusion is >= Exclusion.Filter and <= Exclusion.Attribute;
}
