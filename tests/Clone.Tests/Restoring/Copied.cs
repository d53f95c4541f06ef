using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Clone.Engine;
using Clone.Engine.Errors;
using Clone.Engine.Notices;
using Clone.Engine.Restore;
using Clone.Engine.Sync;
using Clone.Tests.EndToEnd;
using Xunit;

namespace Clone.Tests.Restoring;

/// <summary>A mirror with a run behind it, and a folder beside it to restore into.</summary>
sealed class Copied : IDisposable
{
    public Mirror Mirror { get; } = new();

    public CloneNode Node => Mirror.Node;

    /// <summary>Where it is restored to; not made beforehand.</summary>
    public string Target => Path.Combine(Mirror.Place, "restored");

    public RestoreRequest Request => new() { From = new CopyPlace { Job = Mirror.Job }, Destination = Target };

    public async Task CopyAsync()
    {
        Mirror.CreateJob();
        Assert.Equal(RunResult.Succeeded, (await Mirror.RunAsync()).Result);
    }

    public Task<RunReport> RestoreAsync(Func<RestoreRequest, RestoreRequest>? change = null, CloneNode? node = null) =>
        (node ?? Node).RestoreAsync(change is null ? Request : change(Request), progress: null, TestContext.Current.CancellationToken);

    /// <summary>A restore that is refused before it begins; nothing of it is on record.</summary>
    public async Task RefusesAsync(ErrorId id, Func<RestoreRequest, RestoreRequest>? change = null)
    {
        var request = change is null ? Request : change(Request);
        var before = Everything();
        Assert.Equal(id, (await Assert.ThrowsAsync<CloneException>(() => RestoreAsync(_ => request))).Id);
        Assert.Equal(id, Assert.Throws<CloneException>(() => Node.CheckRestore(request)).Id);
        Assert.Equal(before, Everything());
        Assert.Empty(Node.Restores(jobId: null, 9));
    }

    public async Task<List<string>> ListAsync(string? item = null, bool recurses = false, CopyPlace? place = null)
    {
        var paths = new List<string>();
        var items = Node.ListCopyAsync(
            place ?? Request.From, item, recurses, failure => Assert.Fail(failure.Path), CancellationToken.None);
        await foreach (var found in items) paths.Add(found.Path);
        return paths;
    }

    public void WriteTarget(string path, string text) => Mirror.WriteTo(Target, path, text);

    public string ReadTarget(string path) => File.ReadAllText(Path.Combine(Target, path));

    /// <summary>Paths of all that lies in the target, folders with '/' at the end.</summary>
    public string[] InTarget() => Directory.Exists(Target)
        ? [.. Directory.GetFileSystemEntries(Target, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Target, path).Replace(Path.DirectorySeparatorChar, '/') + (Directory.Exists(path) && new FileInfo(path).LinkTarget is null ? "/" : ""))
            .Order(StringComparer.Ordinal)]
        : [];

    public string[] Events() =>
        [.. Node.ReadLog(new LogQuery()).Select(record => record.EventId).Where(id => id.StartsWith("restore.", StringComparison.Ordinal))];

    public void Dispose() => Mirror.Dispose();

    string[] Everything() =>
        [.. new[] { Mirror.Source, Mirror.Disk, Target }.Where(Directory.Exists)
            .SelectMany(folder => Directory.GetFileSystemEntries(folder, "*", SearchOption.AllDirectories)).Order(StringComparer.Ordinal)];
}
