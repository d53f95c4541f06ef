using System;
using System.Collections.Generic;
using Clone.Engine.Entries;

namespace Clone.Engine.ObjectCopies;

/// <summary>
/// What this run has done in the folders of a copy. A folder is there as long as a key begins with it; only one that holds
/// nothing needs an object of its own. Safe for several threads.
/// </summary>
sealed class FolderLedger
{
    readonly object gate = new();
    readonly Dictionary<EntryPath, State> states = [];

    /// <summary>A folder was made, and nothing is in it yet.</summary>
    public void Make(EntryPath folder) => Change(folder, state => state | State.Made);

    /// <summary>Something was put into a folder: it and those above it are there by that.</summary>
    public void Fill(EntryPath folder)
    {
        lock (gate)
        {
            for (var here = folder; !here.IsRoot; here = here.Parent)
            {
                if (states.TryGetValue(here, out var state) && (state & State.Filled) != 0) return;
                states[here] = state | State.Filled;
            }
        }
    }

    /// <summary>Something was removed from a folder: perhaps it was the last, of it and of those above.</summary>
    public void Drain(EntryPath folder)
    {
        for (var here = folder; !here.IsRoot; here = here.Parent) Change(here, state => (state | State.Drained) & ~(State.Made | State.Filled));
    }

    /// <summary>A folder is gone, or has an object of its own now.</summary>
    public void Settle(EntryPath folder)
    {
        lock (gate) states.Remove(folder);
    }

    /// <summary>What was done in a folder.</summary>
    public State Of(EntryPath folder)
    {
        lock (gate) return states.TryGetValue(folder, out var state) ? state : State.None;
    }

    /// <summary>The folders that were made and in which nothing was put yet, those within others first.</summary>
    public List<EntryPath> Unfilled()
    {
        var found = new List<EntryPath>();
        lock (gate)
        {
            foreach (var pair in states)
                if ((pair.Value & State.Made) != 0 && (pair.Value & State.Filled) == 0) found.Add(pair.Key);
        }
        found.Sort((one, other) => other.Bytes.Length - one.Bytes.Length);
        return found;
    }

    void Change(EntryPath folder, Func<State, State> change)
    {
        lock (gate) states[folder] = change(states.TryGetValue(folder, out var state) ? state : State.None);
    }

    [Flags]
    public enum State
    {
        /// <summary>Nothing.</summary>
        None = 0,

        /// <summary>It was made.</summary>
        Made = 1,

        /// <summary>Something was put into it.</summary>
        Filled = 2,

        /// <summary>Something was removed from it.</summary>
        Drained = 4,
    }
}
