using System;
using System.Security.Cryptography;
using Clone.Adapters.Azure;
using Clone.Engine.Objects;
using Xunit;

namespace Clone.Tests.Azure;

public sealed class BlockIdTests
{
    [Fact]
    public void A_name_says_upload_place_and_contents()
    {
        var upload = new ObjectUpload("key", Guid.NewGuid().ToString("N"));
        var md5 = MD5.HashData("contents"u8);
        var name = BlockId.Of(upload, 50_000, md5).ToString();
        var read = BlockId.Parse(name)!.Value;
        Assert.Equal((Guid.Parse(upload.Id), 50_000), (read.Upload, read.Number));
        Assert.Equal(md5, read.Md5);
        Assert.Null(BlockId.Parse(BlockId.Of(upload, 1, null).ToString())!.Value.Md5);
    }

    /// <summary>64 bytes before they are encoded, and of one length whatever they say.</summary>
    [Fact]
    public void All_names_have_one_length_that_the_service_takes()
    {
        var upload = new ObjectUpload("key", Guid.NewGuid().ToString("N"));
        foreach (var name in new[] { BlockId.Of(upload, 1, null), BlockId.Of(upload, 50_000, MD5.HashData([])) })
            Assert.InRange(Convert.FromBase64String(name.ToString()).Length, 36, 64);
        Assert.Equal(BlockId.Of(upload, 1, null).ToString().Length, BlockId.Of(upload, 50_000, new byte[16]).ToString().Length);
    }

    [Theory]
    [InlineData("")]
    [InlineData("YQ==")]
    [InlineData("not Base64 at all, but as long as one of ours is")]
    public void Names_of_others_are_none_of_ours(string name) => Assert.Null(BlockId.Parse(name));
}
