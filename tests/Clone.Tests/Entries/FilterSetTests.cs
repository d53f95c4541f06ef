using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using CsCheck;
using Xunit;

namespace Clone.Tests.Entries;

public sealed class FilterSetTests
{
    static readonly Gen<string> Path =
        Gen.OneOf("a", "b", "ab", "a.b", "A", "-", "あ", "😀", "b]").Array[1, 4].Select(p => string.Join("/", p));

    static readonly Gen<string> Pattern =
        Gen.OneOf("a", "b", "A", ".", "-", "*", "**", "?", "/", "[ab]", "[!a]", "[^-b]", "[]]", "\\a", "あ", "😀", "[あ-ん]")
            .Array[1, 7].Select(string.Concat).Where(IsValid);

    [Theory]
    [InlineData("*.tmp", "a.tmp", true)]
    [InlineData("*.tmp", "x/y/a.tmp", true)]
    [InlineData("*.tmp", "a.tmp/below", true)]
    [InlineData("/*.tmp", "x/a.tmp", false)]
    [InlineData("x/*.tmp", "x/a.tmp", true)]
    [InlineData("x/*.tmp", "z/x/a.tmp", false)]
    [InlineData("x/*.tmp", "x/y/a.tmp", false)]
    [InlineData("x/**/*.tmp", "x/a.tmp", true)]
    [InlineData("x/**/*.tmp", "x/y/z/a.tmp", true)]
    [InlineData("**/x/y", "a/b/x/y", true)]
    [InlineData("x/**", "x", false)]
    [InlineData("x/**", "x/y/z", true)]
    [InlineData("cache/", "cache", false)]
    [InlineData("cache/", "cache/file", true)]
    [InlineData("a?c", "abc", true)]
    [InlineData("a?c", "a😀c", true)]
    [InlineData("a?c", "a/c", false)]
    [InlineData("[!a-c]x", "dx", true)]
    [InlineData("[!a-c]x", "bx", false)]
    [InlineData("[]-]x", "-x", true)]
    [InlineData("\\*", "*", true)]
    [InlineData("\\*", "x", false)]
    [InlineData("\\!x", "!x", true)]
    [InlineData("a b ", "a b ", true)]
    [InlineData("a b ", "a b", false)]
    [InlineData("#x", "#x", true)]
    [InlineData("foo", "FOO", false)]
    public void Patterns_mean_what_gitignore_says(string pattern, string path, bool matches) =>
        Assert.Equal(matches ? Exclusion.Filter : Exclusion.None, Judge(FilterSet.Parse([], [pattern], false), path, false));

    [Theory]
    [InlineData("foo", "FOO", true)]
    [InlineData("ÄÖ*", "äöx", true)]
    [InlineData("[a-z]x", "QX", true)]
    [InlineData("x\\*.tmp", "X\\A.TMP", false)]
    [InlineData("x\\*.tmp", "X/A.TMP", true)]
    [InlineData("\\top\\", "top/file", true)]
    [InlineData("\\top", "deep/top", false)]
    public void Windows_ignores_case_and_separates_with_backslashes(string pattern, string path, bool matches) =>
        Assert.Equal(matches ? Exclusion.Filter : Exclusion.None, Judge(FilterSet.Parse([], [pattern], true), path, false));

    [Theory]
    [InlineData("", false, "empty")]
    [InlineData("/", false, "empty")]
    [InlineData("!x", false, "'!'")]
    [InlineData("a//b", false, "separators")]
    [InlineData("./a", false, "\"..\"")]
    [InlineData("a/../b", false, "\"..\"")]
    [InlineData("[ab", false, "'['")]
    [InlineData("[z-a]", false, "'['")]
    [InlineData("[[:alpha:]]", false, "[:alpha:]")]
    [InlineData("a\\", false, "escap")]
    [InlineData("a\0b", false, "NUL")]
    [InlineData("C:\\Temp", true, "drive")]
    public void What_is_no_pattern_is_refused_with_its_reason(string pattern, bool windows, string reason)
    {
        var culture = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;
        try
        {
            var error = Assert.Throws<CloneException>(() => FilterSet.Parse([], [pattern], windows));
            Assert.Equal(ErrorId.CloneFilterInvalid, error.Id);
            Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        }
        finally
        {
            CultureInfo.CurrentUICulture = culture;
        }
    }

    [Fact]
    public void No_patterns_are_no_filters() => Assert.Null(FilterSet.Parse([], [], true));

    [Fact]
    public void Too_many_parts_are_refused() => Assert.Throws<CloneException>(
        () => FilterSet.Parse([], [string.Join("/", Enumerable.Repeat("a", 61))], false));

    [Fact]
    public void Filters_equal_the_model() => Gen.Select(Pattern.Array[0, 3], Pattern.Array[0, 3], Path, Gen.Bool)
        .Where((include, exclude, _, _) => include.Length + exclude.Length > 0)
        .Sample((include, exclude, path, folder) =>
        {
            var filters = FilterSet.Parse(include, exclude, false);
            bool Covers(string pattern) => Prefixes(path).Any(
                p => Model(pattern, p, folder || p.Length < path.Length));
            var taken = (include.Length == 0 || include.Any(Covers)) && !exclude.Any(Covers);
            var judged = Judge(filters, path, folder);
            Assert.Equal(taken, judged == Exclusion.None);
            if (!folder) Assert.NotEqual(Exclusion.PassedThrough, judged);
            if (exclude.Any(Covers)) Assert.Equal(Exclusion.Filter, judged);
        });

    [Fact]
    public void Above_an_entry_that_is_taken_every_folder_is_walked() => Gen.Select(Pattern.Array[1, 3], Pattern.Array[0, 2], Path)
        .Sample((include, exclude, path) =>
        {
            var filters = FilterSet.Parse(include, exclude, false);
            if (Judge(filters, path, false) != Exclusion.None) return;
            foreach (var above in Prefixes(path).Where(p => p.Length < path.Length))
                Assert.Contains(Judge(filters, above, true), new[] { Exclusion.None, Exclusion.PassedThrough });
        });

    [Fact]
    public void Below_a_folder_that_is_left_out_nothing_is_taken() => Gen.Select(Pattern.Array[0, 3], Pattern.Array[1, 2], Path)
        .Sample((include, exclude, path) =>
        {
            var filters = FilterSet.Parse(include, exclude, false);
            if (Prefixes(path).Where(p => p.Length < path.Length).All(p => Judge(filters, p, true) != Exclusion.Filter)) return;
            Assert.Equal(Exclusion.Filter, Judge(filters, path, false));
        });

    [Theory]
    [InlineData("a+x", "+ a/b", "- a/", "a/b=None", "a/c=Filter", "a/=PassedThrough", "b=None")]
    [InlineData("order", "- a/", "+ a/b", "a/b=Filter", "a/=Filter", "b=None")]
    [InlineData("files everywhere", "+ *.txt", "- *", "x.txt=None", "x.doc=Filter", "deep/=PassedThrough", "deep/y.txt=None")]
    [InlineData("folders only", "+ */", "- *.txt", "x.txt=Filter", "deep/=None", "deep/y.txt=None")]
    [InlineData("nothing below", "+ /top/x", "- *", "top/=PassedThrough", "other/=Filter", "top/y=Filter", "top/x=None")]
    [InlineData("what a folder covers", "- keep/not/", "+ keep/", "- *", "keep/not/x=Filter", "keep/x=None", "y=Filter")]
    public void The_first_rule_that_matches_decides(string what, params string[] lines)
    {
        var rules = lines.Where(line => !line.Contains('=')).ToArray();
        var filters = FilterSet.ParseRules(rules, ignoreCase: false);
        foreach (var line in lines.Skip(rules.Length).Select(line => line.Split('=')))
        {
            var judged = Judge(filters, line[0].TrimEnd('/'), line[0].EndsWith('/'));
            Assert.Equal((what, line[0], line[1]), (what, line[0], judged.ToString()));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("+")]
    [InlineData("+ ")]
    [InlineData("*.txt")]
    [InlineData("+*.txt")]
    [InlineData("-\t*.txt")]
    [InlineData("-  *.txt")]
    [InlineData("+ a//b")]
    [InlineData("+ !a")]
    public void What_is_no_rule_is_refused(string rule)
    {
        var error = Assert.Throws<CloneException>(() => FilterSet.ParseRules(["+ a", rule], false));
        Assert.Equal(ErrorId.CloneFilterInvalid, error.Id);
    }

    [Fact]
    public void Rules_equal_the_model() => Gen.Select(Rule.Array[1, 5], Path, Gen.Bool).Sample((rules, path, folder) =>
    {
        var filters = FilterSet.ParseRules(rules, false);
        var first = rules.FirstOrDefault(rule => Covers(rule, path, folder));
        var judged = Judge(filters, path, folder);
        Assert.Equal(first is null || first[0] == '+', judged == Exclusion.None);
        Assert.Equal(first, filters!.RuleFor(EntryPath.Parse(path).Parent, EntryPath.Parse(path).Name, folder));
        if (!folder) Assert.NotEqual(Exclusion.PassedThrough, judged);
    });

    [Fact]
    public void Rules_have_every_folder_walked_above_what_they_take_and_none_where_nothing_can_be_taken() =>
        Gen.Select(Rule.Array[1, 4], Path).Sample((rules, path) =>
        {
            var filters = FilterSet.ParseRules(rules, false);
            var above = Prefixes(path).Where(p => p.Length < path.Length).Select(p => (Path: p, Judged: Judge(filters, p, true))).ToArray();
            if (Judge(filters, path, false) == Exclusion.None) Assert.DoesNotContain(Exclusion.Filter, above.Select(a => a.Judged));
            foreach (var passed in above.Where(a => a.Judged == Exclusion.PassedThrough))
            {
                // Only a rule that takes, and stands before the one that leaves the folder out, is a reason to walk it.
                var leaves = rules.First(rule => Covers(rule, passed.Path, true));
                Assert.Contains(rules.TakeWhile(rule => rule != leaves), rule => rule[0] == '+');
            }
        });

    [Fact]
    public void Lists_and_rules_that_say_the_same_do_the_same() => Gen.Select(Pattern.Array[0, 3], Pattern.Array[1, 3], Path, Gen.Bool)
        .Sample((include, exclude, path, folder) =>
        {
            var lists = FilterSet.Parse(include, exclude, false);
            string[] rules = [.. exclude.Select(p => "- " + p), .. include.Select(p => "+ " + p), .. include.Length > 0 ? ["- *"] : Array.Empty<string>()];
            Assert.Equal(Judge(lists, path, folder), Judge(FilterSet.ParseRules(rules, false), path, folder));
        });

    [Fact]
    public void The_pattern_that_decided_is_named()
    {
        var filters = FilterSet.Parse(["docs/"], ["*.tmp", "old"], false)!;
        Assert.Equal("*.tmp", filters.RuleFor(EntryPath.Parse("docs"), "a.tmp"u8, folder: false));
        Assert.Equal("old", filters.RuleFor(EntryPath.Parse("docs/old"), "b"u8, folder: false));
        Assert.Equal("docs/", filters.RuleFor(EntryPath.Root, "docs"u8, folder: true));
        Assert.Null(filters.RuleFor(EntryPath.Root, "music"u8, folder: true));
    }

    [Fact]
    public void Many_stars_cost_no_more_than_length_by_length()
    {
        var filters = FilterSet.Parse([], [string.Concat(Enumerable.Repeat("a*", 60)) + "b", string.Join("/**/", Enumerable.Repeat("a", 30)) + "/b"], false);
        var name = new string('a', 250);
        var path = string.Join("/", Enumerable.Repeat("a", 400));
        var watch = Stopwatch.StartNew();
        Assert.Equal(Exclusion.None, Judge(filters, name, false));
        Assert.Equal(Exclusion.None, Judge(filters, path, false));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), watch.Elapsed.ToString());
    }

    static Gen<string> Rule => Gen.Select(Gen.Bool, Pattern).Select((takes, pattern) => (takes ? "+ " : "- ") + pattern);

    static bool Covers(string rule, string path, bool folder) =>
        Prefixes(path).Any(p => Model(rule[2..], p, folder || p.Length < path.Length));

    static Exclusion Judge(FilterSet? filters, string path, bool folder)
    {
        var entry = EntryPath.Parse(path);
        return filters!.Judge(entry.Parent, entry.Name, folder);
    }

    static bool IsValid(string pattern)
    {
        try
        {
            return FilterSet.Parse([], [pattern], false) is not null;
        }
        catch (CloneException)
        {
            return false;
        }
    }

    static IEnumerable<string> Prefixes(string path)
    {
        for (var i = path.IndexOf('/'); i >= 0; i = path.IndexOf('/', i + 1)) yield return path[..i];
        yield return path;
    }

    /// <summary>The same rules by way of a regular expression, one for the whole path.</summary>
    static bool Model(string pattern, string path, bool folder)
    {
        if (pattern.EndsWith('/') && !folder) return false;
        var text = pattern.TrimEnd('/');
        var anchored = text.Contains('/');
        var expression = new StringBuilder(anchored ? "^" : "^(?:.*/)?");
        var parts = text.TrimStart('/').Split('/');
        for (var i = 0; i < parts.Length; i++)
        {
            var last = i == parts.Length - 1;
            if (parts[i].Length > 1 && parts[i].All(c => c == '*') && anchored) expression.Append(last ? ".+" : "(?:.*/)?");
            else expression.Append(Expression(parts[i])).Append(last ? "" : "/");
        }
        return Regex.IsMatch(path, expression.Append("\\z").ToString(), RegexOptions.CultureInvariant | RegexOptions.Singleline);
    }

    static string Expression(string part)
    {
        const string One = "(?:[\uD800-\uDBFF][\uDC00-\uDFFF]|[^/\uD800-\uDFFF])";
        return Regex.Replace(part, @"\*+|\?|\[(?<not>[!^]?)(?<set>\]?[^]]*)\]|\\(?<escaped>.)|.", m =>
            m.Value[0] == '*' ? One + "*"
            : m.Value == "?" ? One
            : m.Groups["escaped"].Success ? Regex.Escape(m.Groups["escaped"].Value)
            : m.Groups["set"].Success ? Set(m.Groups["not"].Value, m.Groups["set"].Value, One)
            : Regex.Escape(m.Value));
    }

    static string Set(string not, string set, string one)
    {
        var body = "[" + set.Replace("]", "\\]", StringComparison.Ordinal) + "]";
        return not.Length > 0 ? "(?:(?!" + body + ")" + one + ")" : body;
    }
}
