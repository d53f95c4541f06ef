using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Clone.Engine.Errors;
using Clone.Engine.Objects;
using Clone.Engine.Secrets;
using Clone.Engine.State;

namespace Clone.Engine.Settings;

/// <summary>The settings of the node. They are in force at once, for runs that wait too.</summary>
public sealed class SettingsStore
{
    readonly JsonFile<NodeSettings> file;
    readonly ISecretStore secrets;
    readonly string lockPath;

    internal SettingsStore(NodeOptions options, StateFolder folder, ISecretStore secrets)
    {
        this.secrets = secrets;
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
        if (!IsValid(settings.MaxConcurrentRuns)) throw file.Damaged(new FormatException("maxConcurrentRuns: " + settings.MaxConcurrentRuns));
        if (!IsValidRetention(settings.LogRetentionDays)) throw file.Damaged(new FormatException("logRetentionDays: " + settings.LogRetentionDays));
        try
        {
            ServiceAddress.Check(settings.Proxy);
        }
        catch (CloneException e)
        {
            throw file.Damaged(new FormatException("proxy: " + e.Message, e));
        }
        return WithoutNulls(settings);
    }

    /// <summary>The settings for a run, which those that cannot be read do not stop: then they are as they are at first.</summary>
    /// <param name="warnings">Those of the run; takes the reason once.</param>
    /// <param name="onUnreadable">Called with the path of the file when it is new.</param>
    internal NodeSettings ReadForRun(List<string> warnings, Action<string> onUnreadable)
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
                onUnreadable(file.FullName);
            }
            return new NodeSettings();
        }
    }

    /// <summary>The culture of the language that was chosen; null where that of the session holds, or the settings cannot be read.</summary>
    public CultureInfo? ReadCulture()
    {
        try
        {
            return Read().Language switch
            {
                NodeLanguage.English => CultureInfo.GetCultureInfo("en"),
                NodeLanguage.Japanese => CultureInfo.GetCultureInfo("ja"),
                _ => null,
            };
        }
        catch (CloneException)
        {
            // Whoever needs them is told of it.
            return null;
        }
    }

    /// <summary>The settings as <see cref="Change"/> would make them, but for a new credential; writes nothing.</summary>
    /// <exception cref="CloneException">As <see cref="Change"/>.</exception>
    public NodeSettings Check(SettingsChanges changes) => Changed(Read(), changes);

    /// <summary>Changes settings.</summary>
    /// <exception cref="CloneException">CloneSettingInvalid, CloneServiceAddressInvalid, CloneProxyNotSet, and those of <see cref="Read"/>.</exception>
    public NodeSettings Change(SettingsChanges changes)
    {
        using var taken = FileLock.Acquire(lockPath, FileLock.StoreWait);
        var before = Read();
        var changed = WithCredential(Changed(before, changes), changes);
        try
        {
            file.Write(changed);
        }
        catch (CloneException)
        {
            Forget(changed.ProxySecretId, before);
            throw;
        }
        Forget(before.ProxySecretId, changed);
        return changed;
    }

    /// <summary>Lists in JSON can hold null.</summary>
    static NodeSettings WithoutNulls(NodeSettings settings) =>
        settings.ProxyBypass.All(host => host is not null)
            ? settings
            : settings with { ProxyBypass = [.. settings.ProxyBypass.Where(host => host is not null)] };

    NodeSettings WithCredential(NodeSettings settings, SettingsChanges changes)
    {
        if (changes.ProxyCredential is null) return settings;
        using var packed = changes.ProxyCredential.Pack();
        return settings with { ProxySecretId = secrets.Put(ProxyRules.PlaceOf(settings.Proxy!), packed) };
    }

    void Forget(Guid? secret, NodeSettings stored)
    {
        if (secret is { } id && id != stored.ProxySecretId) secrets.Remove(id);
    }

    static NodeSettings Changed(NodeSettings settings, SettingsChanges changes)
    {
        var runs = changes.MaxConcurrentRuns ?? settings.MaxConcurrentRuns;
        if (!IsValid(runs))
            throw new CloneException(
                ErrorId.CloneSettingInvalid, nameof(changes.MaxConcurrentRuns), runs, NodeSettings.LeastRuns, NodeSettings.MostRuns);
        var days = changes.LogRetentionDays ?? settings.LogRetentionDays;
        if (!IsValidRetention(days))
            throw new CloneException(
                ErrorId.CloneSettingInvalid, nameof(changes.LogRetentionDays), days, NodeSettings.LeastRetentionDays, NodeSettings.MostRetentionDays);
        return WithProxy(settings, changes) with
        {
            LogSuccesses = changes.LogSuccesses ?? settings.LogSuccesses,
            LogRetentionDays = days,
            Language = changes.Language ?? settings.Language,
            MaxConcurrentRuns = runs,
            RunMissedSchedules = changes.RunMissedSchedules ?? settings.RunMissedSchedules,
            LogAllFailures = changes.LogAllFailures ?? settings.LogAllFailures,
            LowPriority = changes.LowPriority ?? settings.LowPriority,
        };
    }

    /// <summary>The credential of one proxy is not shown to another: it must be given again.</summary>
    static NodeSettings WithProxy(NodeSettings settings, SettingsChanges changes)
    {
        var proxy = changes.Proxy is not { } said ? settings.Proxy : said.Trim() is { Length: > 0 } text ? ServiceAddress.Read(text, "http") : null;
        ServiceAddress.Check(proxy);
        if (changes.ProxyCredential is not null && proxy is null) throw new CloneException(ErrorId.CloneProxyNotSet);
        return settings with
        {
            Proxy = proxy,
            ProxyBypass = changes.ProxyBypass ?? settings.ProxyBypass,
            ProxySecretId = proxy != settings.Proxy || changes.ForgetsProxyCredential ? null : settings.ProxySecretId,
        };
    }

    static bool IsValidRetention(int days) => days is >= NodeSettings.LeastRetentionDays and <= NodeSettings.MostRetentionDays;

    static bool IsValid(int runs) => runs is >= NodeSettings.LeastRuns and <= NodeSettings.MostRuns;
}
