namespace Clone.Engine.Settings;

/// <summary>The language in which Clone speaks to people.</summary>
public enum NodeLanguage
{
    /// <summary>That of the account or session: Japanese where it is, else English.</summary>
    System,

    /// <summary>English.</summary>
    English,

    /// <summary>Japanese.</summary>
    Japanese,
}
