using System;
using System.IO;
using System.Linq;
using System.Runtime.Versioning;
using System.Security.AccessControl;
using System.Security.Principal;
using Clone.Engine;
using Clone.Engine.Errors;
using Clone.Engine.Folders;
using Clone.Engine.Machine;
using Clone.Engine.State;
using Clone.Tests.Cmdlets;
using Clone.Tests.Contract;
using Xunit;

namespace Clone.Tests.Windows;

/// <summary>The state folder, locks and identity of a machine on Windows.</summary>
[SupportedOSPlatform("windows")]
[Collection(StateCollection.Name)]
public sealed class WindowsStateTests : IDisposable
{
    readonly string home = Path.Combine(Path.GetTempPath(), "clone-state-" + Guid.NewGuid().ToString("N"));

    public WindowsStateTests()
    {
        if (!OperatingSystem.IsWindows()) Assert.Skip("needs Windows or Wine");
    }

    public void Dispose()
    {
        if (Directory.Exists(home)) Directory.Delete(home, recursive: true);
    }

    [Fact]
    public void A_new_state_folder_is_opened_again()
    {
        var folder = StateFolder.Open(Options());
        Assert.True(Directory.Exists(folder.Runs));
        Assert.Equal(folder.Path, StateFolder.Open(Options()).Path);
        Assert.Equal(folder.Path, StateFolder.Find(Options())!.Path);
    }

    [Fact]
    public void A_new_state_folder_is_for_administrators_alone()
    {
        if (ContractFolder.IsWine) Assert.Skip("Wine keeps no access lists");
        var folder = StateFolder.Open(Options());
        var rules = new DirectoryInfo(folder.Path).GetAccessControl().GetAccessRules(true, true, typeof(SecurityIdentifier));
        var user = WindowsIdentity.GetCurrent().User!.Value;
        Assert.All(
            rules.Cast<FileSystemAccessRule>(),
            rule => Assert.Contains(rule.IdentityReference.Value, new[] { "S-1-5-18", "S-1-5-32-544", user }));
    }

    [Fact]
    public void A_state_folder_that_others_may_write_is_refused()
    {
        if (ContractFolder.IsWine) Assert.Skip("Wine keeps no access lists");
        var folder = Directory.CreateDirectory(home);
        var security = folder.GetAccessControl();
        security.AddAccessRule(new FileSystemAccessRule(
            new SecurityIdentifier("S-1-5-32-545"), FileSystemRights.CreateFiles, AccessControlType.Allow));
        folder.SetAccessControl(security);
        var error = Assert.Throws<CloneException>(() => StateFolder.Open(Options()));
        Assert.Equal(ErrorId.CloneStateUnsafe, error.Id);
        Assert.Contains("S-1-5-32-545", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_default_place_is_the_folder_of_programs_data()
    {
        Assert.Null(Environment.GetEnvironmentVariable("CLONE_HOME"));
        var folder = StateFolder.Find(Options() with { Home = null });
        var expected = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.CommonApplicationData), "Clone");
        Assert.Equal(Directory.Exists(expected) ? expected : null, folder?.Path);
    }

    [Fact]
    public void A_lock_has_one_holder_at_a_time()
    {
        Directory.CreateDirectory(home);
        var path = Path.Combine(home, "x.lock");
        var first = FileLock.TryAcquire(path);
        Assert.NotNull(first);
        Assert.Null(FileLock.TryAcquire(path));
        first.Dispose();
        using var next = FileLock.TryAcquire(path);
        Assert.NotNull(next);
    }

    [Fact]
    public void The_machine_and_its_start_have_ids_that_stay()
    {
        var machine = new MachineFingerprint();
        Assert.True(machine.Read().ContainsKey("machineId"));
        Assert.Equal(machine.Read(), machine.Read());
        Assert.NotEmpty(BootId.Read());
        Assert.Equal(BootId.Read(), BootId.Read());
    }

    [Theory]
    [InlineData(@"C:\Data", @"C:\Data", "Data", false)]
    [InlineData(@"C:\Data\", @"C:\Data", "Data", false)]
    [InlineData(@"c:/Data//Year 2026/", @"c:\Data\Year 2026", "Year 2026", false)]
    [InlineData(@"C:\a\..\b", @"C:\b", "b", false)]
    [InlineData(@"D:\", @"D:\", "", true)]
    [InlineData(@"\\server\share", @"\\server\share", "", true)]
    [InlineData(@"\\server\share\", @"\\server\share", "", true)]
    [InlineData(@"\\server\share\Data", @"\\server\share\Data", "Data", false)]
    public void Paths_have_one_form(string path, string full, string name, bool isRoot)
    {
        var formed = FolderPaths.Full(path);
        Assert.Equal(full, formed);
        Assert.Equal(name, FolderPaths.LastPart(formed));
        Assert.Equal(isRoot, FolderPaths.IsRoot(formed));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Data")]
    [InlineData(@"C:Data")]
    [InlineData(@"C:")]
    [InlineData(@"\Data")]
    [InlineData(@"\\.\PhysicalDrive0")]
    [InlineData(@"\\.\C:\Data")]
    [InlineData(@"\\\share")]
    [InlineData("C:\\a\0b")]
    public void What_is_no_full_path_is_refused(string path) =>
        Assert.Equal(ErrorId.ClonePathInvalid, Assert.Throws<CloneException>(() => FolderPaths.Full(path)).Id);

    [Theory]
    [InlineData(@"C:\", @"c:\data", true)]
    [InlineData(@"C:\Data", @"c:\DATA", true)]
    [InlineData(@"C:\Data", @"C:\Data2", false)]
    [InlineData(@"C:\Data", @"D:\Data", false)]
    [InlineData(@"\\server\share", @"\\SERVER\share\x", true)]
    public void Folders_overlap_ignoring_case(string one, string other, bool overlap)
    {
        Assert.Equal(overlap, FolderPaths.Overlap(one, other, StringComparison.OrdinalIgnoreCase));
        Assert.Equal(overlap, FolderPaths.Overlap(other, one, StringComparison.OrdinalIgnoreCase));
    }

    NodeOptions Options() => new() { Adapters = null!, Version = "1.0.0", Home = home };
}
