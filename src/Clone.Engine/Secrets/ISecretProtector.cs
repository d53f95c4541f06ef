namespace Clone.Engine.Secrets;

/// <summary>Encrypts for this machine. What one purpose protects, no other one opens.</summary>
public interface ISecretProtector
{
    /// <summary>Encrypts.</summary>
    /// <param name="secret">The bytes; the caller wipes them.</param>
    /// <param name="purpose">What they are for.</param>
    byte[] Protect(byte[] secret, string purpose);

    /// <summary>Decrypts; the caller wipes the bytes.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">
    /// It was made on another machine or for another purpose, or was changed.
    /// </exception>
    byte[] Unprotect(byte[] data, string purpose);
}
