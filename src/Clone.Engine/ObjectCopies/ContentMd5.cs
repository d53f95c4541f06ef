using System.Collections.Generic;
using System.Globalization;
using System.Security.Cryptography;
using Clone.Engine.Objects;

namespace Clone.Engine.ObjectCopies;

/// <summary>
/// MD5 as the services use it: the ETag of what was put in one request, and of parts the MD5 of their MD5s with their number
/// (https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html). It proves that what was stored is what was
/// read, and secures nothing.
/// </summary>
static class ContentMd5
{
    /// <summary>Begins one.</summary>
    public static IncrementalHash Begin() => IncrementalHash.CreateHash(HashAlgorithmName.MD5);

    /// <summary>The ETag of contents.</summary>
    public static string ETagOf(byte[] md5)
    {
        var text = new char[md5.Length * 2];
        for (var i = 0; i < md5.Length; i++)
        {
            text[2 * i] = Digit(md5[i] >> 4);
            text[2 * i + 1] = Digit(md5[i] & 15);
        }
        return new string(text);
    }

    /// <summary>The ETag of an object of parts; null when the MD5 of one is not known.</summary>
    public static string? ETagOf(IReadOnlyList<UploadPart> parts)
    {
        using var whole = Begin();
        foreach (var part in parts)
        {
            if (part.Md5 is not { } md5) return null;
            whole.AppendData(md5);
        }
        return ETagOf(whole.GetHashAndReset()) + "-" + parts.Count.ToString(CultureInfo.InvariantCulture);
    }

    static char Digit(int value) => (char)(value < 10 ? '0' + value : 'a' + value - 10);
}
