using System;
using System.Runtime.InteropServices;
using System.Threading;

namespace Clone.Engine.Windows;

/// <summary>
/// Copies a file within its server, so that its contents do not cross the network ([MS-SMB2] 3.3.5.15.6,
/// https://learn.microsoft.com/windows/win32/devnotes/ioctl-copychunk).
/// </summary>
sealed class ServerCopy
{
    /// <summary>Chunks of a request: Server.ServerSideCopyMaxNumberofChunks is 256 on Windows, [MS-SMB2] 3.3.3; 16 fill the bytes of one.</summary>
    public const int MostChunks = 16;

    /// <summary>Bytes of a chunk: Server.ServerSideCopyMaxChunkSize, [MS-SMB2] 3.3.3.</summary>
    public const int MostChunkBytes = 1 << 20;

    readonly ResumeKey key;
    int chunks = MostChunks;
    int chunkBytes = MostChunkBytes;

    /// <summary>Begins to copy a file that its server calls by a key.</summary>
    public ServerCopy(in ResumeKey key) => this.key = key;

    /// <summary>Asks for what is needed to copy an open file, open for reading; null where no server copies it.</summary>
    public static ServerCopy? Of(NtHandle source)
    {
        Span<ResumeKeyAnswer> answer = stackalloc ResumeKeyAnswer[1];
        answer[0] = default;
        var status = Ask(source, FsControl.RequestResumeKey, FsControl.RequestResumeKey, default, MemoryMarshal.AsBytes(answer));
        return NtStatus.IsSuccess(status) ? new ServerCopy(answer[0].Key) : null;
    }

    /// <summary>Writes the file's contents to another on the same server.</summary>
    /// <param name="target">The new file, open for reading and writing.</param>
    /// <param name="length">How long the file is.</param>
    /// <param name="cancellation">Looked at between requests.</param>
    /// <returns>A status.</returns>
    public uint Run(NtHandle target, long length, CancellationToken cancellation)
    {
        Span<CopyChunkAnswer> answer = stackalloc CopyChunkAnswer[1];
        for (var offset = 0L; offset < length;)
        {
            cancellation.ThrowIfCancellationRequested();
            var request = Request(offset, length, out var asked);
            answer[0] = default;
            var status = Ask(target, FsControl.CopyChunkOfPrograms, FsControl.CopyChunk, request, MemoryMarshal.AsBytes(answer));
            if (status == NtStatus.InvalidParameter && TryTakeLimits(answer[0])) continue;
            if (!NtStatus.IsSuccess(status)) return status;
            // A server that copies nothing, or more than was asked for, is not to be believed.
            if (answer[0].TotalBytesWritten == 0 || answer[0].TotalBytesWritten > asked) return NtStatus.NotSupported;
            offset += answer[0].TotalBytesWritten;
        }
        return NtStatus.Success;
    }

    /// <summary>A request for the bytes from an offset on: its head, then chunks one after the other.</summary>
    public byte[] Request(long offset, long length, out long asked)
    {
        var count = (int)Math.Min(chunks, (length - offset + chunkBytes - 1) / chunkBytes);
        var head = Marshal.SizeOf<CopyChunkRequest>();
        var request = new byte[head + count * Marshal.SizeOf<CopyChunk>()];
        MemoryMarshal.Cast<byte, CopyChunkRequest>(request.AsSpan(0, head))[0] = new CopyChunkRequest { SourceKey = key, ChunkCount = (uint)count };
        var list = MemoryMarshal.Cast<byte, CopyChunk>(request.AsSpan(head));
        asked = Math.Min((long)count * chunkBytes, length - offset);
        for (var i = 0; i < count; i++)
        {
            var at = (long)i * chunkBytes;
            list[i] = new CopyChunk
            {
                SourceOffset = offset + at,
                TargetOffset = offset + at,
                Length = (uint)Math.Min(chunkBytes, asked - at),
            };
        }
        return request;
    }

    /// <summary>Takes the limits that a server names when a request was beyond them ([MS-SMB2] 2.2.32.1).</summary>
    /// <returns>False when it names none, or none that are narrower.</returns>
    public bool TryTakeLimits(in CopyChunkAnswer answer)
    {
        var bytes = Math.Min(answer.ChunkBytesWritten, answer.TotalBytesWritten);
        if (answer.ChunksWritten == 0 || bytes == 0) return false;
        var chunkBytesNow = (int)Math.Min(bytes, (uint)chunkBytes);
        var chunksNow = (int)Math.Min(Math.Min(answer.ChunksWritten, (uint)chunks), Math.Max(1, answer.TotalBytesWritten / (uint)chunkBytesNow));
        if (chunkBytesNow == chunkBytes && chunksNow == chunks) return false;
        (chunkBytes, chunks) = (chunkBytesNow, chunksNow);
        return true;
    }

    /// <summary>By the form for programs, or, where the client knows it not, by the one that goes over the network.</summary>
    static uint Ask(NtHandle file, uint ofPrograms, uint ofNetwork, ReadOnlySpan<byte> input, Span<byte> output)
    {
        var status = NtFile.ControlDevice(file, ofPrograms, input, output);
        return NtStatus.IsUnknownRequest(status) ? NtFile.Control(file, ofNetwork, input, output, out _) : status;
    }
}
