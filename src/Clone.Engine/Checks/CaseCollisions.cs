using System.Collections.Generic;
using System.Threading.Tasks;
using Clone.Engine.Entries;
using Clone.Engine.Folders;

namespace Clone.Engine.Checks;

/// <summary>
/// Finds names that differ from another in the same folder only in a way that the destination does not see. Keeps eight
/// bytes for each entry of the folders that lead to the one at hand.
/// </summary>
sealed class CaseCollisions(NameRules rules)
{
    readonly Stack<(EntryPath Folder, HashSet<ulong> Names)> way = new();

    /// <summary>What was found.</summary>
    public Findings Found { get; } = new();

    /// <summary>Goes through a side in canonical order.</summary>
    public async Task ReadAsync(IAsyncEnumerable<EntryBatch> entries)
    {
        await foreach (var batch in entries.ConfigureAwait(false))
        {
            var names = NamesOf(batch.Parent);
            for (var i = 0; i < batch.Count; i++)
            {
                if (batch.ExclusionAt(i) is not (Exclusion.None or Exclusion.PassedThrough)) continue;
                if (!names.Add(Hash(rules.Fold(Wtf8.Decode(batch.NameAt(i)))))) Found.Add(batch.PathAt(i).ToString());
            }
        }
    }

    HashSet<ulong> NamesOf(EntryPath folder)
    {
        while (way.Count > 0 && !folder.IsWithin(way.Peek().Folder)) way.Pop();
        if (way.Count == 0 || way.Peek().Folder != folder) way.Push((folder, []));
        return way.Peek().Names;
    }

    /// <summary>FNV-1a over the UTF-16 units: among a million names two are taken for one once in 40 million folders.</summary>
    static ulong Hash(string name)
    {
        var hash = 14695981039346656037ul;
        foreach (var c in name) hash = (hash ^ c) * 1099511628211ul;
        return hash;
    }
}
