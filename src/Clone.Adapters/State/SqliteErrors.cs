using System;
using System.Globalization;
using Clone.Engine.Errors;
using SQLitePCL;

namespace Clone.Adapters.State;

/// <summary>What SQLite's result codes (https://www.sqlite.org/rescode.html) mean to our user.</summary>
static class SqliteErrors
{
    const int CorruptFileSystem = raw.SQLITE_IOERR | (33 << 8); // SQLITE_IOERR_CORRUPTFS

    /// <summary>
    /// Whether a file that cannot be opened now may be so in a moment: on Windows, while another process closes it and
    /// removes its log, or while a scanner looks at it.
    /// </summary>
    public static bool MayPass(CloneException error) =>
        error.Data[nameof(SqliteErrors)] is int result && (result & 0xff) is raw.SQLITE_IOERR or raw.SQLITE_CANTOPEN;

    public static Exception Of(int result, sqlite3 connection, string path)
    {
        var detail = string.Format(
            CultureInfo.InvariantCulture, "{0} (SQLite {1})", raw.sqlite3_errmsg(connection).utf8_to_string(), result);
        return IdOf(result) switch
        {
            ErrorId.CloneStateBusy => new CloneException(ErrorId.CloneStateBusy, path),
            var id => new CloneException(id, path, detail) { Data = { [nameof(SqliteErrors)] = result } },
        };
    }

    static ErrorId IdOf(int result) => (result & 0xff) switch
    {
        _ when result == CorruptFileSystem => ErrorId.CloneStateDamaged,
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => ErrorId.CloneStateBusy,
        // Our statements are always the same: when one does not fit, the tables are not ours.
        raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB or raw.SQLITE_FORMAT or raw.SQLITE_ERROR
            or raw.SQLITE_CONSTRAINT or raw.SQLITE_MISMATCH or raw.SQLITE_SCHEMA => ErrorId.CloneStateDamaged,
        _ => ErrorId.CloneStateUnavailable,
    };
}
