using System.Management.Automation;
using System.Runtime.InteropServices;
using System.Security;
using System.Text;
using Clone.Engine.Secrets;

namespace Clone.Cmdlets;

/// <summary>Takes what users give as PSCredential over to the engine, without making a text of the password.</summary>
static class CredentialReader
{
    /// <summary>The credential; the caller wipes it. Null for none.</summary>
    /// <param name="given">Name and password.</param>
    /// <param name="session">The token of a key that is good for a time; null for none.</param>
    public static Credential? Read(PSCredential? given, SecureString? session = null) =>
        given is null || given == PSCredential.Empty
            ? null
            : new Credential(given.UserName, Read(given.Password), session is { Length: > 0 } token ? Read(token) : null);

    /// <summary>What was given under a name that is no secret; the caller wipes it.</summary>
    /// <param name="name">What it is.</param>
    /// <param name="secret">The secret.</param>
    public static Credential Read(string name, SecureString secret) => new(name, Read(secret));

    static unsafe Secret Read(SecureString password)
    {
        var characters = Marshal.SecureStringToGlobalAllocUnicode(password);
        try
        {
            var start = (char*)characters;
            var secret = new Secret(password.Length == 0 ? 0 : Encoding.UTF8.GetByteCount(start, password.Length));
            fixed (byte* bytes = secret.Bytes)
                if (password.Length > 0) Encoding.UTF8.GetBytes(start, password.Length, bytes, secret.Bytes.Length);
            return secret;
        }
        finally
        {
            Marshal.ZeroFreeGlobalAllocUnicode(characters);
        }
    }
}
