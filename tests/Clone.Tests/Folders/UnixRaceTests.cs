using System;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Folders;
using Xunit;

namespace Clone.Tests.Folders;

/// <summary>
/// Somebody swaps a name between what it should be and a link that leads outside, as fast as possible, while we work
/// with that name. Nothing outside may be seen or touched.
/// </summary>
public sealed class UnixRaceTests : IDisposable
{
    static readonly int Rounds = 3000 * Soak.Times;

    readonly TempFolder temp = new();
    readonly FolderHandle folder;

    public UnixRaceTests()
    {
        Platform.RequireLinux();
        temp.Folder("side/real");
        temp.File("side/real/inside", "inside");
        temp.Folder("outside");
        temp.File("outside/secret", "secret");
        temp.File("outside/inside", "secret");
        Tool.Run("chmod", "640", temp["outside/secret"]);
        Tool.Run("touch", "-d", "2001-01-01", temp["outside"], temp["outside/secret"], temp["outside/inside"]);
        folder = FolderPlatform.OfThisMachine().OpenRoot(temp["side"]);
    }

    public void Dispose()
    {
        folder.Dispose();
        temp.Dispose();
    }

    [Fact]
    public void A_folder_swapped_for_a_link_is_never_left()
    {
        WhileSwapping("real", "../outside", () =>
        {
            try
            {
                using var real = folder.OpenFolder("real"u8);
                var listing = new FolderListing();
                real.List(listing, CancellationToken.None);
                for (var i = 0; i < listing.Count; i++) Assert.False(listing.NameAt(i).SequenceEqual("secret"u8));
                using (var reader = real.OpenFile("inside"u8))
                {
                    var buffer = new byte[6];
                    Assert.Equal(6, reader.Read(buffer, 0));
                    Assert.Equal("inside"u8.ToArray(), buffer);
                }
                real.CreateFile("made"u8).Dispose();
                real.Remove("made"u8, EntryKind.File);
                return true;
            }
            catch (EntryException e)
            {
                Assert.Contains(e.Problem, new[] { IoProblem.LinkInTheWay, IoProblem.NotAFolder, IoProblem.NotFound });
                return false;
            }
        });
        AssertOutsideUntouched();
    }

    [Fact]
    public void A_file_swapped_for_a_link_is_neither_read_nor_changed()
    {
        temp.File("side/real/file", "inside");
        using var real = folder.OpenFolder("real"u8);
        var facts = new EntryFacts { Attributes = 0x1FF, Modified = 1, Owner = 1, Group = 1 };
        var mask = Environment.IsPrivilegedProcess ? FacetMask.All : FacetMask.Modified | FacetMask.Attributes;
        WhileSwapping("real/file", "../../outside/secret", () =>
        {
            try
            {
                real.SetFacets("file"u8, facts, mask);
                using var reader = real.OpenFile("file"u8);
                var buffer = new byte[6];
                Assert.Equal(6, reader.Read(buffer, 0));
                Assert.Equal("inside"u8.ToArray(), buffer);
                return true;
            }
            catch (EntryException e)
            {
                Assert.Contains(e.Problem, new[] { IoProblem.LinkInTheWay, IoProblem.NotFound });
                return false;
            }
        });
        AssertOutsideUntouched();
    }

    [Fact]
    public void Removing_takes_the_link_and_not_what_it_leads_to()
    {
        using var real = folder.OpenFolder("real"u8);
        for (var i = 0; i < 500; i++)
        {
            real.CreateLink("name"u8, "../../outside"u8.ToArray());
            Assert.Throws<EntryException>(() => real.Remove("name"u8, EntryKind.Folder));
            real.Remove("name"u8, EntryKind.File);
            real.CreateLink("name"u8, "../../outside/secret"u8.ToArray());
            real.Remove("name"u8, EntryKind.File);
            real.CreateLink("name"u8, "../../outside/new"u8.ToArray());
            Assert.Throws<EntryException>(() => real.CreateFile("name"u8));
            real.Remove("name"u8, EntryKind.Link);
        }
        AssertOutsideUntouched();
    }

    void AssertOutsideUntouched()
    {
        Assert.Equal(["inside", "secret"], Directory.GetFiles(temp["outside"]).Select(p => Path.GetFileName(p)!).Order());
        Assert.Equal("secret", File.ReadAllText(temp["outside/secret"]));
        Assert.Equal("640", Tool.Run("stat", "-c", "%a", temp["outside/secret"]).Trim());
        Assert.Equal("2001", Tool.Run("stat", "-c", "%y", temp["outside/secret"])[..4]);
        Assert.Equal("2001", Tool.Run("stat", "-c", "%y", temp["outside"])[..4]);
    }

    /// <summary>Goes on until the action has both succeeded and met the link or the gap.</summary>
    void WhileSwapping(string name, string target, Func<bool> action)
    {
        var (succeeded, refused) = (0, 0);
        var path = Path.Combine(temp["side"], name);
        var aside = path + ".aside";
        File.CreateSymbolicLink(path + ".link", target);
        var done = false;
        using var started = new ManualResetEventSlim();
        var swapper = new Thread(() =>
        {
            while (!Volatile.Read(ref done))
            {
                started.Set();
                Swap(path, aside);
                Swap(path + ".link", path);
                Swap(path, path + ".link");
                Swap(aside, path);
            }
        });
        swapper.Start();
        started.Wait(TestContext.Current.CancellationToken);
        try
        {
            for (var i = 0; i < Rounds || (i < Rounds * 100 && (succeeded == 0 || refused == 0)); i++)
            {
                if (action()) succeeded++;
                else refused++;
            }
        }
        finally
        {
            Volatile.Write(ref done, true);
            swapper.Join();
        }
        Assert.True(succeeded > 0 && refused > 0, $"{succeeded} times there, {refused} times not");
    }

    static void Swap(string from, string to) => Assert.Equal(0, Rename(from, to));

    // File.Move looks through links.
    [DllImport("libc", EntryPoint = "rename", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    static extern int Rename(string from, string to);
}
