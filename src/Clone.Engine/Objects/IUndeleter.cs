using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace Clone.Engine.Objects;

/// <summary>A store that can bring deleted objects back. All members are safe to call from several threads at once.</summary>
public interface IUndeleter
{
    /// <summary>Whether the place keeps what is deleted; null where nobody may know. To be asked after <see cref="IObjectStore.CheckAsync"/>.</summary>
    /// <param name="cancellation">Stops.</param>
    /// <exception cref="Errors.CloneException">What makes the place unusable.</exception>
    Task<bool?> KeepsDeletedAsync(CancellationToken cancellation);

    /// <summary>The deleted objects of a range in whose place there is nothing now, page by page, each as it was last.</summary>
    /// <param name="range">The range.</param>
    /// <param name="cancellation">Stops.</param>
    IAsyncEnumerable<IReadOnlyList<DeletedObject>> ListDeletedAsync(KeyRange range, CancellationToken cancellation);

    /// <summary>Brings an object back where it lay.</summary>
    /// <param name="found">The object.</param>
    /// <param name="cancellation">Stops.</param>
    /// <exception cref="Errors.EntryException">It cannot be brought back; NotFound: the service does not keep it any more.</exception>
    Task UndeleteAsync(DeletedObject found, CancellationToken cancellation);
}
