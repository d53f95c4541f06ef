using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace Clone.Engine.Objects;

/// <summary>A store that can make an object of parts of the one that it replaces, without copying them: they are only named anew.</summary>
public interface IPartReuser
{
    /// <summary>The parts that an object consists of and that another upload of its key may be completed with, by their ranges, each with its MD5.</summary>
    /// <param name="source">The object, with the ETag that it must still have.</param>
    /// <param name="cancellation">Stops.</param>
    /// <exception cref="Errors.EntryException">ChangedMeanwhile: it is another one; NotFound.</exception>
    Task<IReadOnlyDictionary<ByteRange, UploadPart>> PartsOfAsync(ObjectSource source, CancellationToken cancellation);
}
