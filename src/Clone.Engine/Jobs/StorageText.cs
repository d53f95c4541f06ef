using System;
using System.Linq;
using Clone.Engine.Errors;
using Clone.Engine.Objects;

namespace Clone.Engine.Jobs;

/// <summary>What users say of places in stores of objects, whatever the service: over what was said before, null for not said.</summary>
static class StorageText
{
    const int MostPrefix = 512;

    /// <summary>A text; an empty one takes it back.</summary>
    public static string? Text(string? before, string? said) => said is null ? before : said.Trim() is { Length: > 0 } text ? text : null;

    /// <summary>An address; an empty text takes it back.</summary>
    public static string? Address(string? before, string? said) => Text(before, said) is not { } text ? null : said is null ? text : ServiceAddress.Read(text, "https");

    /// <summary>A proxy; an empty text takes it back.</summary>
    public static string? Proxy(string? before, string? said)
    {
        if (Text(before, said) is not { } text || said is null) return Text(before, said);
        return string.Equals(text, JobStorage.NoProxy, StringComparison.OrdinalIgnoreCase) ? JobStorage.NoProxy : ServiceAddress.Read(text, "http");
    }

    /// <summary>What keys begin with; a '/' at its end goes without saying.</summary>
    public static string Prefix(string before, string? said) => said is null ? before : said.Length == 0 ? said : said.TrimEnd('/') + '/';

    /// <summary>Refuses a prefix or a proxy that is none.</summary>
    /// <exception cref="CloneException">CloneServiceAddressInvalid.</exception>
    public static void Check(JobStorage storage)
    {
        if (storage.Prefix.Length > MostPrefix || (storage.Prefix.Length > 0 && !IsPrefix(storage.Prefix)))
            throw ServiceAddress.Invalid(storage.Prefix, "prefix");
        if (storage.Proxy != JobStorage.NoProxy) ServiceAddress.Check(storage.Proxy);
    }

    /// <summary>Parts that browsers and tools take for a way up, or for nothing, are none.</summary>
    static bool IsPrefix(string prefix) =>
        prefix[prefix.Length - 1] == '/'
        && prefix.Substring(0, prefix.Length - 1).Split('/').All(part => part.Length > 0 && part is not ("." or ".."))
        && !prefix.Any(char.IsControl);
}
