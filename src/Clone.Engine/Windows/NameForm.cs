namespace Clone.Engine.Windows;

/// <summary>Forms of the requests that rename and remove, the newest and best first.</summary>
enum NameForm
{
    /// <summary>POSIX semantics, read-only attributes ignored (Windows 10 1809, Server 2019).</summary>
    PosixIgnoringReadOnly,

    /// <summary>POSIX semantics: the name is free at once, whoever has it open (Windows 10 1607, Server 2016; NTFS).</summary>
    Posix,

    /// <summary>As it always was, and as FAT and many servers know it alone.</summary>
    Classic,
}
