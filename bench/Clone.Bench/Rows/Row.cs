using System.Collections.Generic;
using Clone.Bench.Measuring;

namespace Clone.Bench.Rows;

/// <summary>One thing that is measured: Clone and its peers doing the same work.</summary>
abstract class Row
{
    /// <summary>Short name, for the command line.</summary>
    public abstract string Name { get; }

    /// <summary>What is measured, in a few words.</summary>
    public abstract string Title { get; }

    /// <summary>What exactly each side does.</summary>
    public abstract string About { get; }

    /// <summary>Makes the trees and says what the sides do; Clone comes first.</summary>
    public abstract IReadOnlyList<Side> Prepare(Workplace place);

    /// <summary>Holds the figures against what is asked for.</summary>
    public virtual IEnumerable<Verdict> Judge(RowResult result) => Verdict.OfTimes(result);

    /// <summary>Undoes what the folder's removal does not, such as mounts.</summary>
    public virtual void CleanUp()
    {
    }
}
