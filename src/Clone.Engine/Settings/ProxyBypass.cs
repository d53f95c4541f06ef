using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Text.RegularExpressions;

namespace Clone.Engine.Settings;

/// <summary>The hosts to which connections are made without the proxy.</summary>
/// <param name="hosts">Names and IP addresses, in which * stands for any characters; .example.net for all that lies below; &lt;local&gt; for names without a dot.</param>
sealed class ProxyBypass(IReadOnlyList<string> hosts)
{
    /// <summary>Names without a dot, as the settings of Windows write them.</summary>
    const string Local = "<local>";

    /// <summary>Whether the proxy is left out.</summary>
    public bool Covers(string host) => hosts.Any(entry => Matches(entry.Trim(), host));

    static bool Matches(string entry, string host)
    {
        if (string.Equals(entry, Local, StringComparison.OrdinalIgnoreCase)) return !host.Contains('.') && !IPAddress.TryParse(host, out _);
        var pattern = entry.Length > 0 && entry[0] == '.' ? "*" + entry : entry;
        return Regex.IsMatch(
            host, "^" + Regex.Escape(pattern).Replace("\\*", ".*") + "$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
    }
}
