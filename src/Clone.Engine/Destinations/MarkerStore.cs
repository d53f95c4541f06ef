using System;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Folders;
using Clone.Engine.State;

namespace Clone.Engine.Destinations;

/// <summary>
/// Reads and writes the marker of a destination. What lies there is untrusted: no link is followed, sizes are bounded,
/// and whatever is not a marker of a version that we know cannot be read.
/// </summary>
sealed class MarkerStore(IJsonFormat json)
{
    /// <summary>A marker is far smaller; whatever is larger is none.</summary>
    public const int MaxBytes = 64 * 1024;

    /// <summary>Longest path in a marker in characters: what Windows allows at most.</summary>
    const int MaxPath = 32767;

    static byte[] FolderName => Wtf8.Encode(DestinationMarker.FolderName);

    static byte[] FileName => Wtf8.Encode(DestinationMarker.FileName);

    /// <summary>Looks for the marker.</summary>
    /// <param name="root">The root of the destination.</param>
    /// <exception cref="EntryException">The disk or the share is gone or fails, or the system is out of resources.</exception>
    public MarkerReading Read(FolderHandle root)
    {
        try
        {
            if (root.Look(FolderName) is not { } facts) return MarkerReading.None;
            if (facts.Kind != EntryKind.Folder) return Unreadable(DestinationMarker.FolderName + ": " + facts.Kind);
            using var folder = root.OpenFolder(FolderName);
            var bytes = WholeFile.Read(folder, FileName, MaxBytes);
            return bytes is null ? MarkerReading.None : Understand(bytes);
        }
        catch (EntryException e) when (e.Problem is not (IoProblem.DeviceGone or IoProblem.DeviceError or IoProblem.OutOfResources))
        {
            return Unreadable(e.Code);
        }
        catch (FormatException e)
        {
            return Unreadable(e.Message);
        }
    }

    /// <summary>
    /// Writes the marker and brings it to the disk. Something else that stands in its place, such as a link, is set
    /// aside under a name of its own, never followed.
    /// </summary>
    /// <exception cref="EntryException">It cannot be written.</exception>
    public void Write(FolderHandle root, DestinationMarker marker)
    {
        SetAside(root, FolderName, EntryKind.Folder);
        if (root.Look(FolderName) is null) root.CreateFolder(FolderName);
        using var folder = root.OpenFolder(FolderName);
        SetAside(folder, FileName, EntryKind.File);
        WholeFile.Replace(folder, FileName, json.Write(marker, indented: true));
        folder.FlushVolume();
    }

    static void SetAside(FolderHandle folder, byte[] name, EntryKind expected)
    {
        if (folder.Look(name) is not { } facts || facts.Kind == expected) return;
        var other = Wtf8.Encode("." + Guid.NewGuid().ToString("N"));
        folder.Rename(name, folder, [.. name, .. other], replace: false);
    }

    /// <summary>Understands what stands in a marker's place.</summary>
    /// <exception cref="FormatException">It is no JSON of that shape.</exception>
    public MarkerReading Understand(byte[] bytes)
    {
        var version = json.Read<FormatVersion>(bytes).Version;
        if (version is null or < 1) return Unreadable("version " + version);
        if (version > DestinationMarker.CurrentVersion) return Unreadable("version " + version) with { NewerVersion = version };
        var marker = json.Read<DestinationMarker>(bytes);
        var source = marker.Source;
        var complete = source is not null && source.NodeId != Guid.Empty && source.VolumeId is not null
            && source.Path is { Length: > 0 and <= MaxPath }
            && marker.JobId != Guid.Empty && marker.DestinationId != Guid.Empty;
        return complete ? new MarkerReading(marker, null) : Unreadable("incomplete");
    }

    static MarkerReading Unreadable(string problem) => new(null, problem);
}
