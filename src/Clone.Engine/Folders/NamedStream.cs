namespace Clone.Engine.Folders;

/// <summary>A named stream of a file on NTFS or ReFS.</summary>
/// <param name="Name">Its name as the file system gives it, such as <c>:Zone.Identifier:$DATA</c>.</param>
/// <param name="Size">Its length in bytes.</param>
public sealed record NamedStream(string Name, long Size);
