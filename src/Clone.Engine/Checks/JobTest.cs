using System;
using System.Collections.Generic;
using System.IO;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using Clone.Engine.Destinations;
using Clone.Engine.Errors;
using Clone.Engine.Folders;
using Clone.Engine.Jobs;
using Clone.Engine.Sync;
using Clone.Engine.Texts;

namespace Clone.Engine.Checks;

/// <summary>
/// Looks at everything that a run needs, check by check, always the same ones in the same order. What cannot be looked
/// at, since a check before it failed, is Skipped.
/// </summary>
sealed class JobTest(CloneNode node, JobDefinition stored)
{
    /// <summary>A larger difference of clocks is a warning.</summary>
    static readonly TimeSpan mostClockDifference = TimeSpan.FromMinutes(1);

    JobDefinition job = stored;
    readonly FolderPlatform platform = node.Options.Platform;
    readonly HashSet<CheckName> failed = [];
    readonly Findings unreadable = new();
    string fileSystem = "";
    DestinationCapabilities guessed = new();
    DestinationCapabilities? found;
    NameRules rules = new();
    TimeSpan? clockDifference;
    PlanSurvey? plan;

    DestinationCapabilities Capabilities => found ?? guessed;

    /// <summary>The checks, each as soon as it is done.</summary>
    public async IAsyncEnumerable<JobCheck> ReadAsync([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        yield return Look(CheckName.Settings, Settings);
        yield return Look(CheckName.SourcePath, SourcePath, CheckName.Settings);
        yield return Look(CheckName.SourceRights, () => SourceRights(cancellation), CheckName.SourcePath);
        yield return Look(CheckName.DestinationPath, DestinationPath, CheckName.Settings);
        yield return await LookAsync(CheckName.Marker, () => MarkerAsync(cancellation), CheckName.SourcePath, CheckName.DestinationPath);
        yield return await LookAsync(CheckName.Version, () => VersionAsync(cancellation), CheckName.DestinationPath);
        yield return Look(CheckName.DestinationRights, DestinationRights, CheckName.Marker);
        yield return Look(CheckName.Clock, Clock, CheckName.DestinationRights);
        yield return await PlanAsync(cancellation).ConfigureAwait(false);
        yield return Look(CheckName.FreeSpace, FreeSpace, CheckName.Plan);
        yield return await NamesAsync(cancellation).ConfigureAwait(false);
        yield return Look(CheckName.FileSizes, FileSizes, CheckName.Plan);
        yield return Look(CheckName.Links, Links, CheckName.Plan);
    }

    JobCheck Settings()
    {
        JobValidation.CheckStored(job);
        if (job.Enabled) return Passed(CheckName.Settings, Text.Get("Check.Settings"));
        var disabled = new CloneException(ErrorId.CloneJobDisabled, job.Name);
        return new JobCheck(CheckName.Settings, CheckResult.Warning, disabled.Message, disabled.Advice);
    }

    JobCheck SourcePath()
    {
        FolderDoor.OpenSource(platform, job.Source).Dispose();
        return Passed(CheckName.SourcePath, Text.Format("Check.Found", job.Source));
    }

    JobCheck SourceRights(CancellationToken cancellation)
    {
        using var source = FolderDoor.OpenSource(platform, job.Source);
        var listing = new FolderListing();
        source.List(listing, cancellation);
        return Passed(CheckName.SourceRights, Text.Format("Check.SourceRights", listing.Count));
    }

    JobCheck DestinationPath()
    {
        job = node.Disks.Locate(job);
        using var copy = node.OpenCopy(job);
        var isThere = copy.IsThere();
        // That they do not overlap can be seen only where there is a source.
        if (Reason([CheckName.SourcePath]) is null) RunSides.Open(node, job, node.Options.Work).Dispose();
        fileSystem = copy.FileSystem;
        guessed = copy.Guess();
        rules = fileSystem is "vfat" or "msdos" or "exfat"
            ? NameRules.Windows
            : new NameRules { CountsUnits = Path.DirectorySeparatorChar == '\\' };
        return Passed(CheckName.DestinationPath, Text.Format(isThere ? "Check.Found" : "Check.DestinationNew", copy.Label));
    }

    async Task<JobCheck> MarkerAsync(CancellationToken cancellation)
    {
        using var sides = RunSides.Open(node, job, node.Options.Work);
        var (marker, _) = await new RunClaim(node).CheckAsync(job, sides, cancellation).ConfigureAwait(false);
        if (job.PendingTakeOver is { } mode)
        {
            return new JobCheck(
                CheckName.Marker, CheckResult.Warning, Text.Format("Check.MarkerTakeOver", mode), Text.Get("Check.AdviceTakeOver"));
        }
        return Passed(CheckName.Marker, marker is null
            ? Text.Get("Check.MarkerNew")
            : Text.Format("Check.MarkerOwn", marker.Time.ToLocalTime()));
    }

    async Task<JobCheck> VersionAsync(CancellationToken cancellation)
    {
        using var copy = node.OpenCopy(job);
        var (reading, _) = await copy.LookAsync(cancellation).ConfigureAwait(false);
        if (reading.NewerVersion is { } newer)
        {
            return new JobCheck(
                CheckName.Version, CheckResult.Failed,
                Text.Format("Check.VersionNewer", newer, DestinationMarker.CurrentVersion), Text.Get("Check.AdviceVersion"));
        }
        RunIndex.Find(node, job.DestinationId)?.Dispose();
        if (File.Exists(node.Folder.Journal)) node.Journal.History(job.Id, 1);
        return Passed(CheckName.Version, Text.Format("Check.Version", DestinationMarker.CurrentVersion, RunIndex.CurrentVersion));
    }

    JobCheck DestinationRights()
    {
        // The trial of a run lies in the same folder.
        if (node.Live.Find(job.Id) is not null) return Skipped(CheckName.DestinationRights, Text.Get("Check.RunUnderWay"));
        using var copy = node.OpenCopy(job);
        var trial = copy.Try();
        if (trial.FileTime is { } time) clockDifference = TimeSpan.FromTicks(Math.Abs(node.Options.Time.GetUtcNow().UtcTicks - time));
        found = trial.Capabilities;
        rules = trial.Names;
        return Passed(CheckName.DestinationRights, Text.Format("Check.DestinationRights", fileSystem));
    }

    JobCheck Clock()
    {
        // A service refuses requests of a wrong clock; it has taken some.
        if (clockDifference is not { } difference) return Passed(CheckName.Clock, Text.Get("Check.ClockAccepted"));
        var detail = Text.Format("Check.ClockAgrees", difference.TotalSeconds);
        return difference <= mostClockDifference
            ? Passed(CheckName.Clock, detail)
            : new JobCheck(CheckName.Clock, CheckResult.Warning, detail, Text.Get("Check.AdviceClock"));
    }

    async Task<JobCheck> PlanAsync(CancellationToken cancellation)
    {
        if (Reason([CheckName.SourceRights, CheckName.Marker, CheckName.Version]) is { } reason) return Skip(CheckName.Plan, reason);
        var survey = new PlanSurvey(job, Capabilities, rules);
        var preview = new PreviewOptions { ShowsExcluded = true, Capabilities = found };
        try
        {
            var changes = node.CompareAsync(job, preview, failure => unreadable.Add(failure.Path), cancellation);
            await foreach (var change in changes.ConfigureAwait(false)) survey.Add(change);
        }
        catch (CloneException e)
        {
            // The guard speaks last, when all is known.
            if (e.Kind == ErrorKind.PermissionDenied) plan = survey;
            else failed.Add(CheckName.Plan);
            return new JobCheck(CheckName.Plan, CheckResult.Failed, e.Message, e.Advice);
        }
        plan = survey;
        if (unreadable.Count == 0)
            return Passed(CheckName.Plan, Text.Format("Check.Plan", survey.Creates, survey.Replaces, survey.Removes));
        return new JobCheck(
            CheckName.Plan, CheckResult.Warning,
            Text.Format("Check.PlanUnreadable", survey.Creates, survey.Replaces, survey.Removes, unreadable.Count, unreadable.Names),
            Text.Get("Check.AdviceUnreadable"));
    }

    JobCheck FreeSpace()
    {
        using var copy = node.OpenCopy(job);
        if (copy.FreeBytes() is not { } room) return Passed(CheckName.FreeSpace, Text.Format("Check.RoomUnlimited", plan!.Bytes));
        var free = Math.Max(0, room - SyncPass.ReserveBytes);
        var (bytes, frees) = (plan!.Bytes, plan.Frees);
        if (bytes <= free) return Passed(CheckName.FreeSpace, Text.Format("Check.Room", bytes, free));
        return bytes - frees <= free
            ? new JobCheck(CheckName.FreeSpace, CheckResult.Warning, Text.Format("Check.RoomTight", bytes, free, frees), Text.Get("Check.AdviceRoomTight"))
            : new JobCheck(CheckName.FreeSpace, CheckResult.Failed, Text.Format("Check.RoomLacks", bytes, free, frees), Text.Get("Check.AdviceRoom"));
    }

    async Task<JobCheck> NamesAsync(CancellationToken cancellation)
    {
        if (Reason([CheckName.Plan]) is { } reason) return Skip(CheckName.Names, reason);
        if (plan!.Names.Count > 0) return NotHeld(CheckName.Names, "Check.NamesNotHeld", plan.Names, "Check.AdviceNames");
        if (!Capabilities.FoldsCase) return Passed(CheckName.Names, Text.Get("Check.Names"));
        var collisions = new CaseCollisions(rules);
        try
        {
            using var source = new SourceFolder(job.Source, FolderDoor.OpenSource(platform, job.Source));
            var scope = Plans.ScopesOf(job, node.Folder, node.Options.Time.GetUtcNow()).Source;
            await collisions.ReadAsync(source.ListAsync(scope, (_, _) => { }, cancellation)).ConfigureAwait(false);
        }
        catch (Exception e) when (e is EntryException or CloneException)
        {
            return Failed(CheckName.Names, e);
        }
        return collisions.Found.Count > 0
            ? NotHeld(CheckName.Names, "Check.NamesCollide", collisions.Found, "Check.AdviceNames")
            : Passed(CheckName.Names, Text.Get("Check.Names"));
    }

    JobCheck FileSizes() => plan!.Sizes.Count == 0
        ? Passed(CheckName.FileSizes, Text.Get("Check.FileSizes"))
        : NotHeld(CheckName.FileSizes, "Check.FileSizesNotHeld", plan.Sizes, "Check.AdviceFileSizes");

    JobCheck Links() => plan!.Links.Count == 0
        ? Passed(CheckName.Links, Text.Get("Check.Links"))
        : NotHeld(CheckName.Links, "Check.LinksNotHeld", plan.Links, "Check.AdviceLinks") with { Result = CheckResult.Warning };

    /// <summary>Makes a check unless one of those that it needs did not pass.</summary>
    JobCheck Look(CheckName name, Func<JobCheck> look, params CheckName[] needed)
    {
        if (Reason(needed) is { } reason) return Skip(name, reason);
        try
        {
            var check = look();
            if (check.Result is CheckResult.Failed or CheckResult.Skipped) failed.Add(name);
            return check;
        }
        catch (Exception e) when (e is EntryException or CloneException)
        {
            return Failed(name, e);
        }
    }

    async Task<JobCheck> LookAsync(CheckName name, Func<Task<JobCheck>> look, params CheckName[] needed)
    {
        if (Reason(needed) is { } reason) return Skip(name, reason);
        try
        {
            var check = await look().ConfigureAwait(false);
            if (check.Result is CheckResult.Failed or CheckResult.Skipped) failed.Add(name);
            return check;
        }
        catch (Exception e) when (e is EntryException or CloneException)
        {
            return Failed(name, e);
        }
    }

    JobCheck Failed(CheckName name, Exception failure)
    {
        failed.Add(name);
        return failure switch
        {
            CloneException e => new JobCheck(name, CheckResult.Failed, e.Message, e.Advice),
            EntryException e => new JobCheck(name, CheckResult.Failed, Text.Format("Reason." + e.Problem, e.Code), AdviceFor(name)),
            _ => throw failure,
        };
    }

    string AdviceFor(CheckName name) => name is CheckName.SourcePath or CheckName.SourceRights or CheckName.Names
        ? Text.Format("Check.AdviceSource", job.Source)
        : Text.Format("Check.AdviceDestination", job.PlaceForPeople());

    CheckName? Reason(CheckName[] needed)
    {
        foreach (var name in needed)
            if (failed.Contains(name)) return name;
        return null;
    }

    JobCheck Skip(CheckName name, CheckName reason)
    {
        failed.Add(name);
        return Skipped(name, Text.Format("Check.Skipped", reason));
    }

    JobCheck NotHeld(CheckName name, string text, Findings found, string advice) => new(
        name, CheckResult.Failed, Text.Format(text, found.Count, found.Names, Capabilities.MaxFileSize), Text.Get(advice));

    static JobCheck Passed(CheckName name, string detail) => new(name, CheckResult.Passed, detail, "");

    static JobCheck Skipped(CheckName name, string detail) => new(name, CheckResult.Skipped, detail, "");
}
