using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Clone.Engine.Errors;
using Clone.Engine.Folders;
using Clone.Engine.Windows;
using CsCheck;
using Xunit;

namespace Clone.Tests.Windows;

/// <summary>https://learn.microsoft.com/windows-hardware/drivers/ddi/ntifs/ns-ntifs-_file_stream_information</summary>
public sealed class StreamListTests
{
    [Fact]
    public void Streams_beside_the_contents_are_found()
    {
        var answer = Answer(("::$DATA", 100), (":Zone.Identifier:$DATA", 26), (":日本語:$DATA", 0));
        Assert.Equal(
            [new NamedStream(":Zone.Identifier:$DATA", 26), new NamedStream(":日本語:$DATA", 0)], StreamList.Parse(answer));
    }

    [Fact]
    public void An_empty_answer_has_none() => Assert.Empty(StreamList.Parse([]));

    [Fact]
    public void An_answer_that_contradicts_itself_is_an_error()
    {
        var answer = Answer((":one:$DATA", 1), (":two:$DATA", 2));
        var next = answer.ToArray();
        BinaryPrimitives.WriteUInt32LittleEndian(next, 4);
        Assert.Throws<EntryException>(() => StreamList.Parse(next));
        BinaryPrimitives.WriteUInt32LittleEndian(next, 4096);
        Assert.Throws<EntryException>(() => StreamList.Parse(next));
        var length = answer.ToArray();
        BinaryPrimitives.WriteUInt32LittleEndian(length.AsSpan(4), uint.MaxValue);
        Assert.Throws<EntryException>(() => StreamList.Parse(length));
        Assert.Throws<EntryException>(() => StreamList.Parse(answer.AsSpan(0, answer.Length - 1)));
    }

    [Fact]
    public void Random_bytes_are_parsed_or_refused() => Gen.Byte.Array[0, 120].Sample(bytes =>
    {
        try
        {
            Assert.InRange(StreamList.Parse(bytes).Count, 0, 5);
        }
        catch (EntryException e)
        {
            Assert.Equal(IoProblem.DeviceError, e.Problem);
        }
    });

    static byte[] Answer(params (string Name, long Size)[] streams)
    {
        List<byte> answer = [];
        foreach (var (name, size) in streams)
        {
            var text = Encoding.Unicode.GetBytes(name);
            var entry = new byte[(24 + text.Length + 7) & ~7];
            var last = name == streams.Last().Name;
            if (last) entry = new byte[24 + text.Length];
            BinaryPrimitives.WriteInt32LittleEndian(entry, last ? 0 : entry.Length);
            BinaryPrimitives.WriteInt32LittleEndian(entry.AsSpan(4), text.Length);
            BinaryPrimitives.WriteInt64LittleEndian(entry.AsSpan(8), size);
            text.CopyTo(entry.AsSpan(24));
            answer.AddRange(entry);
        }
        return [.. answer];
    }
}
