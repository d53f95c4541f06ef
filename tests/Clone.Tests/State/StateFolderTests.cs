using System;
using System.IO;
using System.Linq;
using Clone.Engine;
using Clone.Engine.Errors;
using Clone.Engine.State;
using Clone.Tests.Folders;
using Clone.Tests.Machine;
using Clone.Tests.Processes;
using Xunit;
using static System.IO.UnixFileMode;

namespace Clone.Tests.State;

[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class StateFolderTests : IDisposable
{
    const UnixFileMode Private = UserRead | UserWrite | UserExecute;
    const UnixFileMode Readable = Private | GroupRead | GroupExecute | OtherRead | OtherExecute;

    readonly TestMachine machine = new();
    readonly Lazy<PublicProgram> program = new(() => new PublicProgram());

    public StateFolderTests()
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("modes are those of Unix");
    }

    public void Dispose()
    {
        machine.Dispose();
        if (program.IsValueCreated) program.Value.Dispose();
    }

    [Fact]
    public void A_new_folder_and_all_folders_in_it_are_closed_to_others()
    {
        var deep = Path.Combine(machine.Home, "a", "b");
        var folder = StateFolder.Open(machine.Options with { Home = deep });
        Assert.Equal(deep, folder.Path);
        Assert.Equal(Private, File.GetUnixFileMode(deep));
        var below = Directory.GetDirectories(deep);
        Assert.Equal(["index", "keys", "locks", "log", "runs", "secrets", "spool"], below.Select(path => Path.GetFileName(path)).Order());
        Assert.All(below, path => Assert.Equal(Private, File.GetUnixFileMode(path)));
    }

    [Fact]
    public void Files_of_state_are_for_their_owner_alone()
    {
        using var node = machine.Open();
        node.Jobs.Create(machine.NewJob("one"));
        foreach (var name in new[] { "node.json", "jobs.json" })
            Assert.Equal(UserRead | UserWrite, File.GetUnixFileMode(Path.Combine(machine.Home, name)));
        Assert.Empty(Directory.GetFiles(machine.Home, "*.new"));
    }

    [Theory]
    [InlineData(Readable | GroupWrite)]
    [InlineData(Readable | OtherWrite)]
    [InlineData(Private | OtherWrite)]
    [InlineData(Readable | GroupWrite | OtherWrite | StickyBit)]
    public void A_folder_that_others_may_write_is_refused(UnixFileMode mode)
    {
        Make(machine.Home, mode);
        var error = Failing.With(ErrorId.CloneStateUnsafe, () => machine.Open());
        Assert.Equal(machine.Home, error.Arguments[0]);
        Failing.With(ErrorId.CloneStateUnsafe, () => CloneNode.Find(machine.Options));
        Assert.Equal(mode, File.GetUnixFileMode(machine.Home));
        Assert.Empty(Directory.GetFileSystemEntries(machine.Home));
    }

    [Fact]
    public void A_folder_of_ours_that_others_may_read_is_closed()
    {
        Make(machine.Home, Readable);
        machine.Open().Dispose();
        Assert.Equal(Private, File.GetUnixFileMode(machine.Home));
        File.SetUnixFileMode(machine.Home, Readable);
        machine.Open().Dispose();
        Assert.Equal(Private, File.GetUnixFileMode(machine.Home));
    }

    [Fact]
    public void A_folder_with_other_things_keeps_its_rights_and_is_refused()
    {
        Make(machine.Home, Readable);
        File.WriteAllText(Path.Combine(machine.Home, "diary.txt"), "");
        Failing.With(ErrorId.CloneStateUnsafe, () => machine.Open());
        Assert.Equal(Readable, File.GetUnixFileMode(machine.Home));
    }

    [Fact]
    public void A_folder_above_that_others_may_write_is_refused_unless_names_in_it_are_safe()
    {
        var above = machine["above"];
        Make(above, Readable | GroupWrite | OtherWrite);
        var options = machine.Options with { Home = Path.Combine(above, "state") };
        var error = Failing.With(ErrorId.CloneStateUnsafe, () => CloneNode.Open(options));
        Assert.Equal(above, error.Arguments[0]);
        File.SetUnixFileMode(above, Readable | GroupWrite | OtherWrite | StickyBit);
        CloneNode.Open(options).Dispose();
    }

    [Theory]
    [InlineData("")]
    [InlineData("jobs.json")]
    [InlineData("locks")]
    [InlineData("locks/jobs.lock")]
    [InlineData("log/clone-2026-07.jsonl")]
    public void What_belongs_to_another_account_is_refused(string name)
    {
        if (Environment.UserName != "root") Assert.Skip("only root can give files away");
        machine.Open().Dispose();
        var path = Path.GetFullPath(Path.Combine(machine.Home, name)).TrimEnd('/');
        if (!Path.Exists(path)) File.WriteAllText(path, "");
        Tool.Run("chown", "12345", path);
        var error = Failing.With(ErrorId.CloneStateUnsafe, () => machine.Open());
        Assert.Equal(path, error.Arguments[0]);
        Assert.Contains("12345", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_plain_account_has_a_folder_of_its_own_below_folders_that_it_may_not_list()
    {
        if (Environment.UserName != "root" || Tool.Try("setpriv", "--version").Code != 0) Assert.Skip("needs root and setpriv");
        var home = Path.Combine(machine.Folder("closed/theirs"), "state");
        const UnixFileMode traverse = UserRead | UserWrite | UserExecute | GroupExecute | OtherExecute;
        File.SetUnixFileMode(machine.Path, traverse);
        File.SetUnixFileMode(machine["closed"], traverse);
        Tool.Run("chown", "12345:12345", machine["closed/theirs"]);
        Assert.EndsWith(" made " + home + "\n", AsPlainAccount([], home).Output, StringComparison.Ordinal);
        Assert.EndsWith(" found " + home + "\n", AsPlainAccount([], home).Output, StringComparison.Ordinal);
        Assert.Equal(Private, File.GetUnixFileMode(home));
        Failing.With(ErrorId.CloneStateUnsafe, () => CloneNode.Open(machine.Options with { Home = home }));
        Tool.Run("chown", "-R", "root:root", home);
        Assert.NotEqual(0, AsPlainAccount([], home).Code);
    }

    [Fact]
    public void The_environment_says_where_the_state_is()
    {
        if (Environment.UserName != "root" || Tool.Try("setpriv", "--version").Code != 0) Assert.Skip("needs root and setpriv");
        File.SetUnixFileMode(machine.Path, Private | GroupExecute | OtherExecute);
        var own = machine.Folder("own");
        Tool.Run("chown", "12345:12345", own);
        Expect(own + "/chosen", "CLONE_HOME=" + own + "/chosen", "XDG_DATA_HOME=" + own + "/xdg", "HOME=" + own);
        Expect(own + "/xdg/clone", "XDG_DATA_HOME=" + own + "/xdg", "HOME=" + own);
        Expect(own + "/.local/share/clone", "HOME=" + own);
        Expect(own + "/.local/share/clone", "CLONE_HOME=", "HOME=" + own);
        Assert.Contains("\"chosen\"", AsPlainAccount(["CLONE_HOME=chosen"], "-").Error, StringComparison.Ordinal);

        void Expect(string place, params string[] environment) => Assert.EndsWith(
            " made " + place + "\n", AsPlainAccount(environment, "-").Output.Replace(" found ", " made ", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    (int Code, string Output, string Error) AsPlainAccount(string[] environment, string home) => Tool.Try(
        "env",
        [
            "-u", "CLONE_HOME", "-u", "XDG_DATA_HOME", .. environment,
            "setpriv", "--reuid=12345", "--regid=12345", "--clear-groups",
            "dotnet", "exec", program.Value.Path, "node-open", home,
        ]);

    [Fact]
    public void A_link_in_the_folder_is_refused()
    {
        machine.Open().Dispose();
        File.CreateSymbolicLink(Path.Combine(machine.Home, "jobs.json"), machine.File("elsewhere.json", "{}"));
        Failing.With(ErrorId.CloneStateUnsafe, () => machine.Open());
    }

    [Fact]
    public void A_link_to_the_folder_is_resolved()
    {
        var link = machine["link"];
        File.CreateSymbolicLink(link, machine.Folder("real"));
        var folder = StateFolder.Open(machine.Options with { Home = link });
        Assert.Equal(machine["real"], folder.Path);
    }

    [Theory]
    [InlineData("state")]
    [InlineData("./state")]
    [InlineData("")]
    public void A_path_that_is_not_full_is_refused(string home) =>
        Failing.With(ErrorId.ClonePathInvalid, () => CloneNode.Open(machine.Options with { Home = home }));

    [Fact]
    public void A_file_in_the_place_of_the_folder_is_an_error_of_its_own()
    {
        machine.File("state");
        Failing.With(ErrorId.CloneStateUnavailable, () => machine.Open());
    }

    static void Make(string path, UnixFileMode mode)
    {
        Directory.CreateDirectory(path);
        File.SetUnixFileMode(path, mode);
    }
}
