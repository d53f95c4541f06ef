namespace Clone.Adapters.State;

/// <summary>The statements that read the rows of a table in order.</summary>
sealed class RowQueries(string table)
{
    readonly string all = "SELECT key, value FROM " + table + " ORDER BY key";
    readonly string from = "SELECT key, value FROM " + table + " WHERE key >= ? ORDER BY key";
    readonly string after = "SELECT key, value FROM " + table + " WHERE key > ? ORDER BY key";
    readonly string allDown = "SELECT key, value FROM " + table + " ORDER BY key DESC";
    readonly string fromDown = "SELECT key, value FROM " + table + " WHERE key <= ? ORDER BY key DESC";
    readonly string afterDown = "SELECT key, value FROM " + table + " WHERE key < ? ORDER BY key DESC";

    public string All(bool descending) => descending ? allDown : all;

    /// <summary>From a key on, that key included.</summary>
    public string From(bool descending) => descending ? fromDown : from;

    /// <summary>What follows a key.</summary>
    public string After(bool descending) => descending ? afterDown : after;
}
