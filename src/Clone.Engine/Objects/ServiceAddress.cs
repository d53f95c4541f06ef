using System;
using Clone.Engine.Errors;

namespace Clone.Engine.Objects;

/// <summary>Addresses of services and proxies, as people write them.</summary>
static class ServiceAddress
{
    /// <summary>The address with its scheme.</summary>
    /// <param name="said">What was written.</param>
    /// <param name="scheme">What goes without saying.</param>
    public static string Read(string said, string scheme) => said.Contains("://") ? said : scheme + "://" + said;

    /// <summary>Lets http and https pass, with a host and a port and nothing else: credentials in an address would be stored and shown with it.</summary>
    /// <param name="address">The address; null for none.</param>
    /// <param name="allowsPath">Whether a path may follow.</param>
    /// <exception cref="CloneException">CloneServiceAddressInvalid.</exception>
    public static void Check(string? address, bool allowsPath = false)
    {
        if (address is null) return;
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.Host.Length == 0)
            throw Invalid(address, "http, https");
        if (uri.UserInfo.Length > 0) throw Invalid(uri.Scheme + "://***@" + uri.Authority, "user, password");
        if (uri.Query.Length > 0 || uri.Fragment.Length > 0 || (uri.AbsolutePath != "/" && !allowsPath)) throw Invalid(address, "path");
    }

    /// <summary>The error of an address.</summary>
    public static CloneException Invalid(object text, string what) => new(ErrorId.CloneServiceAddressInvalid, text, what);
}
