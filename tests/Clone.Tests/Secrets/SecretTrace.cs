using System;
using System.Collections.Generic;
using System.Text;

namespace Clone.Tests.Secrets;

/// <summary>Looks for a secret in bytes, in each form in which it may have slipped through.</summary>
static class SecretTrace
{
    public static bool IsIn(byte[] bytes, string secret)
    {
        foreach (var form in Forms(secret))
            if (bytes.AsSpan().IndexOf(form) >= 0) return true;
        return false;
    }

    static IEnumerable<byte[]> Forms(string secret)
    {
        var utf8 = Encoding.UTF8.GetBytes(secret);
        yield return utf8;
        yield return Encoding.Unicode.GetBytes(secret);
        yield return Encoding.ASCII.GetBytes(Convert.ToBase64String(utf8));
        yield return Encoding.ASCII.GetBytes(Convert.ToHexString(utf8));
        yield return Encoding.ASCII.GetBytes(Convert.ToHexString(utf8).ToLowerInvariant());
        yield return Encoding.ASCII.GetBytes(Uri.EscapeDataString(secret));
    }
}
