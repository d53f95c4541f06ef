using System;
using System.Collections.Generic;
using Clone.Engine.Errors;
using Clone.Engine.State;

namespace Clone.Engine.Settings;

/// <summary>The settings of the node. They are in force at once, for runs that wait too.</summary>
public sealed class SettingsStore
{
    readonly JsonFile<NodeSettings> file;
    readonly string lockPath;

    internal SettingsStore(NodeOptions options, StateFolder folder)
    {
        file = new(folder.Path, StateFolder.SettingsFile, NodeSettings.CurrentVersion, options.Platform, options.Adapters.Json);
        lockPath = folder.Lock("settings");
        IsMade = folder.IsMade;
    }

    bool IsMade { get; }

    /// <summary>The settings; those that nobody changed are as they are at first.</summary>
    /// <exception cref="CloneException">CloneStateTooNew, CloneStateDamaged, CloneStateUnavailable.</exception>
    public NodeSettings Read()
    {
        var settings = (IsMade ? file.Read() : null) ?? new NodeSettings();
        return IsValid(settings.MaxConcurrentRuns)
            ? settings
            : throw file.Damaged(new FormatException("maxConcurrentRuns: " + settings.MaxConcurrentRuns));
    }

    /// <summary>The settings for a run, which those that cannot be read do not stop: then they are as they are at first.</summary>
    /// <param name="warnings">Those of the run; takes the reason once.</param>
    /// <param name="onUnreadable">Called when it is new.</param>
    internal NodeSettings ReadForRun(List<string> warnings, Action onUnreadable)
    {
        try
        {
            return Read();
        }
        catch (CloneException e)
        {
            if (!warnings.Contains(e.Message))
            {
                warnings.Add(e.Message);
                onUnreadable();
            }
            return new NodeSettings();
        }
    }

    /// <summary>The settings as <see cref="Change"/> would make them; writes nothing.</summary>
    /// <exception cref="CloneException">As <see cref="Change"/>.</exception>
    public NodeSettings Check(SettingsChanges changes) => Changed(Read(), changes);

    /// <summary>Changes settings.</summary>
    /// <exception cref="CloneException">CloneSettingInvalid, and those of <see cref="Read"/>.</exception>
    public NodeSettings Change(SettingsChanges changes)
    {
        using var taken = FileLock.Acquire(lockPath, FileLock.StoreWait);
        var changed = Check(changes);
        file.Write(changed);
        return changed;
    }

    static NodeSettings Changed(NodeSettings settings, SettingsChanges changes)
    {
        var runs = changes.MaxConcurrentRuns ?? settings.MaxConcurrentRuns;
        if (!IsValid(runs))
            throw new CloneException(
                ErrorId.CloneSettingInvalid, nameof(changes.MaxConcurrentRuns), runs, NodeSettings.LeastRuns, NodeSettings.MostRuns);
        return settings with
        {
            MaxConcurrentRuns = runs,
            LogAllFailures = changes.LogAllFailures ?? settings.LogAllFailures,
            LowPriority = changes.LowPriority ?? settings.LowPriority,
        };
    }

    static bool IsValid(int runs) => runs is >= NodeSettings.LeastRuns and <= NodeSettings.MostRuns;
}
