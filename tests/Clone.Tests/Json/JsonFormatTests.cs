using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Clone.Adapters;
using Clone.Engine.Destinations;
using Clone.Engine.Jobs;
using Clone.Engine.Notices;
using Clone.Engine.State;
using Clone.Engine.Sync;
using Xunit;

namespace Clone.Tests.Json;

public sealed class JsonFormatTests
{
    readonly IJsonFormat json = new AdapterSet().Json;

    public static TheoryData<string> Stored => [.. StoredTypes.Find().Select(t => t.FullName!)];

    [Fact]
    public void The_types_that_the_engine_stores_are_found() =>
        Assert.Superset(
            new HashSet<string> { typeof(DestinationMarker).FullName!, "Clone.Engine.Jobs.JobFile", "Clone.Engine.Machine.NodeFile" },
            Stored.Select(row => row.Data).ToHashSet());

    [Theory]
    [MemberData(nameof(Stored))]
    public void What_the_engine_stores_comes_back_as_it_was(string name)
    {
        var type = Type(name);
        foreach (var indented in new[] { false, true })
        {
            var value = Filled.Of(type);
            var text = Write(type, value, indented);
            AssertEqual(value, Read(type, text));
            Assert.Equal(indented, text.Contains('\n'));
        }
    }

    [Theory]
    [MemberData(nameof(Stored))]
    public void A_member_that_is_not_there_keeps_its_initial_value(string name)
    {
        var type = Type(name);
        if (type.GetConstructor([]) == null) Assert.Skip("The type has no member that may be missing.");
        AssertEqual(Activator.CreateInstance(type)!, Read(type, "{}"));
        AssertEqual(Activator.CreateInstance(type)!, Read(type, """{"aMemberOfALaterVersion":{"x":[1,2,{}]}}"""));
    }

    [Fact]
    public void The_text_is_plain()
    {
        var record = new LogRecord
        {
            Time = new DateTimeOffset(2026, 1, 2, 12, 0, 0, TimeSpan.FromHours(9)),
            Level = LogLevel.Warning,
            EventId = "sync.succeeded",
            Service = JobKind.Hdd,
            Path = "営業部/見積 <b>.xlsx",
            Message = "フォルダーを同期しました。",
        };
        Assert.Equal(
            """{"time":"2026-01-02T03:00:00Z","level":"Warning","eventId":"sync.succeeded","service":"Hdd","path":"営業部/見積 \u003Cb\u003E.xlsx","message":"フォルダーを同期しました。"}""",
            Encoding.UTF8.GetString(json.Write(record)));
        Assert.Equal("{\n  \"nodeId\": \"0f0e0d0c-0b0a-4908-8706-050403020100\",\n  \"path\": \"C:\\\\\",\n  \"volumeId\": \"v\"\n}",
            Encoding.UTF8.GetString(json.Write(new SourceId(Guid.Parse("0f0e0d0c-0b0a-4908-8706-050403020100"), "C:\\", "v"), indented: true)));
    }

    [Fact]
    public void Times_come_back_as_the_same_moment_in_UTC()
    {
        var time = Read<LogRecord>("""{"time":"2026-01-02T12:00:00.1234567+09:00"}""").Time;
        Assert.Equal(new DateTimeOffset(2026, 1, 2, 3, 0, 0, TimeSpan.Zero).AddTicks(1234567), time);
        Assert.Equal(TimeSpan.Zero, time.Offset);
    }

    [Fact]
    public void A_byte_order_mark_is_passed_over() =>
        Assert.Equal("x", json.Read<LogRecord>([0xEF, 0xBB, 0xBF, .. """{"eventId":"x"}"""u8]).EventId);

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("{")]
    [InlineData("{} x")]
    [InlineData("{}{}")]
    [InlineData("""{"name":"a",}""")]
    [InlineData("""{"name":"a"} // comment""")]
    [InlineData("""{'name':'a'}""")]
    [InlineData("""{"name":null}""")]
    [InlineData("""{"name":1}""")]
    [InlineData("""{"name":"a","name":"b"}""")]
    [InlineData("""{"include":null}""")]
    [InlineData("""{"include":"a"}""")]
    [InlineData("""{"kind":3}""")]
    [InlineData("""{"kind":"3"}""")]
    [InlineData("""{"kind":"Floppy"}""")]
    [InlineData("""{"kind":"Nas,Hdd"}""")]
    [InlineData("""{"kind":"hdd"}""")]
    [InlineData("""{"kind":null}""")]
    [InlineData("""{"id":"x"}""")]
    [InlineData("""{"id":7}""")]
    [InlineData("""{"created":"yesterday"}""")]
    [InlineData("""{"created":7}""")]
    [InlineData("""{"created":null}""")]
    [InlineData("""{"maxDeletePercent":"50"}""")]
    [InlineData("""{"maxDeletePercent":5.5}""")]
    [InlineData("""{"maxDeletePercent":99999999999}""")]
    [InlineData("""{"enabled":"true"}""")]
    public void What_is_not_of_the_shape_is_refused(string text) => Assert.Throws<FormatException>(() => Read<JobDefinition>(text));

    [Fact]
    public void Depth_is_bounded()
    {
        static string Nested(int depth) => "{\"x\":" + new string('[', depth) + new string(']', depth) + "}";
        Assert.Equal("", Read<JobDefinition>(Nested(15)).Name);
        Assert.Throws<FormatException>(() => Read<JobDefinition>(Nested(16)));
        Assert.Throws<FormatException>(() => Read<JobDefinition>(Nested(1_000_000)));
    }

    [Fact]
    public void Names_of_members_are_compared_exactly() => Assert.Equal("", Read<JobDefinition>("""{"Name":"a","NAME":"b"}""").Name);

    [Fact]
    public void A_source_without_its_parts_is_no_source() =>
        Assert.Throws<FormatException>(() => Read<DestinationMarker>("""{"source":{"path":"x"}}"""));

    [Fact]
    public void Text_that_is_not_UTF8_is_refused() =>
        Assert.Throws<FormatException>(() => json.Read<JobDefinition>([.. "{\"name\":\""u8, 0xC3, 0x28, .. "\"}"u8]));

    [Fact]
    public void An_error_tells_its_place()
    {
        var error = Assert.Throws<FormatException>(() => Read<JobDefinition>("{\n  \"name\": \"a\",\n  \"enabled\": 7\n}"));
        Assert.StartsWith("Line 3, position 15, $.enabled: ", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("LineNumber", error.Message, StringComparison.Ordinal);
        Assert.StartsWith("Line 2, position ", Assert.Throws<FormatException>(() => Read<JobDefinition>("{\n  name")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_carries_the_sums_for_those_who_read_the_file()
    {
        var text = Encoding.UTF8.GetString(json.Write(new RunReport { Copied = 3, Skipped = 4, Failed = 2 }));
        Assert.Contains("\"completed\":7", text, StringComparison.Ordinal);
        Assert.Contains("\"total\":9", text, StringComparison.Ordinal);
    }

    T Read<T>(string text)
        where T : class => json.Read<T>(Encoding.UTF8.GetBytes(text));

    object Read(Type type, string text) =>
        GetType().GetMethods(System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic)
            .Single(m => m.Name == nameof(Read) && m.IsGenericMethod).MakeGenericMethod(type).Invoke(this, [text])!;

    string Write(Type type, object value, bool indented) =>
        Encoding.UTF8.GetString((byte[])typeof(IJsonFormat).GetMethod(nameof(IJsonFormat.Write))!.MakeGenericMethod(type).Invoke(json, [value, indented])!);

    static Type Type(string name) => StoredTypes.Find().Single(t => t.FullName == name);

    static void AssertEqual(object expected, object actual)
    {
        Assert.IsType(expected.GetType(), actual);
        foreach (var property in expected.GetType().GetProperties())
            Assert.Equivalent(property.GetValue(expected), property.GetValue(actual), strict: true);
    }
}
