using System;
using System.Buffers.Binary;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;

namespace Clone.Engine.Disks;

/// <summary>
/// Id and label of the file system on a device, in the form in which blkid shows them. ext2 to 4:
/// https://www.kernel.org/doc/html/latest/filesystems/ext4/super.html; xfs and btrfs:
/// https://www.kernel.org/doc/html/latest/filesystems/; FAT and exFAT:
/// https://learn.microsoft.com/windows/win32/fileio/exfat-specification and the FAT32 specification of Microsoft; NTFS:
/// https://flatcap.github.io/linux-ntfs/ntfs/.
/// </summary>
sealed class UnixSuperblock
{
    readonly Stream device;

    UnixSuperblock(Stream device) => this.device = device;

    /// <summary>What stands on a device; null when it cannot be read or holds none of these file systems.</summary>
    public static (string Uuid, string Label)? Read(string path)
    {
        try
        {
            using var device = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1);
            return new UnixSuperblock(device).Read();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    (string Uuid, string Label)? Read()
    {
        var start = At(0, 4096);
        if (Word(start, 0x438) == 0xEF53) return (Uuid(start, 0x468), Text(start, 0x478, 16));
        if (Has(start, 0, "XFSB")) return (Uuid(start, 32), Text(start, 108, 12));
        if (Has(start, 3, "EXFAT   ")) return (Serial(start, 0x64), ExfatLabel(start));
        if (Has(start, 3, "NTFS    ")) return (Number(start, 0x48).ToString("X16", CultureInfo.InvariantCulture), NtfsLabel(start));
        if (Word(start, 510) == 0xAA55 && Fat(start) is { } fat) return fat;
        var btrfs = At(0x10000, 4096);
        return Has(btrfs, 0x40, "_BHRfS_M") ? (Uuid(btrfs, 0x20), Text(btrfs, 0x12B, 256)) : null;
    }

    /// <summary>The label is an entry of the root folder; Windows does not write the one in the boot sector.</summary>
    (string Uuid, string Label)? Fat(byte[] boot)
    {
        var isFat32 = Word(boot, 22) == 0;
        var fields = isFat32 ? 0x42 : 0x26;
        if (boot[fields] is not (0x28 or 0x29)) return null;
        var sector = Word(boot, 11);
        var tables = Word(boot, 14) + ((long)boot[16] * (isFat32 ? Double(boot, 36) : Word(boot, 22)));
        var root = tables + (isFat32 ? (Double(boot, 44) - 2L) * boot[13] : 0);
        var entries = At(root * sector, isFat32 ? boot[13] * sector : Math.Min(Word(boot, 17) * 32, 1 << 20));
        var label = "";
        for (var i = 0; i + 32 <= entries.Length && entries[i] != 0; i += 32)
        {
            // A volume id that is no part of a long name (0x0F) and was not removed (0xE5).
            if (entries[i] == 0xE5 || (entries[i + 11] & 0x0F) == 0x0F || (entries[i + 11] & 0x08) == 0) continue;
            label = Text(entries, i, 11);
            break;
        }
        return (Serial(boot, fields + 1), label);
    }

    string ExfatLabel(byte[] boot)
    {
        var cluster = 1L << (boot[108] + boot[109]);
        var heap = (long)Double(boot, 88) << boot[108];
        var entries = At(heap + ((Double(boot, 96) - 2L) * cluster), (int)Math.Min(cluster, 1 << 20));
        for (var i = 0; i + 32 <= entries.Length && entries[i] != 0; i += 32)
            if (entries[i] == 0x83) return Encoding.Unicode.GetString(entries, i + 2, Math.Min((int)entries[i + 1], 11) * 2);
        return "";
    }

    /// <summary>The attribute $VOLUME_NAME (0x60) of record 3 of the master file table.</summary>
    string NtfsLabel(byte[] boot)
    {
        var cluster = Word(boot, 11) * (long)boot[13];
        var size = (sbyte)boot[64] is var clusters and > 0 ? (int)(clusters * cluster) : 1 << -(sbyte)boot[64];
        var record = At(((long)Number(boot, 48) * cluster) + (3L * size), size);
        if (!Has(record, 0, "FILE")) return "";
        for (int at = Word(record, 20); at + 24 <= record.Length && Double(record, at) is var type and not 0xFFFFFFFF;)
        {
            var length = (int)Double(record, at + 4);
            if (length < 24 || at + length > record.Length) return "";
            var (begin, bytes) = (at + Word(record, at + 20), (int)Double(record, at + 16));
            if (type == 0x60) return begin + bytes <= at + length ? Encoding.Unicode.GetString(record, begin, bytes) : "";
            at += length;
        }
        return "";
    }

    byte[] At(long offset, int length)
    {
        var buffer = new byte[Math.Max(length, 512)];
        if (offset < 0) return buffer;
        device.Position = offset;
        for (var read = 0; read < length;)
        {
            var got = device.Read(buffer, read, length - read);
            if (got == 0) break;
            read += got;
        }
        return buffer;
    }

    static bool Has(byte[] bytes, int at, string mark) =>
        bytes.Skip(at).Take(mark.Length).SequenceEqual(Encoding.ASCII.GetBytes(mark));

    static string Uuid(byte[] bytes, int at)
    {
        var hex = new StringBuilder();
        for (var i = 0; i < 16; i++) hex.Append(bytes[at + i].ToString("x2", CultureInfo.InvariantCulture));
        return new Guid(hex.ToString()).ToString();
    }

    static string Serial(byte[] bytes, int at)
    {
        var number = Double(bytes, at);
        return (number >> 16).ToString("X4", CultureInfo.InvariantCulture) + "-" + (number & 0xFFFF).ToString("X4", CultureInfo.InvariantCulture);
    }

    static string Text(byte[] bytes, int at, int most)
    {
        var length = Array.IndexOf(bytes, (byte)0, at, most) is var end and >= 0 ? end - at : most;
        return Encoding.UTF8.GetString(bytes, at, length).TrimEnd(' ');
    }

    static ushort Word(byte[] bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(at));

    static uint Double(byte[] bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at));

    static ulong Number(byte[] bytes, int at) => BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(at));
}
