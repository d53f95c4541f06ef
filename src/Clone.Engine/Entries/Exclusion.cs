namespace Clone.Engine.Entries;

/// <summary>
/// Why an entry takes no part in a run. An excluded entry is not copied, and what lies under the same name at the
/// destination is not removed.
/// </summary>
public enum Exclusion : byte
{
    /// <summary>The entry takes part.</summary>
    None,

    /// <summary>A folder that the filters do not take itself, but below which they may take something.</summary>
    PassedThrough,

    /// <summary>Left out by the job's filters of names.</summary>
    Filter,

    /// <summary>A file smaller than the job takes.</summary>
    TooSmall,

    /// <summary>A file larger than the job takes.</summary>
    TooLarge,

    /// <summary>A file whose last change is too recent for the job.</summary>
    TooYoung,

    /// <summary>A file whose last change is too long ago for the job.</summary>
    TooOld,

    /// <summary>A file with an attribute that the job leaves out.</summary>
    Attribute,

    /// <summary>A file with the system attribute (requirement B8).</summary>
    SystemFile,

    /// <summary>A folder that the operating system keeps at a volume's root, such as System Volume Information.</summary>
    SystemFolder,

    /// <summary>Encrypted by EFS: only its owner's key reads it.</summary>
    Encrypted,

    /// <summary>A name that is not valid UTF-8 and so cannot be written at other destinations.</summary>
    NameNotValid,

    /// <summary>A device, socket or named pipe.</summary>
    NotAFile,

    /// <summary>The contents lie on another storage tier and reading would fetch them.</summary>
    Offline,

    /// <summary>A link, at a destination that cannot hold links.</summary>
    LinkNotSupported,

    /// <summary>The entry was gone when its turn came.</summary>
    Vanished,

    /// <summary>Clone's own folder at a root (<c>CloneForWindows</c>). Never counted.</summary>
    Reserved,

    /// <summary>One of Clone's temporary files. Never counted.</summary>
    Temporary,
}
