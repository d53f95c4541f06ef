using System.Collections.Generic;
using System.Linq;
using Clone.Bench.Machines;

namespace Clone.Bench.Rows;

/// <summary>The rows there are.</summary>
static class AllRows
{
    static readonly SourceTree Tiny = SourceTree.Of("100,000 files of 1 to 400 bytes", 100_000, 500, 1..400);
    static readonly SourceTree Small = SourceTree.Of("20,000 files of 4 KiB", 20_000, 100, 4096..4096);
    static readonly SourceTree Large = SourceTree.OfOne("one file of 4 GiB", 4L << 30);

    static readonly SourceTree Few = SourceTree.Of("5,000 files of 4 KiB", 5_000, 50, 4096..4096);
    static readonly SourceTree OneGiB = SourceTree.OfOne("one file of 1 GiB", 1L << 30);

    static readonly Row[] Rows =
    [
        new UnchangedRow("unchanged-300k", files: 300_000, folders: 1_500, Rival.Rsync(0.8)),
        new UnchangedRow("unchanged-1m", files: 1_000_000, folders: 5_000, Rival.Rsync(0.6), Rival.Rclone(0.6)),
        new IndexScanRow("index-scan-1m", files: 1_000_000, folders: 5_000, bar: 0.6),
        new IndexScanRow("index-scan-cached-1m", files: 1_000_000, folders: 5_000, bar: null),
        new FirstCopyRow("first-tiny-tmpfs", Tiny, Medium.Tmpfs, Rival.Rsync(0.8)),
        new FirstCopyRow("first-tiny-ext4", Tiny, Medium.Ext4, Rival.Rsync(0.9)),
        new FirstCopyRow("first-4k-ext4", Small, Medium.Ext4, Rival.Rsync(1.0), Rival.Rclone(1.0)),
        new FirstCopyRow("first-4g-ext4", Large, Medium.Ext4, Rival.Rsync(1.0), Rival.Rclone(1.0)),
        new MovedRow("moved-100k", files: 100_000, folders: 500),
        new BlocksRow("blocks-xfs", inPlace: false, new ChangedRanges(41, 1 << 20)),
        new BlocksRow("blocks-ext4-inplace", inPlace: true, new ChangedRanges(41, 1 << 20)),
        new BlocksRow("pages-xfs", inPlace: false, new ChangedRanges(1000, 4 << 10)),
        new BlocksRow("pages-ext4-inplace", inPlace: true, new ChangedRanges(1000, 4 << 10)),
        new ObjectFirstRow("s3-first-5k", ObjectService.S3, Few, ObjectRival.Rclone(1.0, "--transfers", "32"), ObjectRival.Aws(0.5)),
        new ObjectFirstRow("s3-first-1g", ObjectService.S3, OneGiB, ObjectRival.Rclone(1.0)),
        new ObjectUnchangedRow("s3-unchanged-100k", ObjectService.S3, files: 100_000, folders: 500, ObjectRival.Rclone(0.12), ObjectRival.Rclone(1.0, "--fast-list", "--size-only")),
        new ObjectRestoreRow("s3-restore-5k", ObjectService.S3, Few, ObjectRival.RcloneBack(1.1, "--transfers", "32")),
        new ObjectRestoreRow("s3-restore-1g", ObjectService.S3, OneGiB, ObjectRival.RcloneBack(1.1)),
        new ObjectFirstRow("azure-first-5k", ObjectService.Azure, Few, ObjectRival.Rclone(0, "--transfers", "32")),
        new ObjectFirstRow("azure-first-1g", ObjectService.Azure, OneGiB, ObjectRival.Rclone(0)),
        new ObjectUnchangedRow("azure-unchanged-5k", ObjectService.Azure, files: 5_000, folders: 50, ObjectRival.Rclone(0)),
        new ObjectRestoreRow("azure-restore-5k", ObjectService.Azure, Few, ObjectRival.RcloneBack(0, "--transfers", "32")),
        new MemoryRow("memory-2m", files: 2_000_000, fewerFiles: 200_000),
        new ImportRow("import", mostSeconds: 0.4),
    ];

    public static IEnumerable<string> Names => Rows.Select(row => row.Name);

    /// <summary>Those that the user named, or all.</summary>
    public static IEnumerable<Row> Chosen(BenchOptions options) =>
        Rows.Where(row => options.Rows.Count == 0 || options.Rows.Contains(row.Name));
}
