using System;
using System.Globalization;

namespace Clone.Adapters.Azure;

/// <summary>
/// What a shared access signature says of itself
/// (https://learn.microsoft.com/rest/api/storageservices/create-service-sas).
/// </summary>
static class SignatureText
{
    const string Expiry = "se=";

    /// <summary>When it ends; null where it does not say, as one that follows a stored policy.</summary>
    public static DateTimeOffset? ExpiryOf(string signature)
    {
        foreach (var field in signature.TrimStart('?').Split('&'))
        {
            if (!field.StartsWith(Expiry, StringComparison.Ordinal)) continue;
            var text = Uri.UnescapeDataString(field.Substring(Expiry.Length));
            return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
        }
        return null;
    }
}
