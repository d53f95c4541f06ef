using System;
using System.Linq;
using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Clone.Adapters.Json;
using Xunit;

namespace Clone.Tests.Json;

/// <summary>Records that are described by our own code are read and written as System.Text.Json does it by itself.</summary>
public sealed class RecordResolverTests(ITestOutputHelper output)
{
    readonly JsonFormat own = new(new RecordResolver());
    readonly JsonFormat usual = new(new DefaultJsonTypeInfoResolver());

    public static TheoryData<string> Stored => [.. StoredTypes.Find().Select(type => type.FullName!)];

    [Theory]
    [MemberData(nameof(Stored))]
    public void The_same_texts_are_written(string name)
    {
        var type = TypeOf(name);
        var value = Filled.Of(type);
        Assert.Equal(Write(usual, type, value), Write(own, type, value));
        if (type.GetConstructor([]) is { } constructor)
            Assert.Equal(Write(usual, type, constructor.Invoke(null)), Write(own, type, constructor.Invoke(null)));
    }

    [Theory]
    [MemberData(nameof(Stored))]
    public void The_same_texts_are_taken_and_refused(string name)
    {
        var type = TypeOf(name);
        var whole = Write(usual, type, Filled.Of(type));
        var seed = Environment.TickCount;
        output.WriteLine("seed " + seed);
        var random = new Random(seed);
        for (var round = 0; round < 300; round++)
        {
            var text = Altered(whole, random);
            Assert.Equal(Outcome(usual, type, text), Outcome(own, type, text));
        }
    }

    /// <summary>A text with some members left out, or with values of another kind.</summary>
    static string Altered(string text, Random random)
    {
        var root = JsonNode.Parse(text)!;
        for (var changes = random.Next(3); changes >= 0; changes--)
        {
            var at = root;
            while (true)
            {
                if (at is JsonArray { Count: > 0 } list)
                {
                    at = list[random.Next(list.Count)]!;
                    continue;
                }
                if (at is not JsonObject { Count: > 0 } members) break;
                var (key, value) = members.ElementAt(random.Next(members.Count));
                if (value is JsonObject or JsonArray && random.Next(3) > 0)
                {
                    at = value;
                    continue;
                }
                if (random.Next(3) == 0) members.Remove(key);
                else members[key] = Other(random);
                break;
            }
        }
        return root.ToJsonString();
    }

    static JsonNode? Other(Random random) => random.Next(16) switch
    {
        0 => null,
        1 => "",
        2 => "Hdd",
        3 => "hdd",
        4 => 0,
        5 => -1,
        6 => 3_000_000_000,
        7 => 1.5,
        8 => true,
        9 => new JsonArray(),
        10 => new JsonObject(),
        11 => "1.02:03:04.5",
        12 => "01:02:03 ",
        13 => "2026-01-02T03:04:05+09:00",
        14 => "0f0e0d0c-0b0a-4908-8706-050403020100",
        _ => "2026-01-02",
    };

    /// <summary>What is read, written anew; or that it is refused, and where.</summary>
    static string Outcome(JsonFormat format, Type type, string text)
    {
        try
        {
            return Write(format, type, Call(format, nameof(JsonFormat.Read), type, Encoding.UTF8.GetBytes(text)));
        }
        catch (FormatException e)
        {
            return "refused: " + e.Message.Split(": ")[0] + " of " + text;
        }
    }

    static string Write(JsonFormat format, Type type, object value) =>
        Encoding.UTF8.GetString((byte[])Call(format, nameof(JsonFormat.Write), type, value));

    static object Call(JsonFormat format, string method, Type type, object argument)
    {
        if (method == nameof(JsonFormat.Read))
            return typeof(RecordResolverTests).GetMethod(nameof(Read), BindingFlags.Static | BindingFlags.NonPublic)!
                .MakeGenericMethod(type).Invoke(null, BindingFlags.DoNotWrapExceptions, null, [format, argument], null)!;
        return typeof(JsonFormat).GetMethod(method)!.MakeGenericMethod(type)
            .Invoke(format, BindingFlags.DoNotWrapExceptions, null, [argument, false], null)!;
    }

    static T Read<T>(JsonFormat format, byte[] text)
        where T : class => format.Read<T>(text);

    static Type TypeOf(string name) => StoredTypes.Find().Single(type => type.FullName == name);
}
