namespace Clone.Engine.Secrets;

/// <summary>What the file of one secret holds.</summary>
sealed record SecretFile
{
    /// <summary>The newest format version that is understood.</summary>
    public const int CurrentVersion = 1;

    /// <summary>Format version.</summary>
    public int Version { get; init; } = CurrentVersion;

    /// <summary>Where the secret is used.</summary>
    public string Place { get; init; } = "";

    /// <summary>The encrypted bytes, base64.</summary>
    public string Data { get; init; } = "";
}
