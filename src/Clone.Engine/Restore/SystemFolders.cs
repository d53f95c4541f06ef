using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Clone.Engine.Folders;

namespace Clone.Engine.Restore;

/// <summary>The folders of the operating system and of its users, which are never emptied.</summary>
sealed class SystemFolders(FolderIdentities identities)
{
    /// <summary>Nothing in these is emptied.</summary>
    static readonly string[] UnixSystem =
        ["/bin", "/boot", "/dev", "/etc", "/lib", "/lib32", "/lib64", "/libx32", "/proc", "/sbin", "/sys", "/usr"];

    /// <summary>These themselves are not, folders in them are.</summary>
    static readonly string[] UnixRoots =
        ["/", "/home", "/media", "/mnt", "/opt", "/root", "/run", "/srv", "/tmp", "/var", "/var/lib", "/var/log", "/var/tmp"];

    /// <summary>True for such a folder, one that lies in one of the system's, and one that holds any.</summary>
    public bool Protects(string path) =>
        System().Any(folder => identities.IsWithin(path, folder))
        || System().Concat(Roots()).Any(folder => identities.IsWithin(folder, path));

    static IEnumerable<string> System() => Path.DirectorySeparatorChar == '/' ? UnixSystem : Known(
        Environment.SpecialFolder.Windows,
        Environment.SpecialFolder.ProgramFiles,
        Environment.SpecialFolder.ProgramFilesX86,
        Environment.SpecialFolder.CommonProgramFiles);

    static IEnumerable<string> Roots()
    {
        // The profile of the account SYSTEM, which runs scheduled tasks, lies in Windows; what all users share lies beside theirs.
        var own = Known(
            Environment.SpecialFolder.UserProfile,
            Environment.SpecialFolder.CommonApplicationData,
            Environment.SpecialFolder.CommonDocuments);
        return Path.DirectorySeparatorChar == '/' ? UnixRoots.Concat(own) : own;
    }

    static IEnumerable<string> Known(params Environment.SpecialFolder[] folders) =>
        folders.Select(folder => Environment.GetFolderPath(folder, Environment.SpecialFolderOption.DoNotVerify))
            .Where(path => path.Length > 0);
}
