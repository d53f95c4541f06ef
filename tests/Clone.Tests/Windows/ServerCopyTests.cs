using System;
using System.Runtime.InteropServices;
using Clone.Engine.Windows;
using Xunit;

namespace Clone.Tests.Windows;

/// <summary>Requests to copy within a server, and the limits that one names: [MS-SMB2] 2.2.31.1, 2.2.32.1.</summary>
public sealed class ServerCopyTests
{
    const int Mebibyte = 1 << 20;
    static readonly ResumeKey key = new() { First = 1, Second = 2, Third = 3 };

    [Fact]
    public void A_request_holds_chunks_one_after_the_other()
    {
        var bytes = new ServerCopy(key).Request(5 * Mebibyte, 7 * Mebibyte + 9, out var asked);
        Assert.Equal(2 * Mebibyte + 9, asked);
        Assert.Equal(32 + 3 * 24, bytes.Length);
        var head = MemoryMarshal.Read<CopyChunkRequest>(bytes);
        Assert.Equal((key, 3u, 0u), (head.SourceKey, head.ChunkCount, head.Reserved));
        Assert.Equal(
            [Chunk(5, Mebibyte), Chunk(6, Mebibyte), Chunk(7, 9)],
            MemoryMarshal.Cast<byte, CopyChunk>(bytes.AsSpan(32)).ToArray());
    }

    [Fact]
    public void A_request_asks_for_16_mebibytes_at_most()
    {
        var bytes = new ServerCopy(key).Request(0, 100L * Mebibyte, out var asked);
        Assert.Equal((16 * Mebibyte, 32 + 16 * 24), (asked, bytes.Length));
    }

    [Theory]
    [InlineData(4, 65536, 1 << 20, true, 4, 65536)]
    [InlineData(256, 65536, 131072, true, 2, 65536)]
    [InlineData(1, 1 << 20, 65536, true, 1, 65536)]
    [InlineData(256, 1 << 20, 16 << 20, false, 16, 1 << 20)]
    [InlineData(0, 0, 0, false, 16, 1 << 20)]
    public void Narrower_limits_of_a_server_are_kept(uint chunks, uint chunkBytes, uint requestBytes, bool isTaken, int count, int bytes)
    {
        var copy = new ServerCopy(key);
        var limits = new CopyChunkAnswer { ChunksWritten = chunks, ChunkBytesWritten = chunkBytes, TotalBytesWritten = requestBytes };
        Assert.Equal(isTaken, copy.TryTakeLimits(limits));
        copy.Request(0, 1L << 30, out var asked);
        Assert.Equal((long)count * bytes, asked);
        // Said a second time they are no reason to ask once more.
        Assert.False(copy.TryTakeLimits(limits));
    }

    static CopyChunk Chunk(int mebibytes, uint length) =>
        new() { SourceOffset = (long)mebibytes * Mebibyte, TargetOffset = (long)mebibytes * Mebibyte, Length = length };
}
