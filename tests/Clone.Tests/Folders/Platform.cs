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
