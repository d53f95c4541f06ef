using System;
using System.Text;

namespace Clone.Engine.Secrets;

/// <summary>A name and what proves it: an account and its password, or an access key and its secret.</summary>
/// <param name="userName">The account or the id of the key; no secret.</param>
/// <param name="password">Its password as UTF-8; wiped with this.</param>
public sealed class Credential(string userName, Secret password) : IDisposable
{
    /// <summary>The account or the id of the key.</summary>
    public string UserName => userName;

    /// <summary>Its password as UTF-8.</summary>
    public Secret Password => password;

    /// <summary>Both as bytes: the name, a zero, the password.</summary>
    /// <exception cref="ArgumentException">The name holds a NUL.</exception>
    public Secret Pack()
    {
        if (userName.AsSpan().IndexOf('\0') >= 0) throw new ArgumentException("NUL", nameof(userName));
        var name = Encoding.UTF8.GetBytes(userName);
        var packed = new Secret(name.Length + 1 + password.Bytes.Length);
        name.CopyTo(packed.Bytes);
        password.Bytes.CopyTo(packed.Bytes.Slice(name.Length + 1));
        return packed;
    }

    /// <summary>The credential in what <see cref="Pack"/> made.</summary>
    /// <exception cref="FormatException">It is nothing of the kind.</exception>
    public static Credential Unpack(Secret packed)
    {
        var end = packed.Bytes.IndexOf((byte)0);
        if (end < 0) throw new FormatException("no credential");
        var password = new Secret(packed.Bytes.Length - end - 1);
        packed.Bytes.Slice(end + 1).CopyTo(password.Bytes);
        return new Credential(Encoding.UTF8.GetString(packed.Bytes.Slice(0, end).ToArray()), password);
    }

    /// <summary>Wipes the password.</summary>
    public void Dispose() => password.Dispose();

    /// <summary>The name alone.</summary>
    public override string ToString() => userName;
}
