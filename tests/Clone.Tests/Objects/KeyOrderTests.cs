using System;
using System.Linq;
using System.Text;
using Clone.Engine.Objects;
using CsCheck;
using Xunit;

namespace Clone.Tests.Objects;

public sealed class KeyOrderTests
{
    static readonly string[] Pieces = ["a", "b", "/", "\u007f", "é", "日", "\ud7ff", "\ue000", "\uffff", "\U00010000", "\U0010FFFF"];

    [Fact]
    public void It_is_the_order_of_the_bytes_in_UTF8()
    {
        var keys = Gen.Int[0, Pieces.Length - 1].Select(i => Pieces[i]).Array[0, 6].Select(pieces => string.Concat(pieces));
        Gen.Select(keys, keys).Sample((one, other) =>
            Math.Sign(KeyOrder.Instance.Compare(one, other))
            == Math.Sign(Encoding.UTF8.GetBytes(one).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(other))));
    }

    [Theory]
    [InlineData(0, 5L << 20)]
    [InlineData(5L << 30, 5L << 20)]
    [InlineData(10_000L * (5 << 20), 5L << 20)]
    [InlineData(10_000L * (5 << 20) + 1, 6L << 20)]
    [InlineData(5L << 40, 525L << 20)]
    public void Parts_grow_with_the_object(long size, long part)
    {
        var traits = Clone.Adapters.S3.S3Traits.Of(new S3Place { Bucket = "b" });
        Assert.Equal(part, traits.PartSize(size, wished: 0));
        Assert.InRange((size + part - 1) / part, 0, traits.MostParts);
        Assert.Equal(64L << 20, traits.PartSize(1, wished: 64 << 20));
        Assert.Throws<ArgumentOutOfRangeException>(() => traits.PartSize(traits.LargestObject + 1, 0));
    }
}
