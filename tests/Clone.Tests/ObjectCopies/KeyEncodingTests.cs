using System.Linq;
using System.Text;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.ObjectCopies;
using CsCheck;
using Xunit;

namespace Clone.Tests.ObjectCopies;

/// <summary>How names are spelled in keys. The spellings of S3 are what rclone 1.60 lists and takes.</summary>
public sealed class KeyEncodingTests
{
    [Theory]
    [InlineData("plain name.txt", "plain name.txt")]
    [InlineData("日本語 😀", "日本語 😀")]
    [InlineData("tab\tand\u0001", "tab\tand\u0001")]
    [InlineData("wide ／ slash", "wide ／ slash")]
    [InlineData("．", "．")]
    [InlineData("．．", "．．")]
    [InlineData("．．．", "．．．")]
    [InlineData("quote ‛ and ␀", "quote ‛‛ and ␀")]
    [InlineData("back\\slash.", "back\\slash.")]
    public void Names_in_S3(string name, string part) => AssertBoth(KeyEncoding.S3, name, part);

    [Fact]
    public void Half_a_surrogate_is_spelled_byte_by_byte() => AssertBoth(KeyEncoding.S3, "half \uD83D", "half ‛ED‛A0‛BD");

    [Theory]
    [InlineData("plain name.txt", "plain name.txt")]
    [InlineData("back\\slash", "back＼slash")]
    [InlineData("tab\t", "tab␉")]
    [InlineData("del\u007F", "del␡")]
    [InlineData("dot.", "dot．")]
    [InlineData("dot．", "dot‛．")]
    [InlineData("␉", "‛␉")]
    public void Names_in_Azure(string name, string part) => AssertBoth(KeyEncoding.AzureBlob, name, part);

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("‛41")]
    [InlineData("‛ED‛A0")]
    [InlineData("‛／")]
    [InlineData("‛FF")]
    [InlineData("alone ‛ quote")]
    [InlineData("zero\0")]
    public void Parts_that_no_name_is_spelled_as(string part) => Assert.Null(KeyEncoding.S3.Decode(part));

    [Fact]
    public void Every_name_comes_back_and_no_two_share_a_key()
    {
        const string Odd = "‛．／␀\\.␉␡＼abc\uD83D\uDE00\u0001\uE000";
        Gen.OneOf(Gen.Char, Gen.Int[0, Odd.Length - 1].Select(i => Odd[i])).Array[1, 12].Sample(chars =>
        {
            var name = Wtf8.Encode(new string(chars));
            if (!EntryPath.IsSafeName(name)) return;
            foreach (var encoding in new[] { KeyEncoding.S3, KeyEncoding.AzureBlob })
            {
                var part = encoding.Encode(name);
                Assert.DoesNotContain('/', part);
                Assert.Equal(name, encoding.Decode(part));
                Assert.Equal(part, Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(part)));
            }
        });
    }

    [Fact]
    public void Every_part_that_is_taken_is_the_spelling_of_a_safe_name()
    {
        const string Odd = "‛．／␀/.0AFED9\\";
        Gen.OneOf(Gen.Char, Gen.Int[0, Odd.Length - 1].Select(i => Odd[i])).Array[0, 10].Sample(chars =>
        {
            var part = new string(chars);
            if (KeyEncoding.S3.Decode(part) is not { } name) return;
            Assert.True(EntryPath.IsSafeName(name));
            Assert.Equal(part, KeyEncoding.S3.Encode(name));
        });
    }

    [Theory]
    [InlineData(1022, "")]
    [InlineData(1020, "p/")]
    public void A_key_may_have_1024_bytes_and_a_folder_s_counts_its_slash(int length, string prefix)
    {
        var keys = new ObjectKeys(prefix, KeyEncoding.S3, MemoryBucketPlace.S3Traits);
        var path = EntryPath.Parse(string.Concat(Enumerable.Repeat("é", (length - 2) / 2)) + "/x");
        Assert.Equal(prefix + path, keys.Of(path, EntryKind.File, EntryOperation.Write));
        var longer = EntryPath.Parse(path + "yz");
        Assert.Equal(1024, Encoding.UTF8.GetByteCount(keys.Of(longer, EntryKind.File, EntryOperation.Write)));
        var e = Assert.Throws<EntryException>(() => keys.Of(longer, EntryKind.Folder, EntryOperation.CreateFolder));
        Assert.Equal((IoProblem.KeyTooLong, EntryOperation.CreateFolder), (e.Problem, e.Operation));
    }

    static void AssertBoth(KeyEncoding encoding, string name, string part)
    {
        Assert.Equal(part, encoding.Encode(Wtf8.Encode(name)));
        Assert.Equal(name, Wtf8.Decode(encoding.Decode(part)!));
    }
}
