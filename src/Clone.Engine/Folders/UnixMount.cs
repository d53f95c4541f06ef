using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;

namespace Clone.Engine.Folders;

/// <summary>
/// A mount, from /proc/self/mountinfo; https://man7.org/linux/man-pages/man5/proc_pid_mountinfo.5.html.
/// </summary>
/// <param name="FileSystem">The type of the file system, such as ext4.</param>
/// <param name="Source">What is mounted: a device, a share, or any word.</param>
/// <param name="Root">The folder of the file system that the mount shows; "/" for all of it.</param>
sealed record UnixMount(string FileSystem, string Source, string Root)
{
    /// <summary>Where it is mounted.</summary>
    public string Point { get; init; } = "";

    /// <summary>Its number, another one for each mount.</summary>
    public string Id { get; init; } = "";

    /// <summary>All mounts that this process sees; none where /proc does not tell.</summary>
    public static IReadOnlyList<UnixMount> All()
    {
        try
        {
            return [.. File.ReadLines("/proc/self/mountinfo").Select(Parse).OfType<UnixMount>()];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>The mount through which an entry was opened; null where /proc does not tell.</summary>
    public static UnixMount? Of(int descriptor)
    {
        try
        {
            // By the id of the mount, since the device numbers of btrfs are none that mountinfo shows.
            var id = IdOf("/proc/self/fdinfo/" + descriptor.ToString(CultureInfo.InvariantCulture));
            foreach (var line in File.ReadLines("/proc/self/mountinfo"))
                if (id is not null && line.StartsWith(id + " ", StringComparison.Ordinal)) return Parse(line);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // No /proc in here.
        }
        return null;
    }

    /// <summary>The mount in a line of mountinfo; null when the line has another shape.</summary>
    public static UnixMount? Parse(string line)
    {
        var fields = line.Split(' ');
        var separator = Array.IndexOf(fields, "-");
        if (separator < 6 || separator + 2 >= fields.Length) return null;
        return new UnixMount(fields[separator + 1], Unescape(fields[separator + 2]), Unescape(fields[3]))
        {
            Id = fields[0],
            Point = Unescape(fields[4]),
        };
    }

    static string? IdOf(string fdinfo)
    {
        const string label = "mnt_id:";
        foreach (var line in File.ReadLines(fdinfo))
            if (line.StartsWith(label, StringComparison.Ordinal)) return line.Substring(label.Length).Trim();
        return null;
    }

    // Spaces and the like are written as a backslash and three octal digits.
    static string Unescape(string field)
    {
        if (field.IndexOf('\\') < 0) return field;
        var text = new StringBuilder();
        for (var i = 0; i < field.Length; i++)
        {
            if (field[i] != '\\' || i + 3 >= field.Length)
            {
                text.Append(field[i]);
                continue;
            }
            text.Append((char)Convert.ToInt32(field.Substring(i + 1, 3), 8));
            i += 3;
        }
        return text.ToString();
    }
}
