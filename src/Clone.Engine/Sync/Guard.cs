using Clone.Engine.Errors;

namespace Clone.Engine.Sync;

/// <summary>
/// Looks at the removals and the replacements of a run as a whole, before the first one is made (requirement B14), and
/// says why they must not be made.
/// </summary>
static class Guard
{
    /// <summary>From this number of removals on the percentage counts: small folders change by large parts.</summary>
    public const int PercentCountsFrom = 100;

    /// <summary>From this number of replacements on their percentage counts.</summary>
    public const int ChangePercentCountsFrom = 1000;

    /// <summary>
    /// The reason to refuse the replacements, and with them the removals, or null. A source that an attacker has encrypted
    /// changes as a whole, and must not overwrite its copy.
    /// </summary>
    public static CloneException? JudgeReplacements(GuardQuestion question)
    {
        var most = question.Job.MaxChangePercent;
        return question.IsForced || question.Replacements < ChangePercentCountsFrom
            || question.Replacements * 100 <= question.KnownFiles * most
            ? null
            : new CloneException(ErrorId.CloneTooManyChanges, question.Replacements, question.KnownFiles, most + " %");
    }

    /// <summary>The reason to refuse the removals, or null.</summary>
    public static CloneException? JudgeRemovals(GuardQuestion question)
    {
        var job = question.Job;
        if (question.SourceIsGone && !(question.IsForced && question.BeganWithoutSource)) return new CloneException(ErrorId.CloneSourceMissing, job.Source);
        if (question.Removals == 0 || question.IsForced) return null;
        if (question.VolumeChanged) return new CloneException(ErrorId.CloneSourceVolumeChanged, job.Source);
        if (question.SourceEntries == 0) return new CloneException(ErrorId.CloneSourceEmpty, job.Source, question.Destination);
        if (job.MaxDeleteCount is { } most && question.Removals > most)
            return TooMany(question, most.ToString(System.Globalization.CultureInfo.CurrentCulture));
        if (question.Removals >= PercentCountsFrom
            && question.Removals * 100 > question.DestinationEntries * job.MaxDeletePercent)
            return TooMany(question, job.MaxDeletePercent + " %");
        return null;
    }

    static CloneException TooMany(GuardQuestion question, string limit) => new(
        ErrorId.CloneTooManyRemovals, question.Removals, question.DestinationEntries, limit);
}
