using System.Security.Cryptography;
using Clone.Engine.Objects;

namespace Clone.Adapters.Services;

/// <summary>MD5 of bodies, as the services prove with it what they got. It secures nothing.</summary>
static class BodyHash
{
    /// <summary>MD5 of a body, which is read for it.</summary>
    public static byte[] Md5Of(ObjectBody body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        using var contents = body.Open();
        var buffer = new byte[64 * 1024];
        while (contents.Read(buffer, 0, buffer.Length) is var count and > 0) hash.AppendData(buffer, 0, count);
        return hash.GetHashAndReset();
    }
}
