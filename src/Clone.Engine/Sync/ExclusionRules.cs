using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Runtime.InteropServices;
using Clone.Engine.Entries;
using Clone.Engine.Jobs;

namespace Clone.Engine.Sync;

/// <summary>Names the setting of a job that left an entry out, as the user would write it.</summary>
sealed class ExclusionRules(JobDefinition job)
{
    readonly Lazy<FilterSet?> names = new(() => JobFilters.NamesOf(job));

    /// <summary>The parameter and its value; null when no setting of the job is the reason.</summary>
    /// <param name="exclusion">Why the entry takes no part.</param>
    /// <param name="path">The entry.</param>
    /// <param name="facts">What was observed of it.</param>
    public string? For(Exclusion exclusion, EntryPath path, in EntryFacts facts) => exclusion switch
    {
        Exclusion.Filter => Pattern(path, facts.Kind == EntryKind.Folder),
        Exclusion.TooSmall => "-MinSize " + job.MinSize?.ToString(CultureInfo.InvariantCulture),
        Exclusion.TooLarge => "-MaxSize " + job.MaxSize?.ToString(CultureInfo.InvariantCulture),
        Exclusion.TooYoung => "-MinAge " + job.MinAge?.ToString("c", CultureInfo.InvariantCulture),
        Exclusion.TooOld => "-MaxAge " + job.MaxAge?.ToString("c", CultureInfo.InvariantCulture),
        Exclusion.Attribute => "-ExcludeAttribute " + string.Join(", ", Attributes(facts.Attributes)),
        Exclusion.SystemFile => "-SystemFiles " + SystemFileMode.Skip,
        _ => null,
    };

    string Pattern(EntryPath path, bool folder)
    {
        var rule = names.Value?.RuleFor(path.Parent, path.Name, folder);
        if (job.FilterRule.Count > 0) return "-FilterRule " + rule;
        return rule is null ? "-Include " + string.Join(", ", job.Include) : "-Exclude " + rule;
    }

    /// <summary>Those that the file has; all of the job's where its own are not known.</summary>
    IReadOnlyList<string> Attributes(uint attributes)
    {
        if (!RuntimeInformation.IsOSPlatform(OSPlatform.Windows)) return job.ExcludeAttribute;
        var own = job.ExcludeAttribute
            .Where(name => (FileAttributeNames.Parse([name], onThisWindows: true).Flags & attributes) != 0).ToArray();
        return own.Length > 0 ? own : job.ExcludeAttribute;
    }
}
