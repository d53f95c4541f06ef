using System;

namespace Clone.Bench.Rows;

/// <summary>What a first copy copies.</summary>
/// <param name="Title">What it is, in a few words.</param>
/// <param name="Files">Number of files.</param>
/// <param name="VolumeBytes">Size of a volume that holds it with room to spare.</param>
/// <param name="Make">Makes it in a folder.</param>
sealed record SourceTree(string Title, int Files, long VolumeBytes, Action<Workplace, string> Make)
{
    const long GiB = 1L << 30;

    /// <summary>Many files of different sizes.</summary>
    public static SourceTree Of(string title, int files, int folders, Range bytes) =>
        new(title, files, 4 * GiB, (place, root) => Trees.Make(root, place.Sized(files), place.Sized(folders), bytes, seed: files));

    /// <summary>One large file.</summary>
    public static SourceTree OfOne(string title, long bytes) =>
        new(title, 1, bytes + (2 * GiB), (place, root) => Trees.MakeOne(root, place.Sized(bytes), seed: 1));
}
