using System;
using System.Threading;
using Xunit;

namespace Clone.Tests.Folders;

/// <summary>Ends mounts that tests have made.</summary>
static class MountPoint
{
    const int Tries = 500;

    /// <summary>
    /// Unmounts. A process that another test starts just now holds our descriptors until its exec, so that the volume is
    /// busy for a moment; and the list of mounts in /proc may leave one out while others come and go, so that only the
    /// program's own word counts.
    /// </summary>
    public static void Leave(string place)
    {
        for (var tries = 0; ; tries++)
        {
            var (code, _, error) = Tool.Try("umount", place);
            if (code == 0 || error.Contains("not mounted", StringComparison.Ordinal)) return;
            Assert.True(tries < Tries, error);
            Thread.Sleep(10);
        }
    }
}
