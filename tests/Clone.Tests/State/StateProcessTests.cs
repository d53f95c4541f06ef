using System;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Clone.Adapters;
using Clone.Engine.State;
using Clone.Tests.Folders;
using Clone.Tests.Processes;
using Xunit;

namespace Clone.Tests.State;

public sealed class StateProcessTests : IDisposable
{
    readonly TempFolder folder = new();
    readonly IStateStore store = new AdapterSet().State;

    string Db => folder["x.db"];

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Processes_that_make_a_file_at_the_same_time_share_it()
    {
        var others = Enumerable.Range(0, 4).Select(i => OtherProcess.Start("state-append", Db, "p" + i, "30", "20")).ToList();
        try
        {
            foreach (var other in others) Assert.Equal(30, (await other.ReadToEndAsync()).Length);
            foreach (var other in others) await other.EndAsync();
        }
        finally
        {
            others.ForEach(o => o.Dispose());
        }

        using var file = store.Open(Db, "test", 1);
        Assert.Equal(4 * 30 * 20, file.Table("rows").Count());
    }

    [Fact]
    public async Task Two_processes_write_and_one_reads_at_the_same_time()
    {
        using var file = store.Open(Db, "test", 1);
        var table = file.Table("rows");
        using var other = OtherProcess.Start("state-append", Db, "other", "200", "50");
        Assert.Equal("0", await other.ReadLineAsync());
        for (var i = 0; i < 200; i++) table.Put((Encoding.ASCII.GetBytes("own-" + i), new byte[10]));
        var seen = 0;
        for (var ended = false; !ended;)
        {
            ended = await other.ReadLineAsync() == null;
            var now = table.All(from: "other"u8.ToArray()).Count;
            Assert.True(now >= seen);
            Assert.Equal(0, now % 50); // whole transactions; pieces of 4,096 rows may be read of different ones
            seen = now;
        }

        await other.EndAsync();
        Assert.Equal(200 + (200 * 50), table.Count());
    }

    [Fact]
    public async Task What_was_committed_is_there_after_the_writer_was_killed()
    {
        var seed = Environment.TickCount;
        TestContext.Current.TestOutputHelper?.WriteLine("seed " + seed);
        var random = new Random(seed);
        for (var round = 0; round < 6; round++)
        {
            var path = folder["kill" + round + ".db"];
            var committed = -1;
            using (var other = OtherProcess.Start("state-append", path, "row", "100000", "300"))
            {
                for (var wait = random.Next(1, 60); wait > 0; wait--) committed = int.Parse((await other.ReadLineAsync())!);
                other.Kill();
                if ((await other.ReadToEndAsync()).LastOrDefault() is { } last && int.TryParse(last, out var number)) committed = number;
            }

            using var file = store.Open(path, "test", 1);
            var rows = file.Table("rows").All();
            Assert.Equal(0, rows.Count % 300);
            var batches = rows.Count / 300;
            Assert.InRange(batches, committed + 1, committed + 2); // one may have been committed and not yet told
            Assert.Equal(
                Enumerable.Range(0, rows.Count).Select(i => Convert.ToHexString(Encoding.ASCII.GetBytes($"row-{i / 300:d6}-{i % 300:d6}"))),
                rows.Select(r => r.Key));
            file.Table("rows").Put(("row-next"u8.ToArray(), Array.Empty<byte>()));
            Assert.Equal(rows.Count + 1, file.Table("rows").Count());
        }
    }
}
