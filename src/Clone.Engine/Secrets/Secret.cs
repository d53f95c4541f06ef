using System;
using System.Runtime.InteropServices;
using System.Text;

namespace Clone.Engine.Secrets;

/// <summary>
/// Bytes that nobody else is to see. They do not move in memory, so that no copy stays behind, and are wiped when it is
/// disposed of. It is shown nowhere: its text is three stars.
/// </summary>
public sealed class Secret : IDisposable
{
    readonly byte[] bytes;
    GCHandle pin;

    /// <summary>A secret of so many bytes, all zero, to be filled by its maker.</summary>
    public Secret(int length)
    {
        bytes = new byte[length];
        pin = GCHandle.Alloc(bytes, GCHandleType.Pinned);
    }

    /// <summary>Takes bytes over: they are copied, and wiped where they were.</summary>
    public static Secret Take(byte[] source)
    {
        var secret = new Secret(source.Length);
        source.CopyTo(secret.bytes, 0);
        Array.Clear(source, 0, source.Length);
        return secret;
    }

    /// <summary>The bytes; not to be kept.</summary>
    /// <exception cref="ObjectDisposedException">It was wiped.</exception>
    public Span<byte> Bytes => pin.IsAllocated ? bytes : throw new ObjectDisposedException(nameof(Secret));

    /// <summary>It as a text for those who take nothing else; the text cannot be wiped. It must not be empty.</summary>
    internal Objects.Secret ToText() => new(Encoding.UTF8.GetString(Bytes.ToArray()));

    /// <summary>Wipes it.</summary>
    public void Dispose()
    {
        if (!pin.IsAllocated) return;
        Array.Clear(bytes, 0, bytes.Length);
        pin.Free();
    }

    /// <summary>Three stars.</summary>
    public override string ToString() => "***";
}
