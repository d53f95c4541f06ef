using System;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Texts;
using Clone.Engine.Unix;

namespace Clone.Engine.Folders;

/// <summary>Folders by way of libc, for Linux.</summary>
sealed class UnixFolders : FolderPlatform
{
    /// <inheritdoc/>
    public override StringComparison PathComparison => StringComparison.Ordinal;

    /// <inheritdoc/>
    public override FolderHandle OpenRoot(string path) => new UnixFolderHandle(OpenFolder(path));

    /// <inheritdoc/>
    public override string Canonicalize(string path)
    {
        if (path.Length == 0 || path[0] != '/') throw Invalid(path, "Reason.PathNotFull");
        if (path.AsSpan().IndexOf('\0') >= 0) throw Invalid(path, "Reason.PathNul");
        var canonical = new UnixPathResolver().Resolve(Wtf8.Encode(path));
        // A link can lead to a name that text cannot hold; the text would then name something else.
        if (!Wtf8.IsUtf8(canonical)) throw Invalid(path, "Reason.PathNotText");
        return Wtf8.Decode(canonical);
    }

    static CloneException Invalid(string path, string reason) => new(ErrorId.ClonePathInvalid, path, Text.Get(reason));

    static unsafe Descriptor OpenFolder(string path)
    {
        if (path.AsSpan().IndexOf('\0') >= 0) throw new EntryException(IoProblem.NameNotAllowed, "EINVAL", EntryOperation.List);
        fixed (byte* bytes = Wtf8.Encode(path + '\0'))
        {
            int number;
            while ((number = Libc.Open(bytes, Libc.OpenFolder | Libc.OpenCloseOnExec, 0)) < 0)
                Errno.ThrowUnlessInterrupted(EntryOperation.List);
            return new Descriptor(number);
        }
    }
}
