using Clone.Engine.Errors;

namespace Clone.Engine.Sync;

/// <summary>
/// Looks at the removals of a run as a whole, before the first one is made (requirement B14), and says why they must
/// not be made.
/// </summary>
static class Guard
{
    /// <summary>From this number of removals on the percentage counts: small folders change by large parts.</summary>
    public const int PercentCountsFrom = 100;

    /// <summary>The reason to refuse the removals, or null.</summary>
    public static CloneException? Judge(GuardQuestion question)
    {
        var job = question.Job;
        if (question.SourceIsGone) return new CloneException(ErrorId.CloneSourceMissing, job.Source);
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
