using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Clone.Engine;
using Clone.Engine.Sync;
using Clone.Tests.Folders;
using Xunit;

namespace Clone.Tests.EndToEnd;

/// <summary>What is known of the groups before when a run is cut off in the middle of one.</summary>
public sealed class GroupTests
{
    [Fact]
    public async Task When_a_group_gets_its_names_the_groups_before_it_are_in_the_index()
    {
        const int group = 10;
        using var mirror = new Mirror();
        for (var i = 0; i < 95; i++) mirror.Write("f" + i, "contents");
        mirror.CreateJob();
        Assert.Equal(RunResult.Succeeded, (await mirror.RunAsync()).Result);
        for (var i = 0; i < 95; i++) mirror.Write("f" + i, "other contents");
        var named = new List<(int Before, int Rows)>();
        var count = 0;
        var platform = new AlteredPlatform(mirror.Disk)
        {
            BeforeRename = name =>
            {
                if (name.StartsWith('f')) named.Add((count++, RowsOfNew(mirror)));
            },
        };
        var options = mirror.Options with { Platform = platform, Work = WorkLimits.StepByStep with { GroupItems = group } };
        using (var node = CloneNode.Open(options))
            Assert.Equal(95, (await node.SyncAsync(mirror.Job, SyncMode.Incremental, force: false, progress: null, TestContext.Current.CancellationToken)).Updated);
        Assert.Equal(95, named.Count);
        Assert.All(named, moment => Assert.True(moment.Rows >= moment.Before / group * group, $"{moment.Rows} rows after {moment.Before} files"));
    }

    /// <summary>Rows with the new size, by another connection, as the next run would find them.</summary>
    static int RowsOfNew(Mirror mirror)
    {
        using var file = mirror.Options.Adapters.State.Open(
            System.IO.Directory.GetFiles(System.IO.Path.Combine(mirror.Home, "index"), "*.db").Single(), "index", RunIndex.CurrentVersion);
        using var rows = file.Table("entries").Read();
        var found = 0;
        while (rows.MoveNext())
            if (IndexRow.TryRead(rows.Value, out var row) && row.Destination.Size == "other contents".Length) found++;
        return found;
    }
}
