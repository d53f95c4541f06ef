using System;
using System.IO;
using System.Linq;
using Clone.Engine.Checks;
using Clone.Engine.Folders;
using Clone.Engine.Jobs;
using Clone.Tests.Folders;
using Xunit;

namespace Clone.Tests.Checks;

/// <summary>The rules that a trial finds are those by which the volume then takes names.</summary>
public sealed class NameRulesTests
{
    static readonly string[] Names =
    [
        "plain", "a:b", "a?b", "a*b", "a\"b", "a<b", "a>b", "a|b", "a\\b", "a\tb", "a\u001fb", "dot.", "space ", " lead", "日本語", "😀",
        new('n', 255), new('あ', 85), new('あ', 86), new('あ', 255), "con", "a;b", "a[b",
    ];

    [Theory]
    [InlineData("tmpfs")]
    [InlineData("ext4")]
    [InlineData("vfat")]
    [InlineData("exfat")]
    [InlineData("exfat-fuse")]
    public void A_trial_finds_out_which_names_a_volume_holds(string type)
    {
        using var volume = new MountedVolume(type);
        var trial = new DestinationTrial(
            FolderPlatform.OfThisMachine(), new JobDefinition { HddBaseFolder = volume.Path, DestinationName = "copy" });
        var before = DateTime.UtcNow;
        trial.Run();
        Assert.InRange(trial.FileTime, before.AddSeconds(-3).Ticks, DateTime.UtcNow.AddSeconds(1).Ticks);
        Assert.DoesNotContain("copy", Directory.GetFileSystemEntries(volume.Path).Select(Path.GetFileName));
        foreach (var name in Names) Assert.Equal((name, Holds(volume.Path, name)), (name, trial.Names.Allows(name)));
        Assert.Equal(type is "vfat" or "exfat" or "exfat-fuse", trial.Capabilities.FoldsCase);
        File.WriteAllText(volume["ä"], "");
        if (trial.Capabilities.FoldsCase) Assert.Equal(File.Exists(volume["Ä"]), trial.Names.Fold("Ä") == trial.Names.Fold("ä"));
    }

    [Theory]
    [InlineData("a:b", false)]
    [InlineData("a\tb", false)]
    [InlineData("a.", false)]
    [InlineData("a ", false)]
    [InlineData("a.b", true)]
    [InlineData("日本語", true)]
    public void Where_nothing_can_be_tried_the_rules_of_Windows_hold_for_FAT(string name, bool allowed)
    {
        Assert.Equal(allowed, NameRules.Windows.Allows(name));
        Assert.True(new NameRules().Allows(name));
        Assert.False(NameRules.Windows.Allows(new string('x', 256)));
    }

    static bool Holds(string folder, string name)
    {
        var path = Path.Combine(folder, name);
        try
        {
            File.WriteAllText(path, "");
        }
        catch (IOException)
        {
            return false;
        }
        var holds = Directory.GetFileSystemEntries(folder).Contains(path);
        File.Delete(path);
        return holds;
    }
}
