using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Clone.Engine.Errors;

namespace Clone.Engine.Objects;

/// <summary>
/// One bucket of an S3 service, or one container of a blob service. All members are safe to call from several threads at
/// once; the store limits by itself how many requests are under way, and tries again what a pause can help. The failure
/// of one object is an <see cref="EntryException"/>; what makes the whole place unusable is a
/// <see cref="CloneException"/> at once: wrong key, wrong clock, no such bucket, no permission, no answer.
/// </summary>
public interface IObjectStore : IAsyncDisposable
{
    /// <summary>What the service can hold and do.</summary>
    ObjectStoreTraits Traits { get; }

    /// <summary>What the store has asked for so far.</summary>
    RequestCounter Requests { get; }

    /// <summary>
    /// Asks for one key of the place, so that whatever makes it unusable shows before any work; gives the traits as far
    /// as they depend on the place (<see cref="ObjectStoreTraits.KeepsVersions"/>).
    /// </summary>
    Task CheckAsync(CancellationToken cancellation);

    /// <summary>The newest versions of the objects of a range, page by page, in the service's own order.</summary>
    IAsyncEnumerable<IReadOnlyList<ObjectInfo>> ListAsync(KeyRange range, CancellationToken cancellation);

    /// <summary>
    /// All versions and delete markers of the objects of a range, page by page; of one key the newest first. Where the
    /// service keeps no versions, the objects themselves.
    /// </summary>
    IAsyncEnumerable<IReadOnlyList<ObjectInfo>> ListVersionsAsync(KeyRange range, CancellationToken cancellation);

    /// <summary>Facts of one object, with its metadata (HEAD).</summary>
    /// <param name="key">The key.</param>
    /// <param name="versionId">The version; null for the newest.</param>
    /// <param name="cancellation">Stops.</param>
    Task<ObjectInfo> LookAsync(string key, string? versionId, CancellationToken cancellation);

    /// <summary>
    /// Opens an object for reading, in one request. A connection that breaks later is a failure of the stream's reads
    /// (<see cref="EntryException"/>); the caller opens the rest as a range, with the ETag as condition.
    /// </summary>
    Task<ObjectReading> OpenAsync(string key, ReadOptions options, CancellationToken cancellation);

    /// <summary>Puts an object in one request; it is there whole or not at all.</summary>
    Task<StoredObject> PutAsync(
        string key, ObjectBody body, ObjectProperties properties, PutCondition condition, CancellationToken cancellation);

    /// <summary>
    /// Copies an object inside the service in one request, up to <see cref="ObjectStoreTraits.LargestCopy"/>; onto its own
    /// key it gives the object other properties.
    /// </summary>
    /// <param name="source">What is copied; it must still be what its ETag says, if that is given.</param>
    /// <param name="key">The key of the copy.</param>
    /// <param name="properties">The properties of the copy; null for those of the source.</param>
    /// <param name="condition">What must hold at the copy's key.</param>
    /// <param name="cancellation">Stops; a copy that the service has begun may still come to be.</param>
    Task<StoredObject> CopyAsync(
        ObjectSource source, string key, ObjectProperties? properties, PutCondition condition, CancellationToken cancellation);

    /// <summary>
    /// Deletes objects, as many as are given; what is not there counts as deleted. Where versions are kept, a key without
    /// a version gets a delete marker.
    /// </summary>
    /// <returns>What became of each, in the order given.</returns>
    Task<IReadOnlyList<DeleteResult>> DeleteAsync(IReadOnlyList<ObjectVersion> objects, CancellationToken cancellation);

    /// <summary>Begins an upload in parts. The properties are given here and again at completion: services differ in when they take them.</summary>
    Task<ObjectUpload> BeginUploadAsync(string key, ObjectProperties properties, CancellationToken cancellation);

    /// <summary>Sends one part; a part of the same number replaces it. All parts but the last have at least <see cref="ObjectStoreTraits.LeastPart"/> bytes.</summary>
    /// <param name="upload">The upload.</param>
    /// <param name="number">Its place, from 1 to <see cref="ObjectStoreTraits.MostParts"/>; gaps are allowed.</param>
    /// <param name="body">The contents.</param>
    /// <param name="cancellation">Stops.</param>
    Task<UploadPart> PutPartAsync(ObjectUpload upload, int number, ObjectBody body, CancellationToken cancellation);

    /// <summary>Makes a part from a range of an object that the service has.</summary>
    Task<UploadPart> CopyPartAsync(ObjectUpload upload, int number, ObjectSource source, ByteRange range, CancellationToken cancellation);

    /// <summary>Makes the object from its parts, given in the order of their numbers; it is there whole or not at all.</summary>
    Task<StoredObject> CompleteUploadAsync(
        ObjectUpload upload, IReadOnlyList<UploadPart> parts, ObjectProperties properties, PutCondition condition,
        CancellationToken cancellation);

    /// <summary>Gives up an upload and its parts; one that is not there any more is no failure.</summary>
    Task AbortUploadAsync(ObjectUpload upload, CancellationToken cancellation);

    /// <summary>The uploads that were begun and neither completed nor given up, of keys that begin with a prefix.</summary>
    IAsyncEnumerable<ObjectUpload> ListUploadsAsync(string prefix, CancellationToken cancellation);

    /// <summary>The parts that an upload has, in the order of their numbers.</summary>
    IAsyncEnumerable<UploadPart> ListPartsAsync(ObjectUpload upload, CancellationToken cancellation);

    /// <summary>Asks the service to bring an archived object where it can be read; asking again is no failure.</summary>
    /// <param name="item">The object.</param>
    /// <param name="days">How long it shall stay there, as far as the service lets it be said.</param>
    /// <param name="cancellation">Stops.</param>
    Task RequestArchivedAsync(ObjectVersion item, int days, CancellationToken cancellation);
}
