using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Clone.Engine.Entries;
using Clone.Engine.ObjectCopies;
using Xunit;

namespace Clone.Tests.ObjectCopies;

/// <summary>Whatever keys lie in a bucket: what is listed are safe paths, each once, and in order.</summary>
public sealed class HostileKeyTests
{
    static readonly string[] Pieces =
    [
        "", "", ".", "..", "...", "a", "b", "A", "CON", "nul.txt", "a:b", "C:", "\\", "..\\x", "/", "．", "．．", "‛．", "‛2E", "‛FF", "␀", "‛␀",
        "／", "‛／", "日本", "😀", "\u0001", "\t", " ", "x ", "CloneForWindows", "cloneforwindows", ".clone-x", "~", "%2e%2e", "\uE000",
    ];

    [Fact]
    public async Task No_key_becomes_a_path_that_leads_elsewhere()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        using var place = new MemoryBucketPlace("p/");
        var keys = new HashSet<string>();
        while (keys.Count < 4000) keys.Add(Key(random));
        foreach (var key in keys) place.Put(key, random.Next(3) == 0 ? [] : [1]);
        var (told, listed) = (new List<string>(), new List<byte[]>());
        await using var destination = new ObjectDestination(place.OpenPlace()) { OnForeign = told.Add };
        var scope = new EntryScope(filters: null) { IsDestination = true };
        await foreach (var batch in destination.ListAsync(scope, (_, _) => { }, TestContext.Current.CancellationToken))
        {
            for (var i = 0; i < batch.Count; i++)
            {
                Assert.True(EntryPath.IsSafeName(batch.NameAt(i)), "seed " + seed);
                listed.Add(EntryOrder.Key(batch.PathAt(i), batch.FactsAt(i).Kind));
            }
        }
        Assert.Equal(listed.Count, listed.Select(Convert.ToHexString).Distinct().Count());
        var keysOf = ObjectPlace.Of(place.Store, "p/", ObjectTables.None).Keys;
        var foreign = told.ToHashSet();
        foreach (var key in listed)
        {
            var path = EntryOrder.PathOf(key);
            var spelled = keysOf.Of("p/", path, EntryOrder.IsFolder(key) ? EntryKind.Folder : EntryKind.File);
            Assert.True(keys.Any(one => one.StartsWith(spelled, StringComparison.Ordinal)), $"seed {seed}: {spelled}");
            if (!EntryOrder.IsFolder(key)) Assert.False(foreign.Contains(spelled), $"seed {seed}: {spelled}");
        }
        Assert.NotEmpty(told);
    }

    static string Key(Random random)
    {
        var parts = Enumerable.Range(0, random.Next(1, 6)).Select(_ => Pieces[random.Next(Pieces.Length)] + (random.Next(4) == 0 ? Pieces[random.Next(Pieces.Length)] : ""));
        return "p/" + string.Join('/', parts) + (random.Next(5) == 0 ? "/" : "");
    }
}
