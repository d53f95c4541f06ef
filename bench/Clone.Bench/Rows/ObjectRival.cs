using System;
using Clone.Bench.Machines;
using Clone.Bench.Measuring;

namespace Clone.Bench.Rows;

/// <summary>A peer as a row over a bucket or container uses it.</summary>
/// <param name="Find">Looks for it.</param>
/// <param name="Bar">The most that Clone's time may be as a share of its time.</param>
/// <param name="Copy">The command that makes the bucket's folder of a name a copy of a local one, or the other way.</param>
/// <param name="Label">What tells it from others of the same program; empty where there is one.</param>
sealed record ObjectRival(Func<Peer> Find, double Bar, Func<ObjectServer, string, string, Command> Copy, string Label = "")
{
    /// <summary>rclone, from a folder to the bucket.</summary>
    public static ObjectRival Rclone(double bar, params string[] more) => new(
        Peer.Rclone, bar, (server, folder, name) => ObjectServer.Rclone(["sync", .. more, folder, server.Remote(name)]), string.Join(' ', more));

    /// <summary>rclone, from the bucket to a folder.</summary>
    public static ObjectRival RcloneBack(double bar, params string[] more) => new(
        Peer.Rclone, bar, (server, folder, name) => ObjectServer.Rclone(["sync", .. more, server.Remote(name), folder]), string.Join(' ', more));

    /// <summary>The AWS command line, from a folder to the bucket.</summary>
    public static ObjectRival Aws(double bar) => new(
        Peer.Aws, bar, (server, folder, name) => ((S3Server)server).Aws("s3", "sync", "--only-show-errors", folder, "s3://" + S3Server.Bucket + "/" + name));

    /// <summary>Its side; no command is made when it is missing.</summary>
    public Side Side(ObjectServer server, string folder, string name, Action beforeEach)
    {
        var peer = Find();
        var label = Label.Length == 0 ? peer.Name : peer.Name + " " + Label;
        return peer.Missing is null
            ? new Side(label, Copy(server, folder, name)) { Version = peer.Version, Bar = Bar, BeforeEach = beforeEach }
            : new Side(label, []) { Bar = Bar, Missing = peer.Missing };
    }
}
