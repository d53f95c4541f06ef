using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using CsCheck;
using Xunit;

namespace Clone.Tests.Entries;

/// <summary>Our reading of patterns against that of git itself.</summary>
public sealed class FilterSetGitTests : IDisposable
{
    static readonly Gen<string> Pattern =
        Gen.OneOf("a", "b", "B", ".", "-", "*", "**", "***", "?", "/", "[ab]", "[!a]", "[a-b]", "[^-b]", "[]]", "\\a", "\\*")
            .Array[1, 7].Select(string.Concat);

    /// <summary>
    /// Asterisks beside other characters, in a pattern with '/', are plain ones by https://git-scm.com/docs/gitignore.
    /// Git itself cuts the literal start of a pattern off first, and then takes "a**/b" for "a" and "**/b", so that
    /// "ab" matches. We keep to what is written, and so such patterns are left out of the comparison.
    /// </summary>
    static readonly Regex Unwritten = new(@"[^/*]\*{2,}(?=.*/)|/.*[^/*]\*{2,}|\*{2,}[^/*].*/|/.*\*{2,}[^/*]");

    readonly string root = Directory.CreateTempSubdirectory("clone-git-").FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Git_takes_the_same_paths(bool ignoreCase)
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("The names of this tree cannot be made on Windows.");
        Git("", "init", "-q");
        Git("", "config", "core.ignorecase", ignoreCase ? "true" : "false");
        var tree = MakeTree();
        var input = string.Concat(tree.Select(e => e.Path + "\0"));
        Pattern.Where(p => !Unwritten.IsMatch(p)).Array[1, 3].Where(p => Parse(p, ignoreCase) is not null).Sample(
            patterns =>
            {
                File.WriteAllLines(Path.Combine(root, ".git", "info", "exclude"), patterns);
                // Fields of each path: source, line, pattern, path; the first three are empty when nothing matches.
                var answer = Git(input, "check-ignore", "--no-index", "-z", "--stdin", "-v", "-n").Split('\0');
                var excludes = Parse(patterns, ignoreCase)!;
                var includes = FilterSet.Parse(patterns, [], ignoreCase)!;
                for (var i = 0; i < tree.Count; i++)
                {
                    Assert.Equal(tree[i].Path, answer[(i * 4) + 3]);
                    var ignored = answer[(i * 4) + 2].Length > 0;
                    var path = EntryPath.Parse(tree[i].Path);
                    Assert.True(
                        ignored == (excludes.Judge(path.Parent, path.Name, tree[i].Folder) == Exclusion.Filter),
                        string.Join(" ", patterns) + " on " + tree[i].Path + ": git says " + ignored);
                    Assert.Equal(ignored, includes.Judge(path.Parent, path.Name, tree[i].Folder) == Exclusion.None);
                }
            },
            iter: 150 * Soak.Times, threads: 1);
    }

    [Theory]
    [InlineData("****/b")]
    [InlineData("x/***/b")]
    public void More_than_two_asterisks_as_a_whole_part_stand_for_any_depth(string pattern)
    {
        var filters = FilterSet.Parse([], [pattern], ignoreCase: false)!;
        foreach (var folder in new[] { "x", "x/y", "x/y/z" })
            Assert.Equal(Exclusion.Filter, filters.Judge(EntryPath.Parse(folder), "b"u8, folder: false));
        Assert.Equal(Exclusion.None, filters.Judge(EntryPath.Parse("x"), "c"u8, folder: false));
    }

    static FilterSet? Parse(string[] patterns, bool ignoreCase)
    {
        try
        {
            // '\' must escape in both, so patterns with it are read by the rules of Unix only.
            if (ignoreCase && patterns.Any(p => p.Contains('\\'))) return null;
            return FilterSet.Parse([], patterns, ignoreCase);
        }
        catch (CloneException)
        {
            return null;
        }
    }

    List<(string Path, bool Folder)> MakeTree()
    {
        string[] names = ["a", "b", "ab", "a.b", "-", "B", "]", "*"];
        var tree = new List<(string, bool)>();
        foreach (var top in names)
        {
            Directory.CreateDirectory(Path.Combine(root, "x" + top, top, "a"));
            foreach (var folder in new[] { "x" + top, "x" + top + "/" + top, "x" + top + "/" + top + "/a" }) tree.Add((folder, true));
            Directory.CreateDirectory(Path.Combine(root, top, "b"));
            tree.Add((top, true));
            tree.Add((top + "/b", true));
            foreach (var name in names)
            {
                foreach (var file in new[] { "x" + top + "/x" + name, top + "/b/" + name, "x" + top + "/" + top + "/a/" + name })
                {
                    File.WriteAllText(Path.Combine(root, file), "");
                    tree.Add((file, false));
                }
            }
        }
        return tree;
    }

    string Git(string input, params string[] arguments)
    {
        var start = new ProcessStartInfo("git", arguments)
        {
            WorkingDirectory = root,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = new UTF8Encoding(false),
        };
        start.Environment["GIT_CONFIG_GLOBAL"] = "/dev/null";
        start.Environment["GIT_CONFIG_NOSYSTEM"] = "1";
        try
        {
            using var git = Process.Start(start)!;
            var reading = git.StandardOutput.ReadToEndAsync();
            git.StandardInput.Write(input);
            git.StandardInput.Close();
            var output = reading.GetAwaiter().GetResult();
            git.WaitForExit();
            Assert.InRange(git.ExitCode, 0, 1);
            return output;
        }
        catch (Win32Exception)
        {
            Assert.Skip("git is not on this machine.");
            return "";
        }
    }
}
