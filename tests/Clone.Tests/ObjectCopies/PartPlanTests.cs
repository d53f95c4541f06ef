using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using Clone.Engine.Blocks;
using Clone.Engine.Entries;
using Clone.Engine.Folders;
using Clone.Engine.ObjectCopies;
using Clone.Engine.Objects;
using Clone.Tests.Folders;
using Xunit;

namespace Clone.Tests.ObjectCopies;

/// <summary>Which parts of a changed file are copied and which are sent.</summary>
public sealed class PartPlanTests : IDisposable
{
    const int Block = 16;
    const int Least = 80;

    readonly TempFolder folder = new();
    readonly SourceFolder source;
    readonly ObjectStoreTraits traits = MemoryBucketPlace.S3Traits with { LeastPart = Least, GreatestPart = 1 << 30 };

    public PartPlanTests() => source = new SourceFolder(folder.Path, folder.Open());

    public void Dispose()
    {
        source.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void Whatever_changes_the_parts_make_the_file()
    {
        for (var round = 0; round < 400 * Soak.Times; round++)
        {
            var seed = Soak.Seed ?? Environment.TickCount + round;
            var random = new Random(seed);
            var old = new byte[random.Next(1, 9000)];
            random.NextBytes(old);
            var now = Change(old, random);
            if (now.Length == 0) continue;
            var (parts, layout) = Plan(old, now);
            if (parts is null) continue;
            Assert.True(parts.Sum(part => part.Range.Length) == now.Length, $"seed {seed}");
            var offset = 0L;
            var (lengths, i) = (layout!.Lengths().ToList(), 0);
            foreach (var (range, md5) in parts)
            {
                Assert.True(range.Offset == offset && (range.Length >= Least || offset + range.Length == now.Length), $"seed {seed}, part at {offset}");
                var bytes = now.AsSpan((int)offset, (int)range.Length);
                if (md5 is not null) Assert.True(MD5.HashData(bytes).SequenceEqual(md5) && bytes.SequenceEqual(old.AsSpan((int)offset, (int)range.Length)), $"seed {seed}, part at {offset}");
                offset += range.Length;
                Assert.True(lengths[i] == range.Length || (i == parts.Count - 1 && lengths[i] >= range.Length), $"seed {seed}, part at {offset}");
                i++;
            }
            Assert.True(i == lengths.Count, $"seed {seed}");
        }
    }

    [Theory]
    // In the middle of blocks: both of them whole, and what is missing to the least length.
    [InlineData(1000, 1008, 80)]
    [InlineData(1000, 1160, 176)]
    // At the end of the file the last part may be short, whether it is sent or copied.
    [InlineData(3999, 4000, 16)]
    [InlineData(3900, 3901, 80)]
    // Too near to the beginning for a part of its own before it.
    [InlineData(64, 65, 80)]
    public void A_changed_range_is_sent_and_little_besides(int start, int end, long sent)
    {
        var old = new byte[4000];
        new Random(5).NextBytes(old);
        var now = (byte[])old.Clone();
        for (var i = start; i < end; i++) now[i] ^= 1;
        var (parts, _) = Plan(old, now);
        Assert.Equal(sent, parts!.Where(part => part.Md5 is null).Sum(part => part.Range.Length));
    }

    [Fact]
    public void Where_all_is_new_there_is_no_plan_and_where_nothing_is_all_is_copied()
    {
        var old = new byte[4000];
        new Random(5).NextBytes(old);
        var now = new byte[4000];
        new Random(6).NextBytes(now);
        Assert.Null(Plan(old, now).Parts);
        Assert.NotNull(Assert.Single(Plan(old, old).Parts!).Md5);
    }

    [Fact]
    public void Changes_everywhere_leave_a_layout_that_can_be_told()
    {
        var old = new byte[600 * Least];
        new Random(5).NextBytes(old);
        var now = (byte[])old.Clone();
        for (var i = 0; i < now.Length; i += 2 * Least + 3 * Block) now[i] ^= 1;
        var (parts, layout) = Plan(old, now);
        Assert.NotNull(layout);
        Assert.InRange(parts!.Count(part => part.Md5 is not null), 40, 81);
    }

    static byte[] Change(byte[] old, Random random)
    {
        byte[] now = random.Next(4) switch
        {
            0 => old[..random.Next(old.Length + 1)],
            1 => [.. old, .. RandomNumberGenerator.GetBytes(random.Next(500))],
            _ => [.. old],
        };
        for (var changes = random.Next(8); changes > 0 && now.Length > 0; changes--)
        {
            var start = random.Next(now.Length);
            for (var i = start; i < Math.Min(now.Length, start + random.Next(300)); i++) now[i] ^= 0x55;
        }
        return now;
    }

    (IReadOnlyList<PlannedPart>? Parts, PartLayout? Layout) Plan(byte[] old, byte[] now)
    {
        using var plan = new PartPlan(traits, now.Length, SumsOf(old, _ => { }));
        SumsOf(now, plan.Take);
        return (plan.Finish(), plan.Layout());
    }

    BlockSums SumsOf(byte[] contents, Action<BlockStretch> take)
    {
        File.WriteAllBytes(folder["file"], contents);
        using var reader = source.OpenFile(EntryPath.Parse("file"));
        return new BlockHasher(reader, contents.Length, Block).Run(take, TestContext.Current.CancellationToken);
    }
}
