namespace Clone.Engine.Objects;

/// <summary>A range of an object's bytes.</summary>
/// <param name="Offset">Where it begins.</param>
/// <param name="Length">Its length, at least 1.</param>
public readonly record struct ByteRange(long Offset, long Length)
{
    /// <summary>The last byte, as HTTP counts.</summary>
    public long Last => Offset + Length - 1;
}
