using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Clone.Adapters;
using Clone.Engine.State;
using Clone.Tests.Folders;
using CsCheck;
using Xunit;

namespace Clone.Tests.State;

public sealed class SortedTableTests : IDisposable
{
    static readonly Comparer<byte[]> ByteOrder = Comparer<byte[]>.Create((a, b) => a.AsSpan().SequenceCompareTo(b));

    /// <summary>Short keys that collide and share beginnings, the empty one, and some that leave SQLite's page.</summary>
    static readonly Gen<byte[]> Key = Gen.Frequency(
        (8, Gen.OneOf((byte)0x00, (byte)0x01, (byte)'/', (byte)0x7F, (byte)0x80, (byte)0xFF).Array[0, 4]),
        (1, Gen.Select(Gen.Int[0, 3], Gen.Byte.Array[0, 2], (n, tail) => (byte[])[.. Enumerable.Repeat((byte)0xFF, n * 3000), .. tail])));

    static readonly Gen<byte[]> Value = Gen.Frequency((8, Gen.Byte.Array[0, 8]), (1, Gen.Int[1000, 9000].Select(n => new byte[n])));

    static readonly Gen<Action<ISortedTable, SortedDictionary<byte[], byte[]>>> Step = Gen.Frequency(
        (6, Gen.Select(Gen.Bool, Key, Value).Array[0, 30].Select(Applying)),
        (3, Gen.Select(Gen.Bool, Key.Null(), Reading)),
        (2, Key.Select(Getting)),
        (1, Gen.Const<Action<ISortedTable, SortedDictionary<byte[], byte[]>>>(Clearing)));

    readonly TempFolder folder = new();
    readonly IStateStore store = new AdapterSet().State;

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_table_of_a_temporary_file_behaves_as_a_sorted_dictionary() =>
        Step.Array[1, 40].Sample(steps => Run(steps, () => store.CreateTemporary(NewPath())), iter: 300 * Soak.Times);

    [Fact]
    public void A_table_of_a_durable_file_behaves_as_a_sorted_dictionary() =>
        Step.Array[1, 40].Sample(steps => Run(steps, () => store.Open(NewPath(), "test", 1)), iter: 60 * Soak.Times);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Reading_goes_on_over_the_borders_of_pieces(bool temporary)
    {
        using var file = temporary ? store.CreateTemporary(NewPath()) : store.Open(NewPath(), "test", 1);
        var table = file.Table("rows");
        var expected = new List<(byte[], byte[])>();
        for (var i = 0; i < 20_000; i++) expected.Add(([(byte)(i >> 8), (byte)i], new byte[i % 997 == 0 ? 400_000 : i % 5]));
        table.Put([.. expected]);

        var texts = expected.Select(r => (Convert.ToHexString(r.Item1), Convert.ToHexString(r.Item2))).ToList();
        Assert.Equal(texts, table.All());
        Assert.Equal(Enumerable.Reverse(texts), table.All(descending: true));
        foreach (var from in new[] { 63, 64, 575, 576, 577, 4671, 4672, 19_999 })
        {
            Assert.Equal(texts.Skip(from), table.All(from: expected[from].Item1));
            Assert.Equal(Enumerable.Reverse(texts.Take(from + 1)), table.All(descending: true, from: expected[from].Item1));
        }

        Assert.Equal(20_000, table.Count());
    }

    [Fact]
    public async Task A_cursor_sees_every_row_that_stays_once_and_in_order_while_others_are_written()
    {
        using var file = store.Open(NewPath(), "test", 1);
        var table = file.Table("rows");
        table.Put([.. Enumerable.Range(0, 30_000).Select(i => (Number(i * 2), Array.Empty<byte>()))]);
        var writing = Task.Run(() =>
        {
            for (var i = 0; i < 30_000; i += 100)
                table.Put([.. Enumerable.Range(i, 100).Select(n => (Number((n * 2) + 1), new byte[100]))]);
        }, TestContext.Current.CancellationToken);

        var rounds = 0;
        do
        {
            rounds++;
            var (last, even) = (-1, 0);
            using var cursor = table.Read();
            while (cursor.MoveNext())
            {
                var number = System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(cursor.Key);
                Assert.True(number > last);
                last = number;
                if (number % 2 == 0) even++;
            }

            Assert.Equal(30_000, even);
        }
        while (!writing.IsCompleted && rounds < 1000);

        await writing;
        Assert.Equal(60_000, table.Count());
    }

    [Fact]
    public void A_cursor_that_waits_does_not_let_the_log_grow()
    {
        var path = NewPath();
        using var file = store.Open(path, "test", 1);
        var table = file.Table("rows");
        table.Put([.. Enumerable.Range(0, 10_000).Select(i => (Number(i), new byte[100]))]);
        using var cursor = table.Read();
        Assert.True(cursor.MoveNext());
        for (var i = 0; i < 300; i++) table.Put([.. Enumerable.Range(i * 20, 20).Select(n => (Number(n * 1000), new byte[2000]))]);
        Assert.InRange(new FileInfo(path + "-wal").Length, 1, 8 << 20);
        Assert.True(cursor.MoveNext());
        Assert.Equal(Number(1), cursor.Key.ToArray());
    }

    [Fact]
    public void Reading_allocates_nothing_for_a_row()
    {
        using var file = store.Open(NewPath(), "test", 1);
        var table = file.Table("rows");
        table.Put([.. Enumerable.Range(0, 100_000).Select(i => (Number(i), new byte[40]))]);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var rows = 0;
        using (var cursor = table.Read())
        {
            while (cursor.MoveNext()) rows += cursor.Value.Length / 40;
        }

        Assert.Equal(100_000, rows);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 3 << 20);
    }

    [Fact]
    public void Several_threads_may_use_one_table()
    {
        using var file = store.Open(NewPath(), "test", 1);
        var table = file.Table("rows");
        Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 8 }, thread =>
        {
            for (var i = 0; i < 50; i++)
            {
                var key = Number((thread * 1000) + i);
                table.Put((key, key));
                Assert.Equal(key, table.Get(key));
                Assert.Contains((Convert.ToHexString(key), Convert.ToHexString(key)), table.All(from: key).Take(1));
            }
        });
        Assert.Equal(400, table.Count());
    }

    static void Run(Action<ISortedTable, SortedDictionary<byte[], byte[]>>[] steps, Func<IStateFile> open)
    {
        using var file = open();
        var table = file.Table("rows");
        var model = new SortedDictionary<byte[], byte[]>(ByteOrder);
        foreach (var step in steps) step(table, model);
        Reading(false, null)(table, model);
        Assert.Equal(model.Count, table.Count());
    }

    static Action<ISortedTable, SortedDictionary<byte[], byte[]>> Applying((bool Delete, byte[] Key, byte[] Value)[] all) => (table, model) =>
    {
        var changes = new TableChanges();
        foreach (var (delete, key, value) in all)
        {
            if (delete)
            {
                changes.Delete(key);
                model.Remove(key);
            }
            else
            {
                changes.Put(key, value);
                model[key] = value;
            }
        }

        table.Apply(changes);
    };

    static Action<ISortedTable, SortedDictionary<byte[], byte[]>> Reading(bool descending, byte[]? from) => (table, model) =>
    {
        var rows = model.Where(r => from == null || (descending ? ByteOrder.Compare(r.Key, from) <= 0 : ByteOrder.Compare(r.Key, from) >= 0));
        if (descending) rows = rows.Reverse();
        Assert.Equal(rows.Select(r => (Convert.ToHexString(r.Key), Convert.ToHexString(r.Value))), table.All(descending, from));
    };

    static Action<ISortedTable, SortedDictionary<byte[], byte[]>> Getting(byte[] key) => (table, model) =>
        Assert.Equal(model.GetValueOrDefault(key), table.Get(key));

    static void Clearing(ISortedTable table, SortedDictionary<byte[], byte[]> model)
    {
        table.Clear();
        model.Clear();
    }

    static byte[] Number(int number)
    {
        var key = new byte[4];
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(key, number);
        return key;
    }

    string NewPath() => folder[Guid.NewGuid().ToString("N") + ".db"];
}
