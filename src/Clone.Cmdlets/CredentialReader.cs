using System.Management.Automation;
using System.Runtime.InteropServices;
using System.Text;
using Clone.Engine.Secrets;

namespace Clone.Cmdlets;

/// <summary>Takes what users give as PSCredential over to the engine, without making a text of the password.</summary>
static class CredentialReader
{
    /// <summary>The credential; the caller wipes it. Null for none.</summary>
    public static Credential? Read(PSCredential? given) =>
        given is null || given == PSCredential.Empty ? null : new Credential(given.UserName, Read(given.Password));

    static unsafe Secret Read(System.Security.SecureString password)
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
