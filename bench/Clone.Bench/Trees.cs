using System;
using System.IO;
using System.Threading.Tasks;

namespace Clone.Bench;

/// <summary>Trees of files: the same ones each time.</summary>
static class Trees
{
    static readonly string[] Words = ["report", "Invoice", "photo", "backup", "README", "営業部", "見積書", "data", "minutes", "設計"];

    /// <summary>Makes files of 0 to <paramref name="mostBytes"/> bytes in folders of up to three levels.</summary>
    public static void Make(string root, int files, int folders, int mostBytes, int seed)
    {
        Parallel.For(0, folders, folder =>
        {
            var random = new Random((seed * 1_000_003) + folder);
            var path = Path.Combine(root, "area " + (folder % 10), Word(random) + " " + (folder / 10 % 15), "folder" + folder);
            Directory.CreateDirectory(path);
            var contents = new byte[mostBytes];
            random.NextBytes(contents);
            var count = (files / folders) + (folder < files % folders ? 1 : 0);
            for (var i = 0; i < count; i++)
            {
                var file = Path.Combine(path, Word(random) + "-" + i + ".dat");
                File.WriteAllBytes(file, contents.AsSpan(0, random.Next(mostBytes + 1)));
                File.SetLastWriteTimeUtc(file, new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddSeconds(random.Next(100_000_000)));
            }
        });
    }

    static string Word(Random random) => Words[random.Next(Words.Length)];
}
