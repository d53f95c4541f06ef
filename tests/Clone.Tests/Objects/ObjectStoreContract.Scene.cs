using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Clone.Engine.Errors;
using Clone.Engine.Objects;
using Xunit;

namespace Clone.Tests.Objects;

public abstract partial class ObjectStoreContract
{
    /// <summary>Names that services, XML, URLs and signatures each have trouble with.</summary>
    static readonly string[] OddKeys =
    [
        "a", "a/", "a//b", "a/b", "a/b/", "a!b", "a b", " a", "a ", "a+b", "a%20b", "a%", "a&b=c?d#e", "a'b\"c", "a\\b", "a*b", "a:b",
        "a<b>c", "a;b", "a,b", "a@b", "a~b", "a(b)", "a[b]", "a{b}", "a|b", "a^b`c", "a$b", "tab\tx", "line\nx", "return\rx", "\u0001\u001f", "del\u007f",
        "./a", "../a", "a/./b", "a/../b", "日本語/フォルダー", "é", "e\u0301", "\U0001F5C2", "\uffee", "\ufdd0", "\ue000", "ﬀ", "Ａ", "ß", "A", "ä/",
        "long/" + string.Concat(Enumerable.Repeat("日本", 160)), new('x', 1024),
    ];

    static List<string> Sorted(IReadOnlyDictionary<string, string> metadata) =>
        [.. metadata.Select(pair => pair.Key + "=" + pair.Value).Order(StringComparer.Ordinal)];

    protected static ObjectBody Body(string text) => ObjectBody.Of(Encoding.UTF8.GetBytes(text));

    protected static ObjectProperties Properties(Dictionary<string, string> metadata) => new() { Metadata = metadata };

    protected Task<StoredObject> PutAsync(string key, string text, Dictionary<string, string>? metadata = null) =>
        Store.PutAsync(key, Body(text), Properties(metadata ?? []), PutCondition.None, Cancellation);

    protected async Task<string> ReadAsync(string key, ReadOptions? options = null)
    {
        using var reading = await Store.OpenAsync(key, options ?? ReadOptions.Whole, Cancellation);
        using var contents = new MemoryStream();
        await reading.Content.CopyToAsync(contents, Cancellation);
        return Encoding.UTF8.GetString(contents.ToArray());
    }

    protected async Task<List<ObjectInfo>> ListAsync(KeyRange range)
    {
        var found = new List<ObjectInfo>();
        await foreach (var page in Store.ListAsync(range, Cancellation))
        {
            Assert.NotEmpty(page);
            found.AddRange(page);
        }
        return found;
    }

    protected async Task<List<string>> KeysAsync(KeyRange range) => [.. (await ListAsync(range)).Select(item => item.Key)];

    protected Task<IReadOnlyList<DeleteResult>> DeleteAsync(string[] keys) =>
        Store.DeleteAsync([.. keys.Select(key => new ObjectVersion(key))], Cancellation);

    protected static Task<EntryException> FailsAsync(Func<Task> act) => Assert.ThrowsAsync<EntryException>(act);

    int Count(RequestKind kind) => (int)Store.Requests[kind];
}
