using System;
using System.IO;
using System.Threading.Tasks;

namespace Clone.Bench;

/// <summary>Trees of files: the same ones each time.</summary>
static class Trees
{
    static readonly DateTime Earliest = new(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    static readonly string[] Words = ["report", "Invoice", "photo", "backup", "README", "営業部", "見積書", "data", "minutes", "設計"];

    /// <summary>Makes files of some size in <paramref name="bytes"/>, its ends included, in folders of up to three levels.</summary>
    public static void Make(string root, int files, int folders, Range bytes, int seed)
    {
        Parallel.For(0, folders, folder =>
        {
            var random = new Random((seed * 1_000_003) + folder);
            var path = Path.Combine(root, "area " + (folder % 10), Word(random) + " " + (folder / 10 % 15), "folder" + folder);
            Directory.CreateDirectory(path);
            var contents = new byte[bytes.End.Value];
            random.NextBytes(contents);
            var count = (files / folders) + (folder < files % folders ? 1 : 0);
            for (var i = 0; i < count; i++)
            {
                var file = Path.Combine(path, Word(random) + "-" + i + ".dat");
                File.WriteAllBytes(file, contents.AsSpan(0, random.Next(bytes.Start.Value, bytes.End.Value + 1)));
                File.SetLastWriteTimeUtc(file, Earliest.AddSeconds(random.Next(100_000_000)));
            }
        });
    }

    /// <summary>Makes one file.</summary>
    public static void MakeOne(string root, long bytes, int seed)
    {
        var random = new Random(seed);
        var piece = new byte[1 << 20];
        using var file = File.Create(Path.Combine(root, Word(random) + ".dat"));
        for (var left = bytes; left > 0; left -= piece.Length)
        {
            random.NextBytes(piece);
            file.Write(piece.AsSpan(0, (int)Math.Min(left, piece.Length)));
        }
    }

    /// <summary>Reads all contents, so that the system has them in memory.</summary>
    public static void Read(string root)
    {
        var buffer = new byte[1 << 20];
        foreach (var path in Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories))
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            while (file.Read(buffer) > 0) ;
        }
    }

    static string Word(Random random) => Words[random.Next(Words.Length)];
}
