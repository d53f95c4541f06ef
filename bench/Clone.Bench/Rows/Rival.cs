using System;
using Clone.Bench.Machines;
using Clone.Bench.Measuring;

namespace Clone.Bench.Rows;

/// <summary>A peer as a row uses it.</summary>
/// <param name="Find">Looks for it.</param>
/// <param name="Bar">The most that Clone's time may be as a share of its time.</param>
/// <param name="Copy">The command that makes the second folder a copy of the first.</param>
sealed record Rival(Func<Peer> Find, double Bar, Func<string, string, Command> Copy)
{
    /// <summary>The commands, for the page.</summary>
    public const string About = "rsync: `rsync -a --delete SRC/ DST/`. rclone: `rclone sync SRC DST`.";

    public static Rival Rsync(double bar) =>
        new(Peer.Rsync, bar, (from, to) => new Command("rsync", "-a", "--delete", from + "/", to + "/"));

    public static Rival Rclone(double bar) => new(Peer.Rclone, bar, (from, to) => new Command("rclone", "sync", from, to));

    /// <summary>Its side; no command is made when it is missing.</summary>
    public Side Side(Func<Command, Side> make, string from, string to)
    {
        var peer = Find();
        return (peer.Missing is null ? make(Copy(from, to)) : new Side(peer.Name, [])) with
        {
            Name = peer.Name, Version = peer.Version, Bar = Bar, Missing = peer.Missing,
        };
    }
}
