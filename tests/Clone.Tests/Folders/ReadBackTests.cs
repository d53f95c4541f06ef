using System;
using System.IO;
using System.Threading;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Folders;
using Xunit;

namespace Clone.Tests.Folders;

public sealed class ReadBackTests : IDisposable
{
    readonly TempFolder temp = new();

    public void Dispose() => temp.Dispose();

    [Fact]
    public void TheSameContentsPassHoweverTheyWereReadAndWhereverTheirHolesAre()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        for (var round = 0; round < 40; round++)
        {
            var contents = Contents(random);
            File.WriteAllBytes(Path.Combine(temp.Path, "whole"), contents);
            using var hash = new ContentHash();
            AddInPieces(hash, contents, random);
            var error = Record.Exception(() => Check("whole", hash.Finish(contents.Length)));
            Assert.True(error is null, $"seed {seed}, round {round}: {error}");
        }
    }

    [Fact]
    public void OneBitMoreOrLessIsFound()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        for (var round = 0; round < 40; round++)
        {
            var contents = Contents(random);
            if (contents.Length == 0) continue;
            using var hash = new ContentHash();
            hash.Add(contents, 0);
            contents[random.Next(contents.Length)] ^= (byte)(1 << random.Next(8));
            File.WriteAllBytes(Path.Combine(temp.Path, "changed"), contents);
            var error = Assert.Throws<EntryException>(() => Check("changed", hash.Finish(contents.Length)));
            Assert.True(error.Problem == IoProblem.WrittenWrong, $"seed {seed}, round {round}: {error}");
        }
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(65536, 65537)]
    [InlineData(65536, 131072)]
    public void FilesOfZerosDifferInLength(int expected, int written)
    {
        File.WriteAllBytes(Path.Combine(temp.Path, "zeros"), new byte[written]);
        using var hash = new ContentHash();
        hash.Add(new byte[expected], 0);
        Assert.Throws<EntryException>(() => Check("zeros", hash.Finish(expected)));
    }

    [Fact]
    public void BlocksThatChangedPlacesAreFound()
    {
        var contents = new byte[4 * 65536];
        contents.AsSpan(0, 65536).Fill(7);
        using var hash = new ContentHash();
        hash.Add(contents, 0);
        var moved = new byte[contents.Length];
        moved.AsSpan(65536, 65536).Fill(7);
        File.WriteAllBytes(Path.Combine(temp.Path, "moved"), moved);
        Assert.Throws<EntryException>(() => Check("moved", hash.Finish(contents.Length)));
    }

    void Check(string name, byte[] expected)
    {
        using var folder = FolderPlatform.OfThisMachine().OpenRoot(temp.Path);
        ReadBack.Check(folder, Wtf8.Encode(name), expected, CancellationToken.None);
    }

    /// <summary>Up to 400 KiB, much of it blank, so that whole and partly blank blocks come.</summary>
    static byte[] Contents(Random random)
    {
        var contents = new byte[random.Next(400 * 1024)];
        for (var part = random.Next(6); part > 0 && contents.Length > 0; part--)
        {
            var start = random.Next(contents.Length);
            random.NextBytes(contents.AsSpan(start, random.Next(Math.Min(contents.Length - start, 90_000))));
        }
        return contents;
    }

    /// <summary>As a sparse file is read: pieces of any length, and blank ones sometimes left out.</summary>
    static void AddInPieces(ContentHash hash, byte[] contents, Random random)
    {
        for (var offset = 0; offset < contents.Length;)
        {
            var piece = contents.AsSpan(offset, Math.Min(contents.Length - offset, 1 + random.Next(100_000)));
            if (piece.IndexOfAnyExcept((byte)0) >= 0 || random.Next(2) == 0) hash.Add(piece, offset);
            offset += piece.Length;
        }
    }
}
