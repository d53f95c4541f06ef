using System;
using Xunit;

namespace Clone.Tests.Folders;

/// <summary>What a test needs of the machine; without it the test is skipped with the reason.</summary>
static class Platform
{
    public static void RequireLinux()
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("needs Linux");
    }

    /// <summary>Wine makes none and says that it did.</summary>
    public static void RequireLinks()
    {
        using var folder = new TempFolder();
        try
        {
            if (System.IO.File.CreateSymbolicLink(folder["link"], "target").LinkTarget == "target" && folder.Names().Length == 1) return;
        }
        catch (System.IO.IOException)
        {
        }
        Assert.Skip("no symbolic links can be made here");
    }

    public static void RequireRoot()
    {
        RequireLinux();
        if (!Environment.IsPrivilegedProcess) Assert.Skip("needs root");
    }

    public static void RequireOrdinaryUser()
    {
        RequireLinux();
        if (Environment.IsPrivilegedProcess) Assert.Skip("root may do everything");
    }
}
