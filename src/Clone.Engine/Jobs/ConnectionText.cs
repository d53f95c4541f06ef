using System;
using System.Collections.Generic;
using System.Text;

namespace Clone.Engine.Jobs;

/// <summary>
/// What a connection string says of the account and its address, none of which is secret
/// (https://learn.microsoft.com/azure/storage/common/storage-configure-connection-string).
/// </summary>
/// <param name="Account">The account.</param>
/// <param name="Endpoint">The address of its blob service.</param>
sealed record ConnectionText(string Account, string Endpoint)
{
    const string EmulatorAccount = "devstoreaccount1";
    const string EmulatorAddress = "http://127.0.0.1:10000/" + EmulatorAccount;

    /// <summary>Reads it; null where it names no account.</summary>
    public static ConnectionText? Read(Secrets.Secret text)
    {
        var fields = FieldsOf(Encoding.UTF8.GetString(text.Bytes.ToArray()));
        if (fields.TryGetValue("UseDevelopmentStorage", out var emulator) && string.Equals(emulator, "true", StringComparison.OrdinalIgnoreCase))
            return new ConnectionText(EmulatorAccount, EmulatorAddress);
        fields.TryGetValue("AccountName", out var account);
        if (fields.TryGetValue("BlobEndpoint", out var address))
            return (account ?? AccountOf(address)) is { Length: > 0 } named ? new ConnectionText(named, address.TrimEnd('/')) : null;
        if (account is null) return null;
        var scheme = fields.TryGetValue("DefaultEndpointsProtocol", out var said) ? said : "https";
        var suffix = fields.TryGetValue("EndpointSuffix", out var other) ? other : "core.windows.net";
        return new ConnectionText(account, scheme + "://" + account + ".blob." + suffix);
    }

    static Dictionary<string, string> FieldsOf(string text)
    {
        var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var field in text.Split(';'))
        {
            var cut = field.IndexOf('=');
            if (cut > 0) fields[field.Substring(0, cut).Trim()] = field.Substring(cut + 1).Trim();
        }
        return fields;
    }

    /// <summary>The account in an address: the host's first part, or behind an IP address the first part of the path.</summary>
    static string? AccountOf(string address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri)) return null;
        return uri.HostNameType == UriHostNameType.Dns && uri.AbsolutePath == "/" ? uri.Host.Split('.')[0] : uri.AbsolutePath.Trim('/').Split('/')[0];
    }
}
