using System.Collections.Generic;
using System.IO;
using System.Security.AccessControl;
using System.Security.Principal;
using Clone.Engine.Folders;
using Clone.Engine.Windows;

namespace Clone.Engine.State;

/// <summary>
/// On Windows the system and the administrators alone may enter the folder, and where a plain account runs that
/// account too. Access lists are protected, so that nothing is inherited from above.
/// </summary>
#if NET
[System.Runtime.Versioning.SupportedOSPlatform("windows")]
#endif
sealed class WindowsStateRights : StateRights
{
    readonly string user;

    public WindowsStateRights()
    {
        using var identity = WindowsIdentity.GetCurrent();
        user = identity.User?.Value ?? "";
    }

    public override void Prepare(string path)
    {
        if (!Directory.Exists(path)) new DirectoryInfo(path).Create(Closed());
        Check(path, mayClose: true);
    }

    public override void Check(string path) => Check(path, mayClose: false);

    public override void MakeFolder(string path) => Directory.CreateDirectory(path);

    void Check(string path, bool mayClose)
    {
        for (var above = Path.GetDirectoryName(path); above is not null; above = Path.GetDirectoryName(above))
        {
            var mask = FolderPaths.IsRoot(above) ? AccessList.ReplacingInRoot : AccessList.Replacing;
            var rights = OfFolder(above);
            Refuse(above, rights, rights.StrangerHere(mask));
        }
        var list = OfFolder(path);
        RefuseWriters(path, list);
        if (list.StrangeReader is { } reader)
        {
            if (Directory.GetFileSystemEntries(path).Length > 0 && !File.Exists(FolderPaths.Join(path, StateFolder.NodeFile)))
                throw Unsafe(path, "StateReadable", reader);
            if (mayClose) new DirectoryInfo(path).SetAccessControl(Closed());
        }
        CheckContents(path, below: true);
    }

    void CheckContents(string path, bool below)
    {
        foreach (var file in Directory.GetFiles(path))
            RefuseWriters(file, Of(new FileInfo(file).GetAccessControl(Asked)));
        foreach (var folder in Directory.GetDirectories(path))
        {
            if ((File.GetAttributes(folder) & FileAttributes.ReparsePoint) != 0) throw Unsafe(folder, "StateLink");
            RefuseWriters(folder, OfFolder(folder));
            if (below) CheckContents(folder, below: false);
        }
    }

    static void RefuseWriters(string path, AccessList list) => Refuse(path, list, list.Stranger(AccessList.Writing));

    static void Refuse(string path, AccessList list, string? writer)
    {
        if (list.StrangeOwner is { } owner) throw Unsafe(path, "StateOwner", owner);
        if (writer is not null) throw Unsafe(path, "StateWritable", writer);
    }

    const AccessControlSections Asked = AccessControlSections.Owner | AccessControlSections.Access;

    AccessList OfFolder(string path) => Of(new DirectoryInfo(path).GetAccessControl(Asked));

    AccessList Of(FileSystemSecurity security)
    {
        var raw = new RawSecurityDescriptor(security.GetSecurityDescriptorBinaryForm(), 0);
        List<AccessEntry>? entries = null;
        if (raw.DiscretionaryAcl is not null)
        {
            entries = [];
            foreach (var ace in raw.DiscretionaryAcl)
            {
                if (ace is QualifiedAce { AceQualifier: AceQualifier.AccessAllowed } allowed)
                {
                    var isForChildren = (allowed.AceFlags & AceFlags.InheritOnly) != 0;
                    entries.Add(new AccessEntry(allowed.SecurityIdentifier.Value, (uint)allowed.AccessMask, isForChildren));
                }
            }
        }
        return new AccessList(raw.Owner?.Value ?? "", entries, user);
    }

    static DirectorySecurity Closed()
    {
        var security = new DirectorySecurity();
        security.SetSecurityDescriptorSddlForm(AdministratorsAlone.Sddl(), AccessControlSections.Access);
        return security;
    }
}
