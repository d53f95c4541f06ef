using System;
using System.Linq;
using System.Text;
using Clone.Engine.Entries;
using CsCheck;
using Xunit;

namespace Clone.Tests.Entries;

public sealed class Wtf8Tests
{
    static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    static readonly Gen<char> AnyChar = Gen.OneOf(
        Gen.Char['\0', '\u007F'], Gen.Char['\u0080', '\uFFFF'], Gen.Char['\uD800', '\uDBFF'], Gen.Char['\uDC00', '\uDFFF']);

    static readonly Gen<string> AnyText = AnyChar.Array[0, 12].Select(c => new string(c));

    static readonly Gen<byte[]> NearlyUtf8 = Gen.Select(AnyText, Gen.Byte.Array[0, 3], Gen.Int[0, 40]).Select((text, noise, at) =>
    {
        var bytes = Wtf8.Encode(text);
        var cut = Math.Min(at, bytes.Length);
        return bytes.Take(cut).Concat(noise).Concat(bytes.Skip(cut)).ToArray();
    });

    [Fact]
    public void Every_utf16_string_comes_back() =>
        AnyText.Sample(text => Assert.Equal(text, Wtf8.Decode(Wtf8.Encode(text))));

    [Fact]
    public void Well_formed_text_is_encoded_and_decoded_as_utf8() =>
        AnyText.Select(text => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text))).Sample(text =>
        {
            Assert.Equal(Encoding.UTF8.GetBytes(text), Wtf8.Encode(text));
            Assert.Equal(text, Wtf8.Decode(Encoding.UTF8.GetBytes(text)));
        });

    [Fact]
    public void Strict_decoding_and_IsUtf8_agree() => NearlyUtf8.Sample(bytes =>
    {
        bool expected;
        try
        {
            Strict.GetString(bytes);
            expected = true;
        }
        catch (DecoderFallbackException)
        {
            expected = false;
        }
        Assert.Equal(expected, Wtf8.IsUtf8(bytes));
    });

    [Fact]
    public void Different_texts_have_different_bytes() => Gen.Select(AnyText, AnyText).Sample((a, b) =>
        Assert.Equal(a == b, Wtf8.Encode(a).AsSpan().SequenceEqual(Wtf8.Encode(b))));

    [Fact]
    public void Any_bytes_decode_to_at_most_one_character_a_byte() => NearlyUtf8.Sample(bytes =>
        Assert.True(Wtf8.Decode(bytes).Length <= bytes.Length));

    [Theory]
    [InlineData(new byte[] { 0xC0, 0x80 })]
    [InlineData(new byte[] { 0xE0, 0x80, 0xAF })]
    [InlineData(new byte[] { 0xF0, 0x80, 0x80, 0xAF })]
    [InlineData(new byte[] { 0xF4, 0x90, 0x80, 0x80 })]
    [InlineData(new byte[] { 0xFF })]
    [InlineData(new byte[] { 0xE3, 0x81 })]
    public void What_is_not_wtf8_becomes_replacement_characters(byte[] bytes)
    {
        Assert.Equal(new string('\uFFFD', bytes.Length), Wtf8.Decode(bytes));
        Assert.False(Wtf8.IsUtf8(bytes));
    }

    [Fact]
    public void A_lone_surrogate_takes_three_bytes_and_is_not_utf8()
    {
        Assert.Equal(new byte[] { 0xED, 0xA0, 0x80 }, Wtf8.Encode("\uD800"));
        Assert.False(Wtf8.IsUtf8([0xED, 0xA0, 0x80]));
        Assert.Equal("\uD800x", Wtf8.Decode([0xED, 0xA0, 0x80, (byte)'x']));
    }
}
