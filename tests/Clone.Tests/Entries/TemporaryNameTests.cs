using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Clone.Engine.Entries;
using CsCheck;
using Xunit;

namespace Clone.Tests.Entries;

public sealed class TemporaryNameTests
{
    static readonly Guid Run = new("0123abcd-4567-89ef-0011-223344556677");

    [Fact]
    public void The_names_of_a_run_have_the_documented_shape()
    {
        var names = new TemporaryNames(Run);
        Assert.Equal(".clone-0123abcd456789ef-00000001.part", Encoding.ASCII.GetString(names.Next()));
        Assert.Equal(".clone-0123abcd456789ef-00000002.part", Encoding.ASCII.GetString(names.Next()));
    }

    [Theory]
    [InlineData(".clone-0123abcd456789ef-00000001.part", true)]
    [InlineData(".clone-0123abcd456789ef-123456789.part", true)]
    [InlineData(".clone-0123abcd456789ef-ffffffffffffffff.part", true)]
    [InlineData(".clone-0123abcd456789ef-fffffffffffffffff.part", false)]
    [InlineData(".clone-0123abcd456789ef-023456789.part", false)]
    [InlineData(".clone-0123abcd456789ef-0000001.part", false)]
    [InlineData(".clone-0123ABCD456789ef-00000001.part", false)]
    [InlineData(".clone-0123abcd456789e-000000001.part", false)]
    [InlineData(".clone-0123abcd456789ef.00000001.part", false)]
    [InlineData(".clone-0123abcd456789ef-0000000g.part", false)]
    [InlineData(".Clone-0123abcd456789ef-00000001.part", false)]
    [InlineData(".clone-0123abcd456789ef-00000001.Part", false)]
    [InlineData(".clone-0123abcd456789ef-00000001.part ", false)]
    [InlineData("x.clone-0123abcd456789ef-00000001.part", false)]
    [InlineData("", false)]
    [InlineData(".clone-.part", false)]
    public void Only_the_exact_shape_is_ours(string name, bool ours) =>
        Assert.Equal(ours, TemporaryName.Is(Encoding.UTF8.GetBytes(name)));

    [Fact]
    public void Recognising_equals_a_regular_expression()
    {
        var shape = new Regex("^\\.clone-[0-9a-f]{16}-([0-9a-f]{8}|[1-9a-f][0-9a-f]{8,15})\\.part\\z");
        Gen.Select(Gen.Int[14, 18], Gen.Int[6, 18], Gen.Char["0a9f-gA."], Gen.Int[0, 50]).Sample((run, number, noise, at) =>
        {
            var name = new StringBuilder(".clone-").Append('1', run).Append('-').Append('7', number).Append(".part");
            name[Math.Min(at, name.Length - 1)] = noise;
            var text = name.ToString();
            Assert.Equal(shape.IsMatch(text), TemporaryName.Is(Encoding.ASCII.GetBytes(text)));
        });
    }

    [Fact]
    public void Threads_never_get_the_same_name()
    {
        var names = new TemporaryNames(Run);
        var seen = new ConcurrentDictionary<string, bool>();
        Parallel.For(0, 20_000, _ => Assert.True(seen.TryAdd(Encoding.ASCII.GetString(names.Next()), true)));
        Assert.Equal(20_000, seen.Count);
        Assert.All((IEnumerable<string>)seen.Keys, n => Assert.True(names.IsOfThisRun(Encoding.ASCII.GetBytes(n))));
    }

    [Fact]
    public void Names_of_another_run_are_told_apart()
    {
        var other = new TemporaryNames(Guid.NewGuid()).Next();
        Assert.False(new TemporaryNames(Run).IsOfThisRun(other));
        Assert.True(TemporaryName.Is(other));
        Assert.False(new TemporaryNames(Run).IsOfThisRun(".clone-0123abcd456789ef-x.part"u8));
    }
}
