namespace Clone.Engine.Objects;

/// <summary>Who speaks to an S3 service. None of its forms shows a secret.</summary>
public abstract record S3Credentials
{
    private protected S3Credentials()
    {
    }

    /// <summary>An access key, or one for a time.</summary>
    /// <param name="Id">The access key's id.</param>
    /// <param name="Key">The secret access key.</param>
    /// <param name="Session">The session token of a key for a time; null for a lasting one.</param>
    public sealed record AccessKey(string Id, Secret Key, Secret? Session = null) : S3Credentials;

    /// <summary>A profile of the files that AWS tools share (credentials, config), single sign-on and roles included.</summary>
    /// <param name="Name">Its name.</param>
    public sealed record Profile(string Name) : S3Credentials;

    /// <summary>Environment, default profile, web identity, container or machine role: the first that there is.</summary>
    public sealed record DefaultChain : S3Credentials;

    /// <summary>A role that is taken with other credentials.</summary>
    /// <param name="Arn">The role's address.</param>
    /// <param name="Caller">Who takes it.</param>
    /// <param name="ExternalId">The secret that the role's owner asks for; null for none.</param>
    public sealed record Role(string Arn, S3Credentials Caller, Secret? ExternalId = null) : S3Credentials;
}
