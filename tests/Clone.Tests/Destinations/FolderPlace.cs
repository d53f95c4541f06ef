using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using Clone.Engine.Destinations;
using Clone.Engine.Entries;
using Clone.Engine.Folders;
using Clone.Tests.Folders;

namespace Clone.Tests.Destinations;

/// <summary>A folder of the machine.</summary>
sealed class FolderPlace : DestinationPlace
{
    readonly TempFolder folder = new();

    public override IDestination Open(TemporaryNames names)
    {
        using var trial = folder.Open();
        trial.CreateFolder("trial"u8);
        DestinationCapabilities capabilities;
        using (var own = trial.OpenFolder("trial"u8))
            capabilities = CapabilityProbe.Try(own, new TemporaryNames(Guid.NewGuid()), trial.Volume());
        trial.Remove("trial"u8, EntryKind.Folder);
        return new FolderDestination(folder.Open(), capabilities with { MaxFileSize = 1 << 30 }, names);
    }

    public override SortedDictionary<string, string> Read() => Read(folder.Path);

    /// <summary>What a reader finds in a folder of the machine. Links are not followed.</summary>
    public static SortedDictionary<string, string> Read(string root)
    {
        var found = new SortedDictionary<string, string>(StringComparer.Ordinal);
        Read(new DirectoryInfo(root), "", found);
        return found;
    }

    public override void Dispose() => folder.Dispose();

    static void Read(DirectoryInfo from, string path, SortedDictionary<string, string> into)
    {
        foreach (var entry in from.EnumerateFileSystemInfos())
        {
            if (entry.Name.StartsWith(".clone-", StringComparison.Ordinal)) continue;
            var below = path + entry.Name;
            into.Add(below, entry switch
            {
                { LinkTarget: { } target } => "link: " + target,
                DirectoryInfo => "folder",
                _ => "file: " + Encoding.UTF8.GetString(File.ReadAllBytes(entry.FullName)),
            });
            if (entry is DirectoryInfo { LinkTarget: null } inner) Read(inner, below + "/", into);
        }
    }
}
