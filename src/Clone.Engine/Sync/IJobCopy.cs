using System;
using System.Threading;
using System.Threading.Tasks;
using Clone.Engine.Checks;
using Clone.Engine.Destinations;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Folders;

namespace Clone.Engine.Sync;

/// <summary>
/// The copy that a job fills, wherever it lies: first it is asked whose it is, then it is opened to be written to by a run, or
/// to be read by a preview. Nothing is written before <see cref="WriteMarkerAsync"/>.
/// </summary>
interface IJobCopy : IDisposable
{
    /// <summary>How people know the place.</summary>
    string Label { get; }

    /// <summary>Identity of what holds the copy, such as a volume; another one may hold another state.</summary>
    string HolderId { get; }

    /// <summary>What sort of file system or service holds it.</summary>
    string FileSystem { get; }

    /// <summary>Whether it is the root of a volume, where the system keeps folders of its own.</summary>
    bool IsVolumeRoot { get; }

    /// <summary>Whether it is still there.</summary>
    /// <exception cref="CloneException">The place cannot be used.</exception>
    /// <exception cref="EntryException">It cannot be looked at.</exception>
    bool IsThere();

    /// <summary>Refuses a source that lies in the copy, or in which the copy lies.</summary>
    /// <exception cref="CloneException">CloneFoldersOverlap.</exception>
    void CheckApart(string source);

    /// <summary>How much goes best at once there.</summary>
    WorkLimits Suit(WorkLimits work);

    /// <summary>Reads the marker, and where there is none whether anything but Clone's own lies there.</summary>
    /// <exception cref="CloneException">The place cannot be used.</exception>
    Task<(MarkerReading Reading, bool IsEmpty)> LookAsync(CancellationToken cancellation);

    /// <summary>Makes sure that a place without a marker is the one that the user meant.</summary>
    /// <exception cref="CloneException">CloneDestinationVolumeChanged, CloneDiskNotEmpty, CloneDestinationUnavailable.</exception>
    void CheckUnmarked(CancellationToken cancellation);

    /// <summary>Marks the copy as the job's own, and makes it when it is not there.</summary>
    /// <exception cref="CloneException">The place cannot be used, or somebody else has marked it meanwhile.</exception>
    /// <exception cref="EntryException">The marker cannot be written.</exception>
    Task WriteMarkerAsync(DestinationMarker marker, CancellationToken cancellation);

    /// <summary>Makes sure that the marker lasts that an earlier run may not have brought to the disk.</summary>
    void Flush();

    /// <summary>What it can probably hold; nothing is written.</summary>
    DestinationCapabilities Guess();

    /// <summary>What it can hold, tried out in Clone's own folder where that is not known.</summary>
    DestinationCapabilities Probe(TemporaryNames names);

    /// <summary>Writes a trial in Clone's own folder there and takes it away again.</summary>
    /// <exception cref="CloneException">The place cannot be used.</exception>
    /// <exception cref="EntryException">Something of it cannot be done.</exception>
    CopyTrial Try();

    /// <summary>Room in bytes; null when it is unlimited or not known.</summary>
    long? FreeBytes();

    /// <summary>Opens it for a run, which closes what it is given before this; what a run that was cut off left half done is put back.</summary>
    Task<IDestination> OpenAsync(CopyUse use, CancellationToken cancellation);

    /// <summary>
    /// After a run: keeps what the next one needs, and clears what was kept for long enough. That something stays is no
    /// failure of the run.
    /// </summary>
    Task TidyAsync(CopyUse use, CancellationToken cancellation);

    /// <summary>What lies there, to be read alone; null when it does not exist yet. The reader closes it before this.</summary>
    IReadableTree? OpenTree();
}
