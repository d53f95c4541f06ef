using System;
using System.Threading;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Folders;

namespace Clone.Engine.Kept;

/// <summary>Removes what was kept for long enough.</summary>
/// <param name="now">The time of the run.</param>
/// <param name="days">For how many days the job keeps; 0 when it keeps nothing any more: then what is there stays for the days that were promised it.</param>
sealed class KeptExpiry(DateTimeOffset now, int days)
{
    /// <summary>Days for what has lost the head of its list.</summary>
    const int DaysWithoutList = 30;

    /// <summary>Removes what is over.</summary>
    /// <param name="root">The destination's root.</param>
    /// <param name="onFailure">Told of what cannot be removed, by its path below the store.</param>
    /// <param name="cancellation">Stops; what is left is removed another time.</param>
    /// <returns>The number of files and links that were removed.</returns>
    /// <exception cref="EntryException">The store cannot be opened.</exception>
    public long Run(FolderHandle root, Action<EntryPath, EntryException> onFailure, CancellationToken cancellation)
    {
        using var store = KeptStore.Find(root);
        if (store is null) return 0;
        var removed = 0L;
        foreach (var moment in store.Moments())
            if (moment.AddDays(DaysOf(store, moment)) <= now) removed += store.Remove(moment, onFailure, cancellation);
        return removed;
    }

    int DaysOf(KeptStore store, DateTimeOffset moment) =>
        days > 0 ? days : CreatedList.DaysOf(store.Folder, moment) ?? DaysWithoutList;
}
