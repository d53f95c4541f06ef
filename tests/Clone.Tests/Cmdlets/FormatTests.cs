using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Xunit;

namespace Clone.Tests.Cmdlets;

/// <summary>How objects are printed.</summary>
[Collection(StateCollection.Name)]
public sealed class FormatTests : IDisposable
{
    readonly AnsweringHost host = new(answer: 0);
    readonly ModuleRunspace module;

    public FormatTests() => module = new ModuleRunspace(host);

    public void Dispose() => module.Dispose();

    [Fact]
    public void A_node_is_a_table()
    {
        var table = Lines(Print("Get-CloneNode"));
        Assert.Equal(["Role", "ComputerName", "Version", "NodeId", "DataPath"], Words(table[0]));
        Assert.Equal("Master", Words(table[2])[0]);
    }

    [Fact]
    public void What_follows_in_the_same_pipeline_is_listed_by_its_main_properties()
    {
        module.Job("Data").Write("a", "a");
        var labels = Lines(Print("Get-CloneNode; Compare-CloneJob Data; Start-CloneSync Data"))
            .Where(line => line.Contains(" : ", StringComparison.Ordinal))
            .Select(line => line.Split(' ')[0]);
        Assert.Equal(
            ["Action", "Reason", "Size", "Path", "JobName", "Mode", "Result", "StartTime", "EndTime", "Copied", "Updated", "Moved", "Skipped", "Failed", "Deleted"],
            labels);
    }

    [Fact]
    public void Jobs_are_a_table_of_at_most_100_columns()
    {
        module.Job("A job with quite a long name");
        var table = Lines(Print("Get-CloneJob"));
        Assert.Equal(["Name", "Kind", "Enabled", "LastResult", "Source", "Destination"], Words(table[0]));
        Assert.Equal(3, table.Count);
    }

    [Fact]
    public void Reports_are_a_table()
    {
        module.Job("Data").Write("a", "a");
        var table = Lines(Print("Start-CloneSync Data"));
        Assert.Equal(["JobName", "Result", "StartTime", "Copied", "Updated", "Deleted", "Failed"], Words(table[0]));
        Assert.Contains("Succeeded", table[2]);
        Assert.Equal(3, table.Count);
        Assert.All(table, line => Assert.InRange(line.Length, 1, 79));
    }

    [Fact]
    public void Changes_are_a_table_with_readable_sizes_and_harmless_names()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such names.");
        var folders = module.Job("Data");
        folders.Write("a\u001B[31m\nb\u202Etxt", new string('x', 1536));
        var table = Lines(Print("Compare-CloneJob Data"));
        Assert.Equal(["Action", "Reason", "Size", "Path"], Words(table[0]));
        Assert.EndsWith(@"1.5 KB a\u001B[31m\u000Ab\u202Etxt", table[2]);
    }

    [Fact]
    public void What_lies_in_a_copy_is_a_table()
    {
        var folders = module.Job("Data");
        folders.Write("folder/a", new string('x', 1536));
        module.Run("Start-CloneSync Data").Single();
        var table = Lines(Print("Get-CloneItem Data -Recurse"));
        Assert.Equal(["Kind", "LastWriteTime", "Size", "Path"], Words(table[0]));
        Assert.StartsWith("Folder", table[2]);
        Assert.EndsWith(" 1.5 KB folder/a", table[3]);
        Assert.Equal(4, table.Count);
    }

    [Fact]
    public void The_log_is_a_table()
    {
        module.Job("Data").Write("a", "a");
        module.Run("Start-CloneSync Data").Single();
        var table = Lines(Print("Get-CloneLog -EventId sync.succeeded"));
        Assert.Equal(["Time", "Level", "EventId", "Message"], Words(table[0]));
        Assert.Contains("sync.succeeded", table[2]);
    }

    [Fact]
    public void Parts_of_a_report_are_printed_too()
    {
        var folders = module.Job("Data");
        folders.Write("a.txt", "a");
        module.Run("Start-CloneSync Data").Single();
        File.Delete(Path.Combine(folders.Source, "a.txt"));
        var printed = Print("(Start-CloneSync Data -ErrorAction SilentlyContinue).Stop");
        Assert.Contains("ErrorId      : CloneSourceEmpty", printed);
        Assert.Contains("WouldRemove  : {a.txt}", printed);
    }

    [Fact]
    public void Views_name_types_and_properties_that_exist_and_lists_show_all_of_them()
    {
        var properties = module
            .Run("(Get-Command -Module Clone).OutputType.Type | ForEach-Object { $_ }").Output
            .Select(type => (Type)type.BaseObject).Where(type => type != typeof(System.Management.Automation.Job)).Distinct()
            .SelectMany(type => new[] { type }.Concat(PartsOf(type)))
            .Distinct()
            .ToDictionary(type => type.FullName!, type => type.GetProperties().Select(property => property.Name).ToHashSet());
        var views = XDocument.Load(Path.Combine(Path.GetDirectoryName(ModuleRunspace.Manifest)!, "Clone.format.ps1xml")).Descendants("View").ToList();
        Assert.NotEmpty(views);
        foreach (var view in views)
        {
            var type = view.Descendants("TypeName").Single().Value;
            Assert.Subset(properties[type], view.Descendants("PropertyName").Select(name => name.Value).ToHashSet());
            Assert.Subset(properties[type], view.Descendants("Label").Select(name => name.Value).ToHashSet());
            if (view.Descendants("ListItem").Any())
                Assert.Equal(properties[type], view.Descendants("ListItem").Select(NameOf).ToHashSet());
        }

        Assert.Equal(properties.Keys.Order(), views.Where(IsList).Select(view => view.Descendants("TypeName").Single().Value).Order());
    }

    static bool IsList(XElement view) => view.Descendants("ListItem").Any();

    static string NameOf(XElement item) => (item.Element("Label") ?? item.Element("PropertyName"))!.Value;

    static IEnumerable<Type> PartsOf(Type type) => type.GetProperties()
        .SelectMany(property => property.PropertyType.GetGenericArguments().Append(property.PropertyType))
        .Where(part => part.Namespace == type.Namespace);

    string Print(string script)
    {
        using var powershell = module.Prepare(script);
        powershell.AddCommand("Out-Default");
        powershell.Invoke();
        Assert.Empty(powershell.Streams.Error.Select(error => error.ToString()));
        return Regex.Replace(host.Printed, @"\x1B\[[0-9;]*m", "");
    }

    static List<string> Lines(string printed)
    {
        List<string> lines = [.. printed.Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0)];
        Assert.All(lines, line => Assert.InRange(line.Length, 1, 100));
        return lines;
    }

    static string[] Words(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
