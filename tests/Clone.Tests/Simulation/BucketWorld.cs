using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Clone.Engine;
using Clone.Engine.Entries;
using Clone.Engine.Jobs;
using Clone.Engine.ObjectCopies;
using Clone.Engine.Objects;
using Clone.Engine.Sync;
using Clone.Tests.Memory;
using Clone.Tests.Objects;

namespace Clone.Tests.Simulation;

/// <summary>A machine whose copy lies in a bucket or container in memory, which is as strict as the service and holds what others put there too.</summary>
sealed class BucketWorld : SimulatedMachine
{
    static readonly string[] Prefixes = ["", "p/", "a b/日本/"];

    public BucketWorld(int seed, bool isContainer)
        : base(new Random(seed), new MemoryDisk("source", start: new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks))
    {
        Prefix = Prefixes[Random.Next(Prefixes.Length)];
        IsContainer = isContainer;
        // Names are spelled and listed as in buckets: a march over names that are listed elsewhere may begin anew, and then reports in
        // ways that the referee does not know.
        Bucket = new MemoryBucket
        {
            Traits = isContainer ? MemoryContainerStore.Of(TraitsOf(Random)) with { Spelling = NameSpelling.S3 } : TraitsOf(Random),
            PageSize = Random.Next(1, 40),
            KeepsVersions = Random.Next(4) == 0,
            Time = Time,
        };
        KeepsDays = Random.Next(2) * 5;
        ListsIndex = Random.Next(4) == 0;
        Keys = new ObjectKeys(Prefix, KeyEncoding.Of(Bucket.Traits.Spelling), Bucket.Traits);
        Limits = WorkLimits.StepByStep with
        {
            GroupItems = Random.Next(1, 30),
            BlocksFrom = 100,
            BlockBytes = 64,
            Objects = new ObjectSendLimits { WholeBytes = Random.Next(2) * 200, PartBytes = 64, PartsAtOnce = 1, ListsAhead = false },
        };
        PutOthers();
        Referee = new BucketReferee(this);
    }

    public static ObjectStoreOptions StoreOptions { get; } = new() { Pauses = new RetryPauses { First = TimeSpan.Zero, Longest = TimeSpan.Zero, LongestAsked = TimeSpan.Zero } };

    public MemoryBucket Bucket { get; }

    public bool IsContainer { get; }

    /// <summary>What the keys of the copy begin with.</summary>
    public string Prefix { get; }

    public ObjectKeys Keys { get; }

    /// <summary>Days for which the job keeps what is removed; 0 for not at all.</summary>
    public int KeepsDays { get; }

    /// <summary>The job does not have its destination listed each time.</summary>
    public bool ListsIndex { get; }

    public BucketReferee Referee { get; }

    public DateTimeOffset Now => Time.GetUtcNow();

    /// <summary>A store over what there is.</summary>
    public MemoryObjectStore OpenStore() =>
        IsContainer ? new MemoryContainerStore(Bucket, StoreOptions) : new MemoryObjectStore(Bucket, StoreOptions);

    /// <summary>The newest objects of the copy by the paths that their keys stand for, with '/' at the end of a folder's; without what is Clone's own.</summary>
    public SortedDictionary<string, MemoryObject> Copy()
    {
        var found = new SortedDictionary<string, MemoryObject>(StringComparer.Ordinal);
        foreach (var key in Bucket.Keys.Keys)
            if (PathOf(key) is { } path && Bucket.Find(key, null) is { } item) found.Add(path, item);
        return found;
    }

    /// <summary>The path that a key of the copy stands for, with '/' at the end for a folder; null for what is no entry of it.</summary>
    public string? PathOf(string key)
    {
        if (!key.StartsWith(Prefix, StringComparison.Ordinal) || key.Length == Prefix.Length || key.StartsWith(Keys.OwnPrefix, StringComparison.Ordinal)) return null;
        var text = key[Prefix.Length..];
        if (!Keys.TryFolder(text.EndsWith('/') ? text[..^1] : text, out var path)) return null;
        return Encoding.UTF8.GetString(path.Bytes) + (text.EndsWith('/') ? "/" : "");
    }

    public void CreateJob(TakeOverMode takeOver)
    {
        using var run = new BucketRun(this, Mishaps.None, BucketMishaps.None);
        using var node = Open(run);
        node.Jobs.Create(new JobChanges
        {
            Name = "job",
            Source = MemoryPlatform.PlaceOf("source"),
            S3 = IsContainer ? null : new BucketChanges { Bucket = "bucket", Prefix = Prefix, Endpoint = "http://127.0.0.1:1", AwsProfile = "profile" },
            Azure = IsContainer
                ? new ContainerChanges { Container = "container", Account = "account", Prefix = Prefix, Endpoint = "http://127.0.0.1:1", Identity = AzureIdentity.EntraId }
                : null,
            KeepDeleted = KeepsDays,
            DestinationScan = ListsIndex ? DestinationScan.Index : DestinationScan.Always,
            TakeOver = takeOver,
        });
    }

    /// <summary>Another machine takes the copy over; the source came with it.</summary>
    public void TakeOver(TakeOverMode mode)
    {
        ForgetState();
        CreateJob(mode);
    }

    /// <summary>Somebody removes or overwrites a file of the copy.</summary>
    public void Spoil()
    {
        var files = Copy().Where(pair => !pair.Key.EndsWith('/')).ToList();
        if (files.Count == 0) return;
        var (path, item) = files[Random.Next(files.Count)];
        var contents = Random.Next(2) == 0 ? null : new byte[Random.Next(1, 2000)];
        Referee.Spoilt(path, contents);
        if (contents is null) Wait(store => store.DeleteAsync([new ObjectVersion(item.Info.Key)], CancellationToken.None));
        else Put(item.Info.Key, contents);
    }

    /// <summary>One run in a program of its own.</summary>
    /// <returns>Its report; null when it was killed.</returns>
    public async Task<RunReport?> RunAsync(BucketRun run, SyncMode mode, bool force)
    {
        History.BeginRun();
        Referee.BeginRun(run);
        var report = await ReportAsync(run, mode, force);
        Referee.EndRun();
        if (!run.IsKilled) return report;
        if (run.Mishaps.CutsPower)
        {
            Restart();
            CutPowerOfState();
        }
        return null;
    }

    /// <summary>The copy as a machine sees it that knows nothing.</summary>
    public SortedDictionary<string, Picture> Read() => Wait(async store =>
    {
        using var tree = new ObjectTree(ObjectPlace.Of(store, Prefix, NewTables()));
        var pictures = new SortedDictionary<string, Picture>(StringComparer.Ordinal);
        pictures[""] = PictureOf(tree.LookAtRoot(), []);
        var scope = new EntryScope(filters: null) { IsDestination = true };
        await foreach (var batch in tree.ListAsync(scope, (_, e) => throw e, CancellationToken.None))
        {
            for (var i = 0; i < batch.Count; i++)
            {
                if (batch.ExclusionAt(i) != Exclusion.None) continue;
                var (path, facts) = (batch.PathAt(i), batch.FactsAt(i));
                var contents = facts.Kind == EntryKind.File ? Bucket.Find(Keys.Of(Prefix, path, EntryKind.File), null)!.Contents : [];
                pictures[Encoding.UTF8.GetString(path.Bytes)] = PictureOf(facts, contents);
            }
        }
        return pictures;
    });

    public static Picture PictureOf(in EntryFacts facts, byte[] contents) =>
        new(facts.Kind, contents, facts.Attributes, facts.Owner, facts.Group, facts.Modified, facts.FileId);

    protected override WorkLimits Limits { get; }

    protected override MemoryPlatform PlatformOf(IMemoryWatch watch, Action useMachine) => new MemoryPlatform(watch) { BeforeReal = useMachine }.With(Source);

    protected override IAdapters AdaptersOver(MemoryStateStore files, IMemoryWatch watch) => new MemoryAdapters(files) { Bucket = ((BucketRun)watch).OpenStore };

    /// <summary>Parts are small, so that there are several of a file; some copies must be made in parts too.</summary>
    static ObjectStoreTraits TraitsOf(Random random) => MemoryBucket.DefaultTraits with
    {
        LeastPart = 64,
        GreatestPart = random.Next(3) == 0 ? 70_000 : 20_000,
        MostParts = 10_000,
        LargestObject = 5L << 40,
        LargestPut = 1 << 20,
        LargestCopy = random.Next(3) == 0 ? 60_000 : 1 << 20,
        ListsMetadata = random.Next(5) == 0,
        HasMd5ETags = random.Next(5) > 0,
        KeepsContentMd5 = random.Next(5) == 0,
    };

    static ObjectTables NewTables() => ObjectTables.Of(new MemoryStateStore(_ => { }).Open("index", "index", 1));

    /// <summary>What others have in the bucket: beside the copy, within it under keys that are no paths, and in Clone's own part.</summary>
    void PutOthers()
    {
        string[] others = ["zz other", "CloneForWindows.txt", Prefix + "/x", Prefix + "./y", Prefix + "CloneForWindows/notes", Prefix + "CloneForWindows/kept/theirs", Prefix + "CloneForWindows/catalogue/theirs/000001"];
        foreach (var key in others)
            if (Prefix.Length > 0 || key.StartsWith('/') || key.StartsWith('.') || key.StartsWith("CloneForWindows/", StringComparison.Ordinal)) Put(key, [1, 2, 3]);
        if (Prefix.Length > 0) Wait(store => store.BeginUploadAsync("zz upload", ObjectProperties.None, CancellationToken.None));
    }

    void Put(string key, byte[] contents) =>
        Wait(store => store.PutAsync(key, ObjectBody.Of(contents), ObjectProperties.None, PutCondition.None, CancellationToken.None));

    T Wait<T>(Func<IObjectStore, Task<T>> work) => Task.Run(() => work(OpenStore())).GetAwaiter().GetResult();
}
