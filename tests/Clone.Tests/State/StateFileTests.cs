using System;
using System.IO;
using System.Linq;
using Clone.Adapters;
using Clone.Adapters.State;
using Clone.Engine.Errors;
using Clone.Engine.State;
using Clone.Tests.Folders;
using SQLitePCL;
using Xunit;

namespace Clone.Tests.State;

public sealed class StateFileTests : IDisposable
{
    readonly TempFolder folder = new();
    readonly IStateStore store = new AdapterSet().State;

    string Db => folder["x.db"];

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Rows_and_properties_are_there_when_the_file_is_opened_again()
    {
        using (var file = store.Open(Db, "index", 1))
        {
            file.Table("entries").Put((new byte[] { 1 }, new byte[] { 2 }));
            file.SetProperty("place", "D:\\データ\\😀\0x");
            file.SetProperty("gone", "1");
            file.SetProperty("gone", null);
            file.SetProperty("empty", "");
            file.SetDurably("lasting", "1");
        }

        using (var file = store.Open(Db, "index", 1))
        {
            Assert.Equal([("01", "02")], file.Table("entries").All());
            Assert.Equal("D:\\データ\\😀\0x", file.GetProperty("place"));
            Assert.Equal("", file.GetProperty("empty"));
            Assert.Equal("1", file.GetProperty("lasting"));
            Assert.Null(file.GetProperty("gone"));
            Assert.Null(file.GetProperty("never"));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a1")]
    [InlineData("clone_meta")]
    [InlineData("x\";DROP TABLE y;--")]
    [InlineData("é")]
    public void A_table_has_a_name_of_letters(string name)
    {
        using var file = store.CreateTemporary(Db);
        Assert.Throws<ArgumentException>(() => file.Table(name));
        Assert.Throws<ArgumentException>(() => file.Table(new string('a', 61)));
    }

    [Fact]
    public void Tables_may_have_names_that_are_words_of_SQL_and_are_apart()
    {
        using var file = store.Open(Db, "index", 1);
        var names = new[] { "index", "order", "select", "table", "values" };
        foreach (var name in names) file.Table(name).Put((System.Text.Encoding.ASCII.GetBytes(name), Array.Empty<byte>()));
        foreach (var name in names) Assert.Equal(Convert.ToHexString(System.Text.Encoding.ASCII.GetBytes(name)), Assert.Single(file.Table(name).All()).Key);
        Assert.Same(file.Table("index"), file.Table("index"));
    }

    [Fact]
    public void A_newer_format_is_refused_with_both_versions()
    {
        store.Open(Db, "index", 3).Dispose();
        var error = Assert.Throws<CloneException>(() => store.Open(Db, "index", 2));
        Assert.Equal(ErrorId.CloneStateTooNew, error.Id);
        Assert.Equal([Db, 3, 2], error.Arguments);
        store.Open(Db, "index", 3).Dispose();
        store.Open(Db, "index", 4).Dispose();
    }

    [Fact]
    public void A_file_of_another_kind_is_refused()
    {
        store.Open(Db, "index", 1).Dispose();
        AssertDamaged(() => store.Open(Db, "journal", 1));
    }

    [Fact]
    public void A_file_that_is_no_database_is_refused()
    {
        File.WriteAllText(Db, string.Concat(Enumerable.Repeat("{ \"version\": 1 }\n", 1000)));
        AssertDamaged(() => store.Open(Db, "index", 1));
        File.WriteAllBytes(Db, new byte[100_000]);
        AssertDamaged(() => store.Open(Db, "index", 1));
    }

    [Fact]
    public void A_database_of_another_program_is_refused_and_left_alone()
    {
        store.CreateTemporary(folder["load.db"]).Dispose(); // loads SQLite
        Assert.Equal(raw.SQLITE_OK, raw.sqlite3_open(Db, out var other));
        Assert.Equal(raw.SQLITE_OK, raw.sqlite3_exec(other, "CREATE TABLE moz_places (id INTEGER)"));
        other.Dispose();
        AssertDamaged(() => store.Open(Db, "index", 1));
        Assert.Equal(raw.SQLITE_OK, raw.sqlite3_open(Db, out other));
        Assert.Equal(raw.SQLITE_OK, raw.sqlite3_exec(other, "SELECT id FROM moz_places"));
        Assert.Equal(raw.SQLITE_ERROR, raw.sqlite3_exec(other, "SELECT * FROM clone_meta"));
        other.Dispose();
    }

    [Theory]
    [InlineData(50)]
    [InlineData(100)]
    [InlineData(600)]
    [InlineData(4095)]
    [InlineData(4096)]
    [InlineData(4097)]
    [InlineData(100_000)]
    [InlineData(-4096)]
    public void A_file_that_lost_its_end_is_refused(int length)
    {
        Fill(2000);
        using (var stream = new FileStream(Db, FileMode.Open)) stream.SetLength(length > 0 ? length : stream.Length + length);
        AssertDamaged(() =>
        {
            using var file = store.Open(Db, "test", 1);
            file.Table("rows").All();
        });
    }

    [Fact]
    public void A_file_whose_middle_was_overwritten_is_refused_where_it_is_read()
    {
        Fill(2000);
        using (var stream = new FileStream(Db, FileMode.Open))
        {
            stream.Position = 4096 * 4;
            stream.Write(Enumerable.Repeat((byte)0xA5, (int)stream.Length - (4096 * 5)).ToArray());
        }

        AssertDamaged(() =>
        {
            using var file = store.Open(Db, "test", 1);
            file.Table("rows").All();
        });
    }

    [Fact]
    public void A_folder_that_is_missing_or_a_file_that_is_a_folder_makes_state_unavailable()
    {
        AssertUnavailable(() => store.Open(folder["missing/x.db"], "index", 1));
        AssertUnavailable(() => store.CreateTemporary(folder["missing/x.db"]));
        AssertUnavailable(() => store.Open(folder.Folder("x"), "index", 1));
    }

    [Theory]
    [InlineData(1, 1, true)]
    [InlineData(4, 4, true)]
    [InlineData(5, 4, false)]
    public void A_file_that_cannot_be_opened_for_a_moment_is_tried_again(int freeAfter, int expectedPauses, bool opens)
    {
        var path = folder["x.db"];
        new AdapterSet().State.Open(path, "test", 1).Dispose();
        // SQLite cannot open its log while a folder has that name.
        var inTheWay = folder.Folder("x.db-wal");
        var pauses = 0;
        var patient = new SqliteStateStore(TimeSpan.FromSeconds(1), _ =>
        {
            if (++pauses == freeAfter) Directory.Delete(inTheWay);
        });
        if (opens) patient.Open(path, "test", 1).Dispose();
        else Assert.Equal(ErrorId.CloneStateUnavailable, Assert.Throws<CloneException>(() => patient.Open(path, "test", 1)).Id);
        Assert.Equal(expectedPauses, pauses);
    }

    [Fact]
    public void A_file_that_another_holds_too_long_is_busy()
    {
        var hasty = new SqliteStateStore(TimeSpan.FromMilliseconds(50), _ => { });
        using var file = hasty.Open(Db, "test", 1);
        file.Table("rows").Put((new byte[] { 1 }, new byte[] { 1 }));
        Assert.Equal(raw.SQLITE_OK, raw.sqlite3_open(Db, out var other));
        Assert.Equal(raw.SQLITE_OK, raw.sqlite3_exec(other, "BEGIN IMMEDIATE"));
        try
        {
            var error = Assert.Throws<CloneException>(() => file.Table("rows").Put((new byte[] { 2 }, new byte[] { 2 })));
            Assert.Equal(ErrorId.CloneStateBusy, error.Id);
            Assert.Equal([Db], error.Arguments);
            Assert.Single(file.Table("rows").All()); // reading does not wait
        }
        finally
        {
            raw.sqlite3_exec(other, "ROLLBACK");
            other.Dispose();
        }

        file.Table("rows").Put((new byte[] { 2 }, new byte[] { 2 }));
        Assert.Equal(2, file.Table("rows").Count());
    }

    [Fact]
    public void Nobody_but_the_owner_may_read_the_files()
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("Windows has no file modes; the state folder's ACL is inherited.");
        using var file = store.Open(Db, "test", 1);
        file.Table("rows").Put((new byte[] { 1 }, new byte[] { 1 }));
        using var temporary = store.CreateTemporary(folder["t.db"]);
        var files = Directory.GetFiles(folder.Path);
        Assert.Equal(["t.db", "x.db", "x.db-shm", "x.db-wal"], files.Select(Path.GetFileName).Order());
        foreach (var path in files) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, new FileInfo(path).UnixFileMode);
    }

    [Fact]
    public void A_file_that_is_closed_is_held_by_nobody_and_a_temporary_one_is_gone()
    {
        var inner = folder.Folder("inner");
        var file = store.Open(Path.Combine(inner, "x.db"), "test", 1);
        var temporary = store.CreateTemporary(Path.Combine(inner, "t.db"));
        foreach (var each in new[] { file, temporary })
        {
            each.Table("rows").Put((new byte[] { 1 }, new byte[] { 1 }));
            Assert.Single(each.Table("rows").All());
            each.Dispose();
            each.Dispose();
            Assert.Throws<ObjectDisposedException>(() => each.Table("rows"));
            Assert.Throws<ObjectDisposedException>(() => each.GetProperty("x"));
        }

        Assert.Equal(["x.db"], Directory.GetFileSystemEntries(inner).Select(Path.GetFileName));
        if (OperatingSystem.IsLinux())
            Assert.DoesNotContain(Directory.GetFiles("/proc/self/fd"), f => new FileInfo(f).LinkTarget?.StartsWith(inner, StringComparison.Ordinal) == true);
        Directory.Delete(inner, recursive: true);
        Assert.False(Directory.Exists(inner));
    }

    [Fact]
    public void A_temporary_file_replaces_what_a_killed_run_left()
    {
        File.WriteAllText(Db, "left over");
        using var file = store.CreateTemporary(Db);
        Assert.Empty(file.Table("rows").All());
        file.SetProperty("a", "b");
        Assert.Equal("b", file.GetProperty("a"));
    }

    [Fact]
    public void A_cursor_of_a_closed_file_fails_where_it_would_read()
    {
        var file = store.Open(Db, "test", 1);
        file.Table("rows").Put([.. Enumerable.Range(0, 200).Select(i => (new[] { (byte)i }, Array.Empty<byte>()))]);
        using var cursor = file.Table("rows").Read();
        Assert.True(cursor.MoveNext());
        file.Dispose();
        Assert.Throws<ObjectDisposedException>(() => { while (cursor.MoveNext()) Assert.Equal(1, cursor.Key.Length); });
    }

    [Fact]
    public void One_process_may_open_a_file_twice()
    {
        using var first = store.Open(Db, "test", 1);
        using (var second = store.Open(Db, "test", 1)) second.Table("rows").Put((new byte[] { 7 }, new byte[] { 8 }));
        Assert.Equal([("07", "08")], first.Table("rows").All());
    }

    void Fill(int rows)
    {
        using var file = store.Open(Db, "test", 1);
        file.Table("rows").Put([.. Enumerable.Range(0, rows).Select(i => (BitConverter.GetBytes(i), new byte[100]))]);
    }

    static void AssertDamaged(Action action) => AssertError(ErrorId.CloneStateDamaged, action);

    static void AssertUnavailable(Action action) => AssertError(ErrorId.CloneStateUnavailable, action);

    static void AssertError(ErrorId id, Action action)
    {
        var error = Assert.Throws<CloneException>(action);
        Assert.Equal(id, error.Id);
        Assert.False(string.IsNullOrWhiteSpace(error.Arguments[1] as string));
    }
}
