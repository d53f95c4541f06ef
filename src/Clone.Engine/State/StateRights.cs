using System.Runtime.InteropServices;
using Clone.Engine.Errors;
using Clone.Engine.Folders;
using Clone.Engine.Texts;

namespace Clone.Engine.State;

/// <summary>Who may read and write the state folder: makes it so, and refuses a folder where it is not so.</summary>
abstract class StateRights
{
    /// <summary>The rights of the platform.</summary>
    public static StateRights Of(FolderPlatform platform) =>
        RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? new WindowsStateRights() : new UnixStateRights(platform);

    /// <summary>Makes the folder, closed to others, if it is not there; else checks it and closes it to readers too.</summary>
    public abstract void Prepare(string path);

    /// <summary>Checks a folder that is there, and changes nothing.</summary>
    public abstract void Check(string path);

    /// <summary>Makes a folder in the state folder if it is not there.</summary>
    public abstract void MakeFolder(string path);

    /// <summary>The error that says what is wrong.</summary>
    protected static CloneException Unsafe(string path, string reason, params object?[] arguments) =>
        new(ErrorId.CloneStateUnsafe, path, Text.Format("Reason." + reason, arguments));
}
