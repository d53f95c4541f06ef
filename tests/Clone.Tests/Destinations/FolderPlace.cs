using System;
using System.Collections.Generic;
using System.IO;
using Clone.Engine.Destinations;
using Clone.Engine.Entries;
using Clone.Engine.Folders;
using Clone.Tests.Folders;

namespace Clone.Tests.Destinations;

/// <summary>A folder of the machine.</summary>
sealed class FolderPlace : DestinationPlace
{
    readonly TempFolder folder = new();

    public override IDestination Open()
    {
        using var trial = folder.Open();
        trial.CreateFolder("trial"u8);
        DestinationCapabilities capabilities;
        using (var own = trial.OpenFolder("trial"u8))
            capabilities = CapabilityProbe.Try(own, new TemporaryNames(Guid.NewGuid()), trial.Volume());
        trial.Remove("trial"u8, EntryKind.Folder);
        return new FolderDestination(folder.Open(), capabilities with { MaxFileSize = 1 << 30 }, new TemporaryNames(Guid.NewGuid()));
    }

    public override SortedDictionary<string, string> Read()
    {
        var found = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in new DirectoryInfo(folder.Path).EnumerateFileSystemInfos("*", SearchOption.AllDirectories))
        {
            if (entry.Name.StartsWith(".clone-", StringComparison.Ordinal)) continue;
            var path = Path.GetRelativePath(folder.Path, entry.FullName).Replace(Path.DirectorySeparatorChar, '/');
            found.Add(path, entry switch
            {
                { LinkTarget: { } target } => "link: " + target,
                DirectoryInfo => "folder",
                _ => "file: " + File.ReadAllText(entry.FullName),
            });
        }
        return found;
    }

    public override void Dispose() => folder.Dispose();
}
