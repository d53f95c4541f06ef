using System.Text;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Windows;
using CsCheck;
using Xunit;

namespace Clone.Tests.Windows;

public sealed class NtNameTests
{
    [Theory]
    [InlineData("plain.txt")]
    [InlineData("trailing. ")]
    [InlineData("...")]
    [InlineData("日本語")]
    [InlineData("\uFFFD the mark itself")]
    [InlineData("lone \uD800 surrogate")]
    public void A_single_name_is_taken_as_it_is(string name) =>
        Assert.Equal(name, NtName.Of(Wtf8.Encode(name), EntryOperation.Look));

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData(@"a\b")]
    [InlineData(@"\")]
    [InlineData("a/b")]
    [InlineData("file:stream")]
    [InlineData("C:")]
    [InlineData("nul\0")]
    public void A_path_a_stream_and_nothing_are_refused(string name) => Refused(Wtf8.Encode(name));

    [Fact]
    public void Bytes_that_are_no_WTF8_are_refused()
    {
        Refused([0xFF]);
        Refused([.. "latin "u8, 0xE9]);
        Refused([0xC0, 0xAF]);
        Refused([0xC1, 0x9C]);
    }

    [Fact]
    public void What_is_taken_holds_no_character_that_leads_elsewhere() => Gen.Byte[0x20, 0xFF].Array[1, 12].Sample(bytes =>
    {
        try
        {
            var text = NtName.Of(bytes, EntryOperation.Look);
            Assert.DoesNotContain(text, c => c is '\\' or '/' or ':' or '\0');
            Assert.Equal(bytes, Wtf8.Encode(text));
        }
        catch (EntryException e)
        {
            Assert.Equal(IoProblem.NameNotAllowed, e.Problem);
        }
    });

    [Fact]
    public void A_name_that_a_counted_string_cannot_hold_is_too_long()
    {
        Assert.Equal(32766, NtName.Of(Encoding.ASCII.GetBytes(new string('n', 32766)), EntryOperation.Look).Length);
        var e = Assert.Throws<EntryException>(
            () => NtName.Of(Encoding.ASCII.GetBytes(new string('n', 32767)), EntryOperation.Look));
        Assert.Equal(IoProblem.NameTooLong, e.Problem);
    }

    [Theory]
    [InlineData("a*", true)]
    [InlineData("?", true)]
    [InlineData("<", true)]
    [InlineData("a>", true)]
    [InlineData("\"", true)]
    [InlineData("a.b", false)]
    public void Characters_of_patterns_are_found(string name, bool has) => Assert.Equal(has, NtName.HasWildcard(name));

    [Theory]
    [InlineData(":Zone.Identifier:$DATA")]
    [InlineData(":x:$data")]
    public void Streams_are_taken(string name) => Assert.Equal(name, NtName.OfStream(name, EntryOperation.Read));

    [Theory]
    [InlineData("")]
    [InlineData("::$DATA")]
    [InlineData(":x")]
    [InlineData("x:$DATA")]
    [InlineData(@":..\x:$DATA")]
    [InlineData(":a/b:$DATA")]
    [InlineData(":a:b:$DATA")]
    [InlineData(":$I30:$INDEX_ALLOCATION")]
    public void What_is_no_named_stream_is_refused(string name)
    {
        var e = Assert.Throws<EntryException>(() => NtName.OfStream(name, EntryOperation.Read));
        Assert.Equal(IoProblem.NameNotAllowed, e.Problem);
    }

    static void Refused(byte[] name)
    {
        var e = Assert.Throws<EntryException>(() => NtName.Of(name, EntryOperation.Look));
        Assert.Equal((IoProblem.NameNotAllowed, "ERROR_INVALID_NAME"), (e.Problem, e.Code));
    }
}
