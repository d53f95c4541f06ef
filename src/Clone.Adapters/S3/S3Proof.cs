using System;
using System.Collections.Generic;
using System.Globalization;
using System.Security.Cryptography;
using Amazon.S3;
using Clone.Engine.Errors;
using Clone.Engine.Objects;

namespace Clone.Adapters.S3;

/// <summary>
/// Compares ETags with what was sent. Without encryption, or with the service's own keys, the ETag is the MD5 of the
/// contents, and of parts the MD5 of their MD5s, '-' and their number
/// (https://docs.aws.amazon.com/AmazonS3/latest/API/API_Object.html).
/// </summary>
static class S3Proof
{
    /// <summary>An ETag without its quotation marks; empty when there is none.</summary>
    public static string Clean(string? eTag) => eTag?.Trim('"') ?? "";

    /// <summary>The MD5 that an ETag is; null for one of another form.</summary>
    public static byte[]? Md5Of(string eTag)
    {
        if (eTag.Length != 32) return null;
        var bytes = new byte[16];
        for (var i = 0; i < bytes.Length; i++)
        {
            if (!Uri.IsHexDigit(eTag[2 * i]) || !Uri.IsHexDigit(eTag[2 * i + 1])) return null;
            bytes[i] = (byte)(Uri.FromHex(eTag[2 * i]) << 4 | Uri.FromHex(eTag[2 * i + 1]));
        }
        return bytes;
    }

    /// <summary>The ETag of parts; null when a part's ETag is no MD5.</summary>
    public static string? OfParts(IReadOnlyList<UploadPart> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        foreach (var part in parts)
        {
            if (Md5Of(part.ETag) is not { } md5) return null;
            hash.AppendData(md5);
        }
        return Hex(hash.GetHashAndReset()) + "-" + parts.Count.ToString(CultureInfo.InvariantCulture);
    }

    public static string Hex(byte[] bytes)
    {
        const string Digits = "0123456789abcdef";
        var text = new char[bytes.Length * 2];
        for (var i = 0; i < text.Length; i++) text[i] = Digits[bytes[i / 2] >> (i % 2 == 0 ? 4 : 0) & 15];
        return new string(text);
    }

    /// <summary>Whether the ETag says that other contents arrived than were sent.</summary>
    /// <param name="eTag">The ETag, clean.</param>
    /// <param name="sent">MD5 of what was sent.</param>
    /// <param name="encryption">What the service says of its encryption.</param>
    public static bool IsWrong(string eTag, byte[] sent, ServerSideEncryptionMethod? encryption) =>
        !HidesMd5(encryption) && Md5Of(eTag) is not null && !string.Equals(eTag, Hex(sent), StringComparison.OrdinalIgnoreCase);

    /// <summary>Fails when other contents arrived than were sent.</summary>
    public static void Check(string eTag, byte[] sent, ServerSideEncryptionMethod? encryption)
    {
        if (IsWrong(eTag, sent, encryption)) throw new EntryException(IoProblem.WrittenWrong, "ETag", EntryOperation.Write);
    }

    /// <summary>Fails when the object is not made of these parts.</summary>
    public static void CheckParts(string eTag, IReadOnlyList<UploadPart> parts)
    {
        // Of another form where the service counts otherwise, such as under encryption with a key of KMS.
        var isOfParts = eTag.Length > 33 && eTag[32] == '-';
        if (isOfParts && OfParts(parts) is { } expected && !string.Equals(expected, eTag, StringComparison.OrdinalIgnoreCase))
            throw new EntryException(IoProblem.WrittenWrong, "ETag", EntryOperation.Write);
    }

    static bool HidesMd5(ServerSideEncryptionMethod? encryption) =>
        encryption?.Value.StartsWith("aws:kms", StringComparison.OrdinalIgnoreCase) == true;
}
