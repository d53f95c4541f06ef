namespace Clone.Engine.Objects;

/// <summary>An upload in parts; with its key and id it can be continued by another process.</summary>
/// <param name="Key">The key of the object.</param>
/// <param name="Id">The service's or the store's name of the upload.</param>
/// <param name="Begun">When it was begun, UTC, in ticks of 100 ns since 0001-01-01; 0 where it is not known.</param>
public sealed record ObjectUpload(string Key, string Id, long Begun = 0);
