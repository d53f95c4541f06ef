using System;
using System.Globalization;
using System.IO;
using System.Runtime.InteropServices;
using Clone.Engine.Errors;
using Clone.Engine.Folders;

namespace Clone.Engine.State;

/// <summary>
/// The one folder with all state of the node, and the paths in it. Administrators alone (the owner, on Unix) may read
/// or write it.
/// </summary>
sealed class StateFolder
{
    const string HomeVariable = "CLONE_HOME";
    static readonly string[] Subfolders = ["index", "spool", "locks", "log", "runs", "secrets", "keys"];

    StateFolder(string path, FolderPlatform platform, bool isMade = true)
    {
        Path = path;
        Platform = platform;
        IsMade = isMade;
    }

    /// <summary>False for a folder that is only planned: nothing lies in it.</summary>
    public bool IsMade { get; }

    /// <summary>Full path, links resolved.</summary>
    public string Path { get; }

    /// <summary>Opens the folder.</summary>
    public FolderPlatform Platform { get; }

    /// <summary>Name of the file that says what node this is.</summary>
    public const string NodeFile = "node.json";

    /// <summary>Name of the file with the jobs.</summary>
    public const string JobsFile = "jobs.json";

    /// <summary>Name of the file with the settings.</summary>
    public const string SettingsFile = "settings.json";

    /// <summary>Name of the file that says which runs of the schedules were begun.</summary>
    public const string SchedulesFile = "schedules.json";

    /// <summary>The journal of runs.</summary>
    public string Journal => In("journal.db");

    /// <summary>The log's folder.</summary>
    public string Log => In("log");

    /// <summary>What was last seen of a destination and its source.</summary>
    public string Index(Guid destinationId) => In("index", Name(destinationId) + ".db");

    /// <summary>Removes an index that nobody uses any more.</summary>
    public void RemoveIndex(Guid destinationId)
    {
        foreach (var suffix in new[] { "", "-wal", "-shm" })
        {
            try
            {
                File.Delete(Index(destinationId) + suffix);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // It takes room and does no harm.
            }
        }
    }

    /// <summary>Where runs and previews put aside what waits.</summary>
    public string Spools => In("spool");

    /// <summary>What a run puts aside while it lasts.</summary>
    public string Spool(Guid runId) => In("spool", Name(runId) + ".db");

    /// <summary>What the runs that wait or are under way show of themselves.</summary>
    public string Runs => In("runs");

    /// <summary>The secrets, one file each.</summary>
    public string Secrets => In("secrets");

    /// <summary>The keys of the secrets, where the system keeps none.</summary>
    public string SecretKeys => In("keys");

    /// <summary>A lock file.</summary>
    public string Lock(string name) => In("locks", name + ".lock");

    /// <summary>Makes the folder if need be, checks that it is safe, and makes the folders in it.</summary>
    /// <exception cref="CloneException">CloneStateUnsafe, CloneStateUnavailable, ClonePathInvalid.</exception>
    public static StateFolder Open(NodeOptions options)
    {
        var (path, rights) = Locate(options);
        Guard(path, () =>
        {
            rights.Prepare(path);
            foreach (var name in Subfolders) rights.MakeFolder(FolderPaths.Join(path, name));
        });
        return new StateFolder(path, options.Platform);
    }

    /// <summary>The folder if it is there already; makes nothing.</summary>
    /// <exception cref="CloneException">CloneStateUnsafe, CloneStateUnavailable, ClonePathInvalid.</exception>
    public static StateFolder? Find(NodeOptions options)
    {
        var (path, rights) = Locate(options);
        if (!Directory.Exists(path)) return null;
        Guard(path, () => rights.Check(path));
        return new StateFolder(path, options.Platform);
    }

    /// <summary>The folder as <see cref="Open"/> would make it; makes nothing.</summary>
    /// <exception cref="CloneException">ClonePathInvalid.</exception>
    public static StateFolder Planned(NodeOptions options) => new(Locate(options).Path, options.Platform, isMade: false);

    static (string Path, StateRights Rights) Locate(NodeOptions options)
    {
        var path = FolderPaths.Canonical(options.Platform, options.Home ?? DefaultHome());
        return (path, StateRights.Of(options.Platform));
    }

    static void Guard(string path, Action work)
    {
        try
        {
            work();
        }
        catch (EntryException e)
        {
            throw new CloneException(ErrorId.CloneStateUnavailable, e, path, e.Code);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CloneException(ErrorId.CloneStateUnavailable, e, path, e.Message);
        }
    }

    static string DefaultHome()
    {
        var chosen = Environment.GetEnvironmentVariable(HomeVariable);
        if (!string.IsNullOrEmpty(chosen)) return chosen!;
        if (RuntimeInformation.IsOSPlatform(OSPlatform.Windows))
            return System.IO.Path.Combine(Special(Environment.SpecialFolder.CommonApplicationData), "Clone");
        if (UnixStateRights.UserId == 0) return "/var/lib/clone";
        return System.IO.Path.Combine(Special(Environment.SpecialFolder.LocalApplicationData), "clone");
    }

    static string Special(Environment.SpecialFolder folder)
    {
        var path = Environment.GetFolderPath(folder, Environment.SpecialFolderOption.DoNotVerify);
        return path.Length > 0 ? path : throw new CloneException(ErrorId.CloneStateUnavailable, folder, "not defined");
    }

    string In(string name) => FolderPaths.Join(Path, name);

    string In(string folder, string name) => FolderPaths.Join(In(folder), name);

    static string Name(Guid id) => id.ToString("D", CultureInfo.InvariantCulture);
}
