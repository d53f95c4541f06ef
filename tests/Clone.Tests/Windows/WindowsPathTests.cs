using Clone.Engine.Windows;
using Xunit;

namespace Clone.Tests.Windows;

/// <summary>https://learn.microsoft.com/windows/win32/fileio/naming-a-file, "Win32 File Namespaces".</summary>
public sealed class WindowsPathTests
{
    [Theory]
    [InlineData(@"C:\data", @"\\?\C:\data")]
    [InlineData(@"C:\", @"\\?\C:\")]
    [InlineData(@"\\server\share\data", @"\\?\UNC\server\share\data")]
    [InlineData(@"\\server\share", @"\\?\UNC\server\share\")]
    [InlineData(@"\\?\C:\data.", @"\\?\C:\data.")]
    [InlineData(@"\\?\C:", @"\\?\C:\")]
    [InlineData(@"\\?\UNC\server\share\data", @"\\?\UNC\server\share\data")]
    [InlineData(@"\\?\Volume{0d1b-2}", @"\\?\Volume{0d1b-2}\")]
    [InlineData(@"\\.\NUL", @"\\.\NUL\")]
    public void The_extended_form(string full, string extended) => Assert.Equal(extended, WindowsPath.ToExtended(full));

    [Theory]
    [InlineData(@"\\?\C:\data", @"C:\data")]
    [InlineData(@"\\?\C:\data\", @"C:\data")]
    [InlineData(@"\\?\C:\", @"C:\")]
    [InlineData(@"\\?\UNC\server\share\data\", @"\\server\share\data")]
    [InlineData(@"\\?\UNC\server\share\", @"\\server\share")]
    [InlineData(@"\\?\Volume{0d1b-2}\", @"\\?\Volume{0d1b-2}\")]
    [InlineData(@"\\?\Volume{0d1b-2}\data\", @"\\?\Volume{0d1b-2}\data")]
    public void The_form_that_people_write(string extended, string ordinary) =>
        Assert.Equal(ordinary, WindowsPath.ToOrdinary(extended));

    [Theory]
    [InlineData(@"C:\data\inner", @"C:\data", "inner")]
    [InlineData(@"C:\data\", @"C:\", "data")]
    [InlineData(@"\\server\share\data", @"\\server\share", "data")]
    [InlineData(@"\\?\C:\data", @"\\?\C:\", "data")]
    [InlineData(@"\\?\UNC\server\share\data", @"\\?\UNC\server\share", "data")]
    [InlineData(@"\\?\Volume{0d1b-2}\data", @"\\?\Volume{0d1b-2}\", "data")]
    public void The_last_part_is_split_off_and_joined_again(string path, string parent, string name)
    {
        Assert.True(WindowsPath.TrySplit(path, out var folder, out var last));
        Assert.Equal((parent, name), (folder, last));
        Assert.Equal(path.TrimEnd('\\'), WindowsPath.Join(folder, last));
    }

    [Theory]
    [InlineData(@"C:\")]
    [InlineData(@"\\server\share")]
    [InlineData(@"\\server\share\")]
    [InlineData(@"\\server")]
    [InlineData(@"\\?\C:\")]
    [InlineData(@"\\?\UNC\server\share\")]
    [InlineData(@"\\?\Volume{0d1b-2}\")]
    [InlineData(@"\\?\")]
    [InlineData("")]
    public void A_root_has_no_parent(string path) => Assert.False(WindowsPath.TrySplit(path, out _, out _));
}
