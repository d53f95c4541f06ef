using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Folders;
using Xunit;

namespace Clone.Tests.Folders;

public sealed class UnixListingTests : IDisposable
{
    readonly TempFolder temp = new();

    public UnixListingTests() => Platform.RequireLinux();

    public void Dispose() => temp.Dispose();

    [Fact]
    public void Facts_are_those_that_stat_tells()
    {
        temp.File("file", "12345");
        temp.Folder("folder");
        File.CreateSymbolicLink(temp["link"], "file");
        Tool.Run("mkfifo", temp["pipe"]);
        Tool.Run("chmod", "4751", temp["file"]);
        Tool.Run("touch", "-d", "1931-02-03 04:05:06.123456789Z", temp["file"]);
        using var folder = temp.Open();
        var listed = List(folder);
        Assert.Equal(["file", "folder", "link", "pipe"], listed.Keys.Order());
        Assert.Equal(
            [EntryKind.File, EntryKind.Folder, EntryKind.Link, EntryKind.Other],
            listed.OrderBy(e => e.Key).Select(e => e.Value.Kind));
        foreach (var (name, facts) in listed)
        {
            Assert.Equal(Stat(temp[name], facts.Kind), Describe(facts));
            Assert.Equal(facts, folder.Look(Encoding.UTF8.GetBytes(name)));
        }
        Assert.Equal(new DateTime(1931, 2, 3, 4, 5, 6, DateTimeKind.Utc).Ticks + 1234567, listed["file"].Modified);
        Assert.Equal(0, listed["folder"].Size);
        Assert.Equal(4, listed["link"].Size);
        Assert.Equal(Stat(temp.Path, EntryKind.Folder), Describe(folder.LookAtSelf()));
    }

    [Fact]
    public void A_folder_can_be_listed_again_and_by_several_threads()
    {
        for (var i = 0; i < 3000; i++) temp.File("a file with a rather long name, so that one buffer does not do " + i);
        using var folder = temp.Open();
        Assert.Equal(3000, List(folder).Count);
        var counts = ParallelEnumerable.Range(0, 8).WithDegreeOfParallelism(4).Select(_ => List(folder).Count).ToArray();
        Assert.All(counts, count => Assert.Equal(3000, count));
    }

    [Fact]
    public void Every_byte_but_slash_and_nul_may_be_in_a_name()
    {
        using var folder = temp.Open();
        var names = Enumerable.Range(1, 255).Where(b => b != '/').Select(b => new[] { (byte)'x', (byte)b }).ToList();
        foreach (var name in names) folder.CreateFile(name).Dispose();
        var listing = new FolderListing();
        folder.List(listing, TestContext.Current.CancellationToken);
        Assert.Equal(names.Count, listing.Count);
        for (var i = 0; i < listing.Count; i++)
        {
            var name = listing.NameAt(i).ToArray();
            Assert.Equal(name[1] >= 0x80 ? Exclusion.NameNotValid : Exclusion.None, listing.ExclusionAt(i));
            Assert.Equal(listing.FactsAt(i), folder.Look(name));
            Assert.Equal(name, folder.StoredName(name));
            folder.Remove(name, EntryKind.File);
        }
        Assert.Empty(Directory.GetFileSystemEntries(temp.Path));
    }

    [Fact]
    public void Names_in_other_scripts_take_part()
    {
        string[] names = ["経理部 売上.xlsx", "Ärger", "🗻", "e\u0301"];
        foreach (var name in names) temp.File(name);
        using var folder = temp.Open();
        var listing = new FolderListing();
        folder.List(listing, TestContext.Current.CancellationToken);
        Assert.Equal(4, listing.Count);
        for (var i = 0; i < 4; i++)
        {
            Assert.Equal(Exclusion.None, listing.ExclusionAt(i));
            Assert.Contains(Wtf8.Decode(listing.NameAt(i)), names);
        }
    }

    [Fact]
    public void A_listing_can_be_cancelled()
    {
        temp.File("a");
        using var folder = temp.Open();
        Assert.Throws<OperationCanceledException>(() => folder.List(new FolderListing(), new CancellationToken(canceled: true)));
    }

    [Fact]
    public void A_folder_that_is_gone_is_not_taken_for_an_empty_one()
    {
        temp.Folder("closed");
        temp.File("closed/a");
        using var folder = temp.Open();
        using var closed = folder.OpenFolder("closed"u8);
        Directory.Delete(temp["closed"], recursive: true);
        var gone = Assert.Throws<EntryException>(
            () => closed.List(new FolderListing(), TestContext.Current.CancellationToken));
        Assert.Equal((IoProblem.NotFound, "ENOENT", EntryOperation.List), (gone.Problem, gone.Code, gone.Operation));
        Assert.Null(closed.Look("a"u8));
        var e = Assert.Throws<EntryException>(() => closed.CreateFile("b"u8));
        Assert.Equal((IoProblem.NotFound, "ENOENT", EntryOperation.Write), (e.Problem, e.Code, e.Operation));
    }

    static Dictionary<string, EntryFacts> List(FolderHandle folder)
    {
        var listing = new FolderListing();
        folder.List(listing, TestContext.Current.CancellationToken);
        return Enumerable.Range(0, listing.Count).ToDictionary(i => Wtf8.Decode(listing.NameAt(i)), i => listing.FactsAt(i));
    }

    static string Describe(EntryFacts f) =>
        $"{Convert.ToString((int)f.Attributes, 8)} {f.Size} {f.FileId} {f.Owner} {f.Group} {Seconds(f.Modified)} {Seconds(f.Changed)}";

    static string Stat(string path, EntryKind kind)
    {
        var fields = Tool.Run("stat", "-c", "%a %s %i %u %g %.9Y %.9Z", path).Trim().Split(' ');
        if (kind is EntryKind.Folder or EntryKind.Other) fields[1] = "0";
        for (var i = 5; i < 7; i++)
            fields[i] = Text(Math.Floor(decimal.Parse(fields[i], CultureInfo.InvariantCulture) * 10_000_000m) / 10_000_000m);
        return string.Join(' ', fields);
    }

    static string Seconds(long ticks) => Text((ticks - DateTime.UnixEpoch.Ticks) / (decimal)TimeSpan.TicksPerSecond);

    static string Text(decimal seconds) => seconds.ToString("0.0000000", CultureInfo.InvariantCulture);
}
