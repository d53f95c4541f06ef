using System.Collections.Generic;
using Clone.Engine.Windows;
using Xunit;

namespace Clone.Tests.Windows;

/// <summary>The ranges in which a file is cloned: https://learn.microsoft.com/windows/win32/fileio/block-cloning</summary>
public sealed class BlockCloneTests
{
    const long Gibibyte = 1L << 30;

    [Theory]
    [InlineData(1, 4096, new[] { 4096L })]
    [InlineData(8192, 4096, new[] { 8192L })]
    [InlineData(8193, 65536, new[] { 65536L })]
    [InlineData(4 * Gibibyte - 4096, 4096, new[] { 4 * Gibibyte - 4096 })]
    [InlineData(4 * Gibibyte, 4096, new[] { 4 * Gibibyte - 4096, 4096L })]
    [InlineData(9 * Gibibyte + 1, 65536, new[] { 4 * Gibibyte - 65536, 4 * Gibibyte - 65536, Gibibyte + 3 * 65536 })]
    public void Ranges_are_whole_clusters_of_less_than_4_gibibytes(long length, long cluster, long[] expected)
    {
        var ranges = new List<long>();
        for (var offset = 0L; offset < length; offset += ranges[^1]) ranges.Add(BlockClone.RangeBytes(offset, length, cluster));
        Assert.Equal(expected, ranges);
        Assert.All(ranges, range => Assert.True(range < BlockClone.RangeEnd && range % cluster == 0));
    }
}
