using System;
using Clone.Engine.Objects;

namespace Clone.Adapters.Azure;

/// <summary>
/// The names of blocks. The service keeps of a block its name and length alone, so the name says which upload it belongs to, its
/// place there and the MD5 of its contents: an upload that was cut off goes on by what the service lists. All names of a blob
/// must be of one length, 64 bytes at most (https://learn.microsoft.com/rest/api/storageservices/put-block).
/// </summary>
readonly record struct BlockId(Guid Upload, int Number)
{
    const int UploadLength = 16;
    const int NumberLength = 4;
    const int Md5Length = 16;
    const int Length = UploadLength + NumberLength + Md5Length;

    /// <summary>MD5 of the contents; null where nobody here has seen them.</summary>
    public byte[]? Md5 { get; init; }

    /// <summary>The block of a part.</summary>
    public static BlockId Of(ObjectUpload upload, int number, byte[]? md5) => new(Guid.ParseExact(upload.Id, "N"), number) { Md5 = md5 };

    /// <summary>Reads a name; null when it is not one of ours.</summary>
    public static BlockId? Parse(string name)
    {
        var bytes = new byte[Length];
        if (name.Length != Length / 3 * 4 || !TryDecode(name, bytes)) return null;
        var number = bytes[16] << 24 | bytes[17] << 16 | bytes[18] << 8 | bytes[19];
        var md5 = bytes.AsSpan(UploadLength + NumberLength).ToArray();
        return new BlockId(new Guid(bytes.AsSpan(0, UploadLength).ToArray()), number) { Md5 = Array.TrueForAll(md5, b => b == 0) ? null : md5 };
    }

    /// <summary>The name.</summary>
    public override string ToString()
    {
        var bytes = new byte[Length];
        Upload.ToByteArray().CopyTo(bytes, 0);
        for (var i = 0; i < NumberLength; i++) bytes[UploadLength + i] = (byte)(Number >> (8 * (NumberLength - 1 - i)));
        Md5?.CopyTo(bytes, UploadLength + NumberLength);
        return Convert.ToBase64String(bytes);
    }

    static bool TryDecode(string name, byte[] into)
    {
        try
        {
            Convert.FromBase64String(name).CopyTo(into, 0);
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
