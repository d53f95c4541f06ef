using System;
using System.Net.Http;
using System.Threading;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using Azure.Storage;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;
using Azure.Storage.Sas;
using Clone.Adapters.Services;
using Clone.Engine.Errors;
using Clone.Engine.Objects;

namespace Clone.Adapters.Azure;

/// <summary>The SDK's client of a container, over connections of its own, and what its credentials allow.</summary>
sealed class AzureConnection : IDisposable
{
    /// <summary>Whom the tokens of Entra ID are for.</summary>
    const string Audience = "https://storage.azure.com/.default";

    readonly HttpClient http;
    readonly string? signature;
    readonly TokenCredential? identity;

    AzureConnection(AzurePlace place, AzureCredentials credentials, ObjectStoreOptions options, TokenCredential? identity)
    {
        this.identity = identity;
        signature = (credentials as AzureCredentials.SharedSignature)?.Token.Reveal().TrimStart('?');
        http = ServiceHttp.Open(place.Proxy, options);
        try
        {
            Container = ClientOf(place, credentials, OptionsOf(place));
        }
        catch
        {
            http.Dispose();
            throw;
        }
    }

    /// <summary>The container.</summary>
    public BlobContainerClient Container { get; }

    /// <summary>When the shared access signature ends; null for other credentials, and where it does not say.</summary>
    public DateTimeOffset? Expiry => signature is null ? null : SignatureText.ExpiryOf(signature);

    /// <summary>Connects; nothing is asked of the service yet.</summary>
    /// <exception cref="CloneException">CloneServiceAddressInvalid, CloneServiceCredentialRefused.</exception>
    public static AzureConnection Open(AzurePlace place, AzureCredentials credentials, ObjectStoreOptions options)
    {
        CheckAddress(place);
        try
        {
            return new AzureConnection(place, credentials, options, credentials is AzureCredentials.EntraId ? new DefaultAzureCredential() : null);
        }
        catch (Exception e) when (e is FormatException or ArgumentException or InvalidOperationException)
        {
            // Without the SDK's words, which may hold a part of the secret.
            throw e is FormatException || credentials is AzureCredentials.ConnectionString
                ? new CloneException(ErrorId.CloneServiceCredentialRefused, place.Container, credentials.GetType().Name)
                : new CloneException(ErrorId.CloneServiceAddressInvalid, place.Address.OriginalString, e.Message);
        }
    }

    /// <summary>The address of a blob with the right to read it, for the service itself.</summary>
    public Uri SourceOf(BlockBlobClient blob, DateTimeOffset now)
    {
        // Longer than the longest request takes.
        if (blob.CanGenerateSasUri) return blob.GenerateSasUri(BlobSasPermissions.Read, now.AddHours(6));
        if (signature is null) return blob.Uri;
        var address = new UriBuilder(blob.Uri);
        address.Query = address.Query.Length > 1 ? address.Query.TrimStart('?') + "&" + signature : signature;
        return address.Uri;
    }

    /// <summary>The right to read a source, where its address does not hold it.</summary>
    public HttpAuthorization? SourceAuthorization(CancellationToken cancellation) =>
        identity is null ? null : new HttpAuthorization("Bearer", identity.GetToken(new TokenRequestContext([Audience]), cancellation).Token);

    public void Dispose() => http.Dispose();

    static void CheckAddress(AzurePlace place)
    {
        if (place.Endpoint is not { } endpoint)
        {
            if (place.Account.Length > 0 && Uri.CheckHostName(place.Account) != UriHostNameType.Dns)
                throw new CloneException(ErrorId.CloneServiceAddressInvalid, place.Account, "account");
            return;
        }
        if (!endpoint.IsAbsoluteUri || endpoint.Scheme is not ("http" or "https"))
            throw new CloneException(ErrorId.CloneServiceAddressInvalid, endpoint.OriginalString, "http:// https://");
        if (endpoint.UserInfo.Length > 0) throw new CloneException(ErrorId.CloneServiceAddressInvalid, endpoint.Host, "user:password@");
        if (endpoint.Query.Length > 0) throw new CloneException(ErrorId.CloneServiceAddressInvalid, endpoint.Host, "?");
    }

    BlobContainerClient ClientOf(AzurePlace place, AzureCredentials credentials, BlobClientOptions options)
    {
        if (credentials is AzureCredentials.ConnectionString text) return new BlobContainerClient(text.Text.Reveal(), place.Container, options);
        var address = new Uri(place.Address.AbsoluteUri.TrimEnd('/') + "/" + Uri.EscapeDataString(place.Container));
        return credentials switch
        {
            AzureCredentials.AccountKey key => new BlobContainerClient(address, new StorageSharedKeyCredential(place.Account, key.Key.Reveal()), options),
            AzureCredentials.SharedSignature => new BlobContainerClient(address, new AzureSasCredential(signature!), options),
            AzureCredentials.EntraId => new BlobContainerClient(address, identity!, options),
            _ => throw new ArgumentOutOfRangeException(nameof(credentials)),
        };
    }

    BlobClientOptions OptionsOf(AzurePlace place)
    {
        var options = new BlobClientOptions
        {
            Transport = new HttpClientTransport(http),
            // A folder's key ends with it.
            TrimBlobNameSlashes = false,
        };
        // The store tries again by itself, so that counts of requests are exact and pauses are the engine's.
        options.Retry.MaxRetries = 0;
        // Times without a byte are watched by the store; a whole request may take as long as its body is large.
        options.Retry.NetworkTimeout = Timeout.InfiniteTimeSpan;
        options.Diagnostics.IsLoggingEnabled = false;
        options.Diagnostics.IsDistributedTracingEnabled = false;
        options.TransferValidation.Upload.ChecksumAlgorithm = StorageChecksumAlgorithm.None;
        options.TransferValidation.Download.ChecksumAlgorithm = StorageChecksumAlgorithm.None;
        options.AddPolicy(new AskedRequestsPolicy(), HttpPipelinePosition.PerCall);
        if (place.Proxy is { UserName: not null } proxy) options.AddPolicy(new ProxyAuthorizationPolicy(proxy), HttpPipelinePosition.PerRetry);
        return options;
    }
}
