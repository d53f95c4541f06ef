using System;
using System.Management.Automation.Host;

namespace CloneShell.Host;

/// <summary>The console's measures. There is no screen buffer to read or paint.</summary>
sealed class ShellRawUi : PSHostRawUserInterface
{
    const int WidthOfFiles = 120, WidthOfUnknown = 80, Height = 50;

    /// <summary>Columns of the terminal, or what formatted text gets in a file or pipe.</summary>
    public static int Width => Console.IsOutputRedirected ? WidthOfFiles
        : Console.WindowWidth > 0 ? Console.WindowWidth : WidthOfUnknown;

    public override ConsoleColor ForegroundColor { get; set; } = ConsoleColor.Gray;

    public override ConsoleColor BackgroundColor { get; set; } = ConsoleColor.Black;

    public override Coordinates CursorPosition { get; set; }

    public override Coordinates WindowPosition { get; set; }

    public override int CursorSize { get; set; } = 25;

    public override Size BufferSize
    {
        get => new(Width, Height);
        set => throw NoScreen();
    }

    public override Size WindowSize
    {
        get => new(Width, Height);
        set => throw NoScreen();
    }

    public override Size MaxWindowSize => WindowSize;

    public override Size MaxPhysicalWindowSize => WindowSize;

    public override bool KeyAvailable => !Console.IsInputRedirected && Console.KeyAvailable;

    public override string WindowTitle { get; set; } = "";

    public override void FlushInputBuffer()
    {
    }

    public override KeyInfo ReadKey(ReadKeyOptions options) => throw NoScreen();

    public override BufferCell[,] GetBufferContents(Rectangle rectangle) => throw NoScreen();

    public override void ScrollBufferContents(Rectangle source, Coordinates destination, Rectangle clip, BufferCell fill) =>
        throw NoScreen();

    public override void SetBufferContents(Rectangle rectangle, BufferCell fill) => throw NoScreen();

    public override void SetBufferContents(Coordinates origin, BufferCell[,] contents) => throw NoScreen();

    static NotSupportedException NoScreen() => new("CloneShell has no screen buffer.");
}
