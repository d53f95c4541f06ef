using System;
using System.Text;

namespace Clone.Engine.Secrets;

/// <summary>A name and what proves it: an account and its password, or an access key and its secret.</summary>
/// <param name="userName">The account or the id of the key; no secret.</param>
/// <param name="password">Its password as UTF-8; wiped with this.</param>
/// <param name="session">The token of a key that is good for a time; wiped with this. Null for a lasting one.</param>
public sealed class Credential(string userName, Secret password, Secret? session = null) : IDisposable
{
    /// <summary>Begins what is packed with a token; no name begins so.</summary>
    const byte WithSession = 1;

    /// <summary>Bytes of the length of a password before its token.</summary>
    const int LengthBytes = 4;

    /// <summary>The account or the id of the key.</summary>
    public string UserName => userName;

    /// <summary>Its password as UTF-8.</summary>
    public Secret Password => password;

    /// <summary>The token of a key that is good for a time, as UTF-8; null for a lasting one.</summary>
    public Secret? Session => session;

    /// <summary>
    /// All as bytes: the name, a zero, the password; with a token a one, the name, a zero, the password's length, the password, the
    /// token.
    /// </summary>
    /// <exception cref="ArgumentException">The name holds a NUL, or begins with the control character 1.</exception>
    public Secret Pack()
    {
        var name = Encoding.UTF8.GetBytes(userName);
        if (name.AsSpan().IndexOf((byte)0) >= 0 || (name.Length > 0 && name[0] == WithSession))
            throw new ArgumentException("NUL", nameof(userName));
        var before = session is null ? 0 : 1;
        var between = session is null ? 0 : LengthBytes;
        var length = password.Bytes.Length;
        var packed = new Secret(before + name.Length + 1 + between + length + (session?.Bytes.Length ?? 0));
        var at = packed.Bytes;
        if (session is not null) at[0] = WithSession;
        name.CopyTo(at.Slice(before));
        at = at.Slice(before + name.Length + 1);
        for (var i = 0; i < between; i++) at[i] = (byte)(length >> (8 * i));
        password.Bytes.CopyTo(at.Slice(between));
        session?.Bytes.CopyTo(at.Slice(between + length));
        return packed;
    }

    /// <summary>The credential in what <see cref="Pack"/> made.</summary>
    /// <exception cref="FormatException">It is nothing of the kind.</exception>
    public static Credential Unpack(Secret packed)
    {
        var hasSession = packed.Bytes.Length > 0 && packed.Bytes[0] == WithSession;
        var rest = hasSession ? packed.Bytes.Slice(1) : packed.Bytes;
        var end = rest.IndexOf((byte)0);
        if (end < 0) throw new FormatException("no credential");
        var name = Encoding.UTF8.GetString(rest.Slice(0, end).ToArray());
        rest = rest.Slice(end + 1);
        if (!hasSession) return new Credential(name, Copy(rest));
        var length = rest.Length < LengthBytes ? -1 : rest[0] | rest[1] << 8 | rest[2] << 16 | rest[3] << 24;
        if (length < 0 || length > rest.Length - LengthBytes) throw new FormatException("no credential");
        rest = rest.Slice(LengthBytes);
        return new Credential(name, Copy(rest.Slice(0, length)), Copy(rest.Slice(length)));
    }

    /// <summary>Wipes the secrets.</summary>
    public void Dispose()
    {
        password.Dispose();
        session?.Dispose();
    }

    /// <summary>The name alone.</summary>
    public override string ToString() => userName;

    static Secret Copy(ReadOnlySpan<byte> bytes)
    {
        var secret = new Secret(bytes.Length);
        bytes.CopyTo(secret.Bytes);
        return secret;
    }
}
