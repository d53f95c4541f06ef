using System;
using System.IO;
using System.Net;
using Amazon.Runtime;
using Amazon.Runtime.CredentialManagement;
using Amazon.Runtime.Credentials;
using Clone.Engine.Errors;
using Clone.Engine.Objects;

namespace Clone.Adapters.S3;

/// <summary>The SDK's credentials from ours.</summary>
static class S3CredentialSources
{
    /// <summary>What the service records of whoever takes a role.</summary>
    const string SessionName = "Clone";

    /// <summary>Makes them; what they need is read or asked for at their first use, but for profiles, which must exist.</summary>
    public static AWSCredentials Of(S3Credentials credentials, S3Place place) => credentials switch
    {
        S3Credentials.AccessKey { Session: { } session } key => new SessionAWSCredentials(key.Id, key.Key.Reveal(), session.Reveal()),
        S3Credentials.AccessKey key => new BasicAWSCredentials(key.Id, key.Key.Reveal()),
        S3Credentials.Profile profile => OfProfile(profile.Name, place),
        S3Credentials.DefaultChain => OfChain(place),
        S3Credentials.Role role => new AssumeRoleAWSCredentials(
            Of(role.Caller, place), role.Arn, SessionName, OptionsOf(role, place)),
        _ => throw new ArgumentOutOfRangeException(nameof(credentials)),
    };

    /// <summary>The token service is reached by the proxy of the bucket's.</summary>
    static AssumeRoleAWSCredentialsOptions OptionsOf(S3Credentials.Role role, S3Place place) => new()
    {
        ExternalId = role.ExternalId?.Reveal(),
        ProxySettings = place.Proxy is { } proxy ? new WebProxy(proxy.Address) { Credentials = Services.ServiceHttp.CredentialsOf(proxy) } : null,
    };

    static AWSCredentials OfProfile(string name, S3Place place)
    {
        try
        {
            if (new CredentialProfileStoreChain().TryGetAWSCredentials(name, out var found)) return found;
        }
        catch (AmazonClientException e)
        {
            throw new CloneException(ErrorId.CloneServiceCredentialMissing, e, place.Bucket, e.Message);
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or InvalidDataException)
        {
            // Neither its words nor itself: what reads the files quotes lines of them.
            throw new CloneException(ErrorId.CloneServiceCredentialMissing, place.Bucket, name + " (credentials, config)");
        }
        throw new CloneException(ErrorId.CloneServiceCredentialMissing, place.Bucket, name);
    }

    static AWSCredentials OfChain(S3Place place)
    {
        try
        {
            return DefaultAWSCredentialsIdentityResolver.GetCredentials();
        }
        catch (AmazonClientException e)
        {
            throw new CloneException(ErrorId.CloneServiceCredentialMissing, e, place.Bucket, e.Message);
        }
    }
}
