using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;
using Clone.Engine.Errors;
using Clone.Engine.Unix;
using Xunit;

namespace Clone.Tests.Folders;

/// <summary>What we say of the system's structures and numbers is what its own headers say.</summary>
public sealed class UnixLayoutTests
{
    [Fact]
    public void Structures_lie_as_in_the_headers()
    {
        var fields = new (string C, string Type, string Field)[]
        {
            ("statx.stx_uid", nameof(Statx), nameof(Statx.Owner)), ("statx.stx_gid", nameof(Statx), nameof(Statx.Group)),
            ("statx.stx_mode", nameof(Statx), nameof(Statx.Mode)), ("statx.stx_ino", nameof(Statx), nameof(Statx.Inode)),
            ("statx.stx_size", nameof(Statx), nameof(Statx.Size)), ("statx.stx_blocks", nameof(Statx), nameof(Statx.Blocks)),
            ("statx.stx_ctime.tv_sec", nameof(Statx), nameof(Statx.ChangedSeconds)),
            ("statx.stx_ctime.tv_nsec", nameof(Statx), nameof(Statx.ChangedNanoseconds)),
            ("statx.stx_mtime.tv_sec", nameof(Statx), nameof(Statx.ModifiedSeconds)),
            ("statx.stx_mtime.tv_nsec", nameof(Statx), nameof(Statx.ModifiedNanoseconds)),
            ("statx.stx_rdev_major", nameof(Statx), nameof(Statx.OwnDeviceMajor)),
            ("statx.stx_rdev_minor", nameof(Statx), nameof(Statx.OwnDeviceMinor)),
            ("statx.stx_dev_major", nameof(Statx), nameof(Statx.DeviceMajor)),
            ("statx.stx_dev_minor", nameof(Statx), nameof(Statx.DeviceMinor)),
            ("statfs.f_type", nameof(StatFs), nameof(StatFs.Type)), ("statfs.f_bsize", nameof(StatFs), nameof(StatFs.BlockSize)),
            ("statfs.f_bavail", nameof(StatFs), nameof(StatFs.BlocksAvailable)), ("statfs.f_fsid", nameof(StatFs), nameof(StatFs.IdHigh)),
            ("statfs.f_frsize", nameof(StatFs), nameof(StatFs.FragmentSize)),
            ("timespec.tv_sec", nameof(Timespec), nameof(Timespec.Seconds)),
            ("timespec.tv_nsec", nameof(Timespec), nameof(Timespec.Nanoseconds)),
        };
        var types = new Dictionary<string, Type>
        {
            [nameof(Statx)] = typeof(Statx), [nameof(StatFs)] = typeof(StatFs), [nameof(Timespec)] = typeof(Timespec),
        };
        var body = new StringBuilder();
        var expected = new List<string>();
        foreach (var (c, type, field) in fields)
        {
            var dot = c.IndexOf('.', StringComparison.Ordinal);
            body.AppendLine($"""printf("{c} %zu %zu\n", offsetof(struct {c[..dot]}, {c[(dot + 1)..]}), sizeof(((struct {c[..dot]}*)0)->{c[(dot + 1)..]}));""");
            var size = c == "statfs.f_fsid" ? 8 : Marshal.SizeOf(types[type].GetField(field)!.FieldType);
            expected.Add($"{c} {Marshal.OffsetOf(types[type], field)} {size}");
        }
        body.AppendLine("""printf("%zu %zu %zu\n", sizeof(struct statx), sizeof(struct statfs), sizeof(struct timespec));""");
        expected.Add($"{Marshal.SizeOf<Statx>()} {Marshal.SizeOf<StatFs>()} {Marshal.SizeOf<Timespec>()}");
        Assert.Equal(expected, RunC(body.ToString()));
    }

    [Fact]
    public void Records_of_a_folder_lie_as_in_the_headers() => Assert.Equal(
        ["0 8", "16 2", "19"],
        RunC("""
            printf("%zu %zu\n", offsetof(struct dirent64, d_ino), sizeof(((struct dirent64*)0)->d_ino));
            printf("%zu %zu\n", offsetof(struct dirent64, d_reclen), sizeof(((struct dirent64*)0)->d_reclen));
            printf("%zu\n", offsetof(struct dirent64, d_name));
            """));

    [Fact]
    public void Numbers_are_those_of_the_headers()
    {
        var pairs = new (string C, long Ours)[]
        {
            ("AT_FDCWD", Libc.AtCurrentFolder), ("AT_SYMLINK_NOFOLLOW", Libc.AtSymlinkNoFollow), ("AT_REMOVEDIR", Libc.AtRemoveDir),
            ("AT_NO_AUTOMOUNT", Libc.AtNoAutomount), ("AT_EMPTY_PATH", Libc.AtEmptyPath), ("O_WRONLY", Libc.OpenWrite),
            ("O_CREAT", Libc.OpenCreate), ("O_EXCL", Libc.OpenExclusive), ("O_NONBLOCK", Libc.OpenNonBlocking),
            ("O_NOATIME", Libc.OpenNoAccessTime), ("O_CLOEXEC", Libc.OpenCloseOnExec), ("O_PATH", Libc.OpenPath),
            ("O_DIRECTORY", Libc.OpenFolder), ("O_NOFOLLOW", Libc.OpenNoFollow), ("RENAME_NOREPLACE", Libc.RenameNoReplace),
            ("SEEK_SET", Libc.SeekSet), ("SEEK_DATA", Libc.SeekData), ("SEEK_HOLE", Libc.SeekHole),
            ("POSIX_FADV_SEQUENTIAL", Libc.AdviseSequential), ("UTIME_NOW", Libc.TimeNow), ("PATH_MAX", Libc.PathMax),
            ("STATX_TYPE|STATX_MODE|STATX_UID|STATX_GID|STATX_MTIME|STATX_CTIME|STATX_INO|STATX_SIZE|STATX_BTIME", Statx.MaskOfFacts),
            ("STATX_BLOCKS", Statx.MaskOfBlocks), ("S_IFMT", Figure(typeof(Statx), "TypeMask")), ("S_IFDIR", Figure(typeof(Statx), "TypeFolder")),
            ("S_IFREG", Figure(typeof(Statx), "TypeFile")), ("S_IFLNK", Figure(typeof(Statx), "TypeLink")),
            ("offsetof(struct dirent64, d_name)", Figure(typeof(FolderRecord), "NameOffset")),
            ("SYS_getdents64", Figure(typeof(Libc), "NumberOfGetDents")), ("SYS_renameat2", Figure(typeof(Libc), "NumberOfRename")),
            ("SYS_statx", Figure(typeof(Libc), "NumberOfStatx")),
            ("EPERM", Errno.NotPermitted), ("ENOENT", Errno.NotFound), ("EINTR", Errno.Interrupted), ("ENXIO", Errno.NoSuchAddress),
            ("EAGAIN", Errno.Again), ("EACCES", Errno.AccessDenied), ("EEXIST", Errno.Exists), ("ENOTDIR", Errno.NotAFolder),
            ("EINVAL", Errno.Invalid), ("ENOSYS", Errno.NotImplemented), ("ELOOP", Errno.Loop), ("EOPNOTSUPP", Errno.NotSupported),
            ("_IOR(0x15, 0, struct uuid2)", (long)Libc.GetFileSystemUuid),
        };
        var body = "struct uuid2 { unsigned char len; unsigned char uuid[16]; };\n"
            + string.Concat(pairs.Select(p => $"""printf("%lld\n", (long long)({p.C}));""" + "\n"));
        Assert.Equal(pairs.Select(p => $"{p.C} {p.Ours}"), pairs.Select(p => p.C).Zip(RunC(body), (c, value) => $"{c} {value}"));
    }

    /// <summary>fchmodat2, newer than many headers: https://github.com/torvalds/linux/blob/v6.6/include/uapi/asm-generic/unistd.h</summary>
    [Fact]
    public void The_number_of_fchmodat2_is_that_of_the_kernel() => Assert.Equal(452, Figure(typeof(Libc), "NumberOfChmod"));

    [Fact]
    public void Error_numbers_have_the_names_of_the_headers()
    {
        var known = Enumerable.Range(1, 200).Where(n => !Errno.Of(n).Name.StartsWith("errno ", StringComparison.Ordinal)).ToArray();
        Assert.True(known.Length > 50);
        var body = string.Concat(known.Select(n => $"""printf("%d\n", {Errno.Of(n).Name});""" + "\n"));
        Assert.Equal(known.Select(n => $"{n}"), RunC(body));
    }

    [Theory]
    [InlineData(28, "ENOSPC", IoProblem.DiskFull)]
    [InlineData(122, "EDQUOT", IoProblem.DiskFull)]
    [InlineData(5, "EIO", IoProblem.DeviceError)]
    [InlineData(110, "ETIMEDOUT", IoProblem.DeviceError)]
    [InlineData(19, "ENODEV", IoProblem.DeviceGone)]
    [InlineData(116, "ESTALE", IoProblem.DeviceGone)]
    [InlineData(107, "ENOTCONN", IoProblem.DeviceGone)]
    [InlineData(1, "EPERM", IoProblem.AccessDenied)]
    [InlineData(13, "EACCES", IoProblem.AccessDenied)]
    [InlineData(26, "ETXTBSY", IoProblem.InUse)]
    [InlineData(24, "EMFILE", IoProblem.OutOfResources)]
    [InlineData(12, "ENOMEM", IoProblem.OutOfResources)]
    [InlineData(84, "EILSEQ", IoProblem.NameNotAllowed)]
    [InlineData(22, "EINVAL", IoProblem.Other)]
    [InlineData(9999, "errno 9999", IoProblem.Other)]
    public void Error_numbers_have_a_name_and_a_problem(int number, string name, IoProblem problem) =>
        Assert.Equal((name, problem), Errno.Of(number));

    [Theory]
    [InlineData(0, 0, 621355968000000000)]
    [InlineData(0, 199, 621355968000000001)]
    [InlineData(-1, 999999999, 621355967999999999)]
    [InlineData(-1, 1, 621355967990000000)]
    [InlineData(-62135596800, 0, 0)]
    [InlineData(long.MinValue, 0, 0)]
    [InlineData(long.MaxValue, 0, 3155378975999999999)]
    [InlineData(253402300799, 999999999, 3155378975999999999)]
    public void Times_are_rounded_down_to_ticks(long seconds, uint nanoseconds, long ticks)
    {
        Assert.Equal(ticks, Timespec.Ticks(seconds, nanoseconds));
        if (seconds is long.MinValue or long.MaxValue) return;
        var back = Timespec.Of(ticks);
        Assert.Equal((seconds, nanoseconds / 100 * 100L), (back.Seconds, back.Nanoseconds));
    }

    static long Figure(Type type, string name) => Convert.ToInt64(
        type.GetField(name, BindingFlags.Static | BindingFlags.NonPublic)!.GetValue(null), CultureInfo.InvariantCulture);

    static string[] RunC(string body)
    {
        Platform.RequireLinux();
        using var temp = new TempFolder();
        temp.File("program.c", "#define _GNU_SOURCE\n" + string.Concat(
            new[] { "stdio", "stddef", "errno", "fcntl", "limits", "time", "unistd", "dirent", "sys/stat", "sys/statfs", "sys/ioctl", "sys/syscall", "linux/limits" }
                .Select(header => $"#include <{header}.h>\n")) + "int main(void) {\n" + body + "\nreturn 0; }\n");
        var (code, _, error) = Tool.Try("cc", "-o", temp["program"], temp["program.c"]);
        if (code == -1) Assert.Skip("needs a C compiler: " + error);
        Assert.True(code == 0, error);
        return Tool.Run(temp["program"]).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
