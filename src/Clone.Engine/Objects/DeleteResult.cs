using Clone.Engine.Errors;

namespace Clone.Engine.Objects;

/// <summary>What became of an object that was to be deleted.</summary>
/// <param name="Item">The object.</param>
/// <param name="Failure">Why it is still there; null when it is gone.</param>
public sealed record DeleteResult(ObjectVersion Item, EntryException? Failure);
