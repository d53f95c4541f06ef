using System;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Clone.Engine.Windows;

namespace Clone.Engine.Secrets;

/// <summary>
/// Windows' own protection of data, by the keys of the machine, with the purpose as entropy. Any account of the machine
/// could open what it protects; what lies in the state folder only administrators can read.
/// </summary>
sealed unsafe class MachineProtector : ISecretProtector
{
    /// <inheritdoc/>
    public byte[] Protect(byte[] secret, string purpose) => Call(secret, purpose, protect: true);

    /// <inheritdoc/>
    public byte[] Unprotect(byte[] data, string purpose) => Call(data, purpose, protect: false);

    static byte[] Call(byte[] data, string purpose, bool protect)
    {
        const uint flags = DataProtection.LocalMachine | DataProtection.NoWindow;
        var entropy = EntropyOf(purpose);
        fixed (byte* start = data)
        fixed (byte* more = entropy)
        {
            // The system takes no bytes at all, but not from nowhere.
            byte nothing = 0;
            var from = new DataBlob { Size = (uint)data.Length, Data = start is null ? &nothing : start };
            var with = new DataBlob { Size = (uint)entropy.Length, Data = more };
            DataBlob to;
            var succeeded = protect
                ? Crypt32.CryptProtectData(&from, null, &with, null, null, flags, &to)
                : Crypt32.CryptUnprotectData(&from, null, &with, null, null, flags, &to);
            if (succeeded == 0) throw new CryptographicException(Marshal.GetLastWin32Error());
            return Taken(to);
        }
    }

    static byte[] EntropyOf(string purpose)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sha.AppendData(Encoding.UTF8.GetBytes(purpose));
        return sha.GetHashAndReset();
    }

    /// <summary>The bytes that the system made, which are wiped there.</summary>
    static byte[] Taken(DataBlob made)
    {
        try
        {
            var source = new Span<byte>(made.Data, (int)made.Size);
            var bytes = source.ToArray();
            source.Clear();
            return bytes;
        }
        finally
        {
            _ = Kernel32.LocalFree((IntPtr)made.Data);
        }
    }
}
