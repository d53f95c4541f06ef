using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Xunit;

namespace Clone.Tests.Docs;

/// <summary>The tests that the promises name are there.</summary>
public sealed class PromiseTests
{
    [Fact]
    public void Each_promise_names_tests_that_exist()
    {
        var rows = File.ReadLines(SourceTree.Of("docs", "promises.md")).Where(line => line.StartsWith("| ", System.StringComparison.Ordinal)).ToArray();
        var promises = rows.Where(row => row != "| promise | held by |").ToArray();
        Assert.True(promises.Length > 20, promises.Length + " promises were found");
        var missing = new List<string>();
        foreach (var promise in promises)
        {
            var named = Regex.Matches(promise.Split('|')[2], "`([A-Za-z]+(/[A-Za-z]+)?)`").Select(match => match.Groups[1].Value).ToArray();
            if (named.Length == 0 && !promise.Contains("the same", System.StringComparison.Ordinal)) missing.Add(promise);
            missing.AddRange(named.Where(name => !IsThere(name)));
        }
        Assert.Empty(missing);
    }

    static bool IsThere(string name)
    {
        var place = SourceTree.Of(["tests", "Clone.Tests", .. name.Split('/')]);
        // A word in a column of tests is a room of them, a row of the benchmarks or a class.
        return Directory.Exists(place) || File.Exists(place + ".cs");
    }
}
