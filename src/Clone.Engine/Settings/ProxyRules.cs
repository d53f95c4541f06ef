using System;
using System.Text;
using Clone.Engine.Errors;
using Clone.Engine.Jobs;
using Clone.Engine.Objects;
using Clone.Engine.Secrets;

namespace Clone.Engine.Settings;

/// <summary>The way to services: by the proxy of the machine, by another one, or directly.</summary>
/// <param name="settings">Name the proxy of the machine.</param>
/// <param name="secrets">Keep its credential.</param>
sealed class ProxyRules(SettingsStore settings, ISecretStore secrets)
{
    /// <summary>The proxy for a bucket or container; null to connect directly.</summary>
    /// <exception cref="CloneException">The settings cannot be read, or the credential: CloneState…, CloneCredential….</exception>
    public ProxyServer? Of(JobStorage storage)
    {
        if (storage.Proxy == JobStorage.NoProxy) return null;
        var machine = settings.Read();
        if (storage.Proxy is { } own)
            return string.Equals(own, machine.Proxy, StringComparison.OrdinalIgnoreCase) ? OfMachine(machine) : new ProxyServer(new Uri(own));
        return machine.Proxy is null || new ProxyBypass(machine.ProxyBypass).Covers(storage.Host) ? null : OfMachine(machine);
    }

    /// <summary>What the secret of a proxy is bound to.</summary>
    public static string PlaceOf(string proxy) => "proxy " + proxy;

    ProxyServer OfMachine(NodeSettings machine)
    {
        var address = new Uri(machine.Proxy!);
        if (machine.ProxySecretId is not { } id) return new ProxyServer(address);
        using var packed = secrets.Get(id, PlaceOf(machine.Proxy!));
        using var credential = Unpacked(packed, machine.Proxy!);
        var password = Encoding.UTF8.GetString(credential.Password.Bytes.ToArray());
        return new ProxyServer(address, credential.UserName, password.Length == 0 ? null : new Objects.Secret(password));
    }

    static Credential Unpacked(Secrets.Secret packed, string proxy)
    {
        try
        {
            return Credential.Unpack(packed);
        }
        catch (FormatException e)
        {
            throw new CloneException(ErrorId.CloneCredentialUnreadable, e, proxy);
        }
    }
}
