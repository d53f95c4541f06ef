using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Clone.Engine.Entries;
using Clone.Engine.Folders;

namespace Clone.Engine.Sync;

/// <summary>
/// One side of the march: gives its entries one by one and checks that each follows the one before it in canonical
/// order, since an order taken for granted would end in wrong removals.
/// </summary>
sealed class MarchSide(IAsyncEnumerator<EntryBatch> batches, bool isSource)
{
    EntryBatch? batch;
    int index;
    EntryPath lastParent;
    byte[] lastName = [];
    bool lastFolder;

    /// <summary>No more entries.</summary>
    public bool Ended { get; private set; }

    /// <summary>The batch is used up; <see cref="ReadBatchAsync"/> must be called.</summary>
    public bool NeedsBatch => !Ended && batch is null;

    public EntryPath Parent => batch!.Parent;

    public ReadOnlySpan<byte> Name => batch!.NameAt(index);

    public ref readonly EntryFacts Facts => ref batch!.FactsAt(index);

    public Exclusion Exclusion => batch!.ExclusionAt(index);

    public bool IsFolder => Facts.Kind == EntryKind.Folder;

    public async ValueTask ReadBatchAsync()
    {
        do
        {
            if (!await batches.MoveNextAsync().ConfigureAwait(false))
            {
                Ended = true;
                return;
            }
        }
        while (batches.Current.Count == 0);
        batch = batches.Current;
        index = 0;
        if (lastName.Length > 0
            && EntryOrder.Compare(lastParent, lastName, lastFolder, Parent, Name, IsFolder) >= 0) throw Violation();
    }

    /// <summary>Goes to the next entry.</summary>
    public void MoveNext()
    {
        if (index + 1 == batch!.Count)
        {
            lastParent = Parent;
            lastName = Name.ToArray();
            lastFolder = IsFolder;
            batch = null;
            return;
        }
        var before = Name;
        var folder = IsFolder;
        index++;
        if (EntryOrder.CompareNames(before, folder, Name, IsFolder) >= 0) throw Violation();
    }

    OrderViolationException Violation() => new(isSource, batch!.PathAt(index).ToString());
}
