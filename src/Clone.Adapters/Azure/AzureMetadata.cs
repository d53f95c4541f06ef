using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using Clone.Adapters.Services;

namespace Clone.Adapters.Azure;

/// <summary>
/// Metadata as the service takes them: names are those of C#, so '-' is written '_' and '_' twice
/// (https://learn.microsoft.com/rest/api/storageservices/naming-and-referencing-containers--blobs--and-metadata); texts that are not ASCII
/// are encoded (<see cref="HeaderText"/>); the time is written as rclone does for this service, RFC 3339 with nanoseconds
/// (https://rclone.org/azureblob/#modification-times-and-hashes).
/// </summary>
static class AzureMetadata
{
    const string Time = "mtime";
    const string TimeForm = "yyyy-MM-dd'T'HH:mm:ss";
    const int Decimals = 9;

    static readonly DateTimeOffset epoch = new(1970, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static Dictionary<string, string> Set(IReadOnlyDictionary<string, string> metadata)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var pair in metadata)
            headers[pair.Key.Replace("_", "__").Replace('-', '_')] = HeaderText.Encode(pair.Key == Time ? ToDate(pair.Value) : pair.Value);
        return headers;
    }

    public static IReadOnlyDictionary<string, string> Get(IDictionary<string, string>? headers)
    {
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        if (headers is null) return metadata;
        foreach (var pair in headers)
        {
            var name = NameOf(pair.Key.ToLowerInvariant());
            var value = HeaderText.Decode(pair.Value);
            metadata[name] = name == Time ? ToSeconds(value) : value;
        }
        metadata.Remove(NameOf(AzureNames.FolderMark));
        return metadata;
    }

    static string NameOf(string header)
    {
        if (header.IndexOf('_') < 0) return header;
        var name = new StringBuilder(header.Length);
        for (var i = 0; i < header.Length; i++)
        {
            if (header[i] != '_') name.Append(header[i]);
            else if (i + 1 < header.Length && header[i + 1] == '_') name.Append(header[++i]);
            else name.Append('-');
        }
        return name.ToString();
    }

    /// <summary>A date from seconds since 1970; other texts stay as they are.</summary>
    static string ToDate(string text)
    {
        const NumberStyles Styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        if (!decimal.TryParse(text, Styles, CultureInfo.InvariantCulture, out var seconds)) return text;
        var whole = Math.Floor(seconds);
        if (whole < (decimal)(DateTimeOffset.MinValue - epoch).TotalSeconds || whole > (decimal)(DateTimeOffset.MaxValue - epoch).TotalSeconds - 1) return text;
        var nanoseconds = (long)((seconds - whole) * 1_000_000_000);
        return epoch.AddTicks((long)whole * TimeSpan.TicksPerSecond).ToString(TimeForm, CultureInfo.InvariantCulture)
            + "." + nanoseconds.ToString("D" + Decimals, CultureInfo.InvariantCulture) + "Z";
    }

    /// <summary>Seconds since 1970 from a date; other texts stay as they are.</summary>
    static string ToSeconds(string text)
    {
        var point = text.IndexOf('.');
        var end = point + 1;
        while (point >= 0 && end < text.Length && text[end] is >= '0' and <= '9') end++;
        var date = point < 0 ? text : text.Remove(point, end - point);
        if (date.IndexOf('T') < 0) return text;
        if (!DateTimeOffset.TryParse(date, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)) return text;
        var seconds = (decimal)((time - epoch).Ticks / TimeSpan.TicksPerSecond);
        var decimals = point < 0 ? "" : text.Substring(point, end - point);
        if (decimal.TryParse(decimals, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var rest))
            seconds += rest;
        return seconds.ToString("0.#########", CultureInfo.InvariantCulture);
    }
}
