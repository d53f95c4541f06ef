namespace Clone.Engine.Windows;

/// <summary>How an entry is to be opened.</summary>
/// <param name="Access">The rights asked for; <see cref="Windows.Access.Synchronize"/> comes with all.</param>
/// <param name="Options">Options beside FILE_SYNCHRONOUS_IO_NONALERT, which comes with all.</param>
/// <param name="Disposition">Open, make, or both.</param>
/// <param name="Share">What others may do meanwhile.</param>
readonly record struct OpenRequest(
    uint Access,
    uint Options = OpenOptions.OpenReparsePoint | OpenOptions.OpenForBackupIntent,
    uint Disposition = Windows.Disposition.Open,
    uint Share = Windows.Share.All);
