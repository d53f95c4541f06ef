using Clone.Engine.Objects;

namespace Clone.Engine.ObjectCopies;

/// <summary>A part of an object that is to replace an older one.</summary>
/// <param name="Range">Its place in the file.</param>
/// <param name="Md5">MD5 of the range in the file, when the older object should have it and it is copied; null when it is sent.</param>
readonly record struct PlannedPart(ByteRange Range, byte[]? Md5);
