using System;
using Clone.Engine.Blocks;
using Clone.Engine.Errors;

namespace Clone.Engine.Folders;

/// <summary>The file that takes the contents of another while it is staged.</summary>
/// <param name="writer">The open file, which is closed with this.</param>
/// <param name="name">Its name in its folder.</param>
sealed class StageTarget(FileWriter writer, byte[] name) : IDisposable
{
    /// <summary>The open file.</summary>
    public FileWriter Writer => writer;

    /// <summary>Its name in its folder.</summary>
    public byte[] Name => name;

    /// <summary>The sums of what it holds already; null when it is new.</summary>
    public BlockSums? Old { get; init; }

    /// <summary>The journal of a file that is changed in its place; null for a new one.</summary>
    public UndoJournal? Undo { get; init; }

    /// <summary>Where that journal lies.</summary>
    public UndoFolder? UndoFolder { get; init; }

    /// <summary>Counts it among the files without a name; null when it has one.</summary>
    public UnnamedFiles? Unnamed { get; init; }

    /// <summary>Set when everything is in it; else what was changed is put back. A file without a name then stays open.</summary>
    public bool IsComplete { get; set; }

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
        if (Unnamed is null) writer.Dispose();
        else if (!IsComplete) Unnamed.Close(writer);
        Undo?.Dispose();
        if (Undo is null || IsComplete) return;
        try
        {
            UndoFolder!.PutBack(Undo);
        }
        catch (EntryException)
        {
            // The journal stays, and the next run puts it back. Until then the file's time says that it is another one.
        }
    }
}
