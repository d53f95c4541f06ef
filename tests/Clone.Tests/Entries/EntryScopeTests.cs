using System;
using Clone.Engine.Entries;
using Xunit;

namespace Clone.Tests.Entries;

public sealed class EntryScopeTests
{
    [Theory]
    [InlineData(Exclusion.SystemFile, Exclusion.None)]
    [InlineData(Exclusion.Encrypted, Exclusion.None)]
    [InlineData(Exclusion.Offline, Exclusion.None)]
    [InlineData(Exclusion.NameNotValid, Exclusion.NameNotValid)]
    public void What_cannot_be_copied_from_a_source_is_no_reason_to_keep_it_at_a_destination(Exclusion found, Exclusion expected)
    {
        var facts = new EntryFacts { Kind = EntryKind.File };
        Assert.Equal(found, new EntryScope(null).Judge(EntryPath.Root, "a"u8, facts, found, inVolumeRoot: false));
        Assert.Equal(expected, new EntryScope(null) { IsDestination = true }.Judge(EntryPath.Root, "a"u8, facts, found, inVolumeRoot: false));
    }

    [Theory]
    [InlineData(Exclusion.SystemFile, Exclusion.None)]
    [InlineData(Exclusion.Encrypted, Exclusion.Encrypted)]
    [InlineData(Exclusion.Offline, Exclusion.Offline)]
    public void Files_with_the_system_attribute_take_part_where_the_job_says_so(Exclusion found, Exclusion expected)
    {
        var scope = new EntryScope(FilterSet.Parse([], ["*.tmp"], false)) { TakesSystemFiles = true };
        Assert.Equal(expected, Judge(scope, "sub", "a", EntryKind.File, found));
        Assert.Equal(Exclusion.SystemFile, Judge(Plain, "sub", "a", EntryKind.File, Exclusion.SystemFile));
        Assert.Equal(Exclusion.Filter, Judge(scope, "sub", "a.tmp", EntryKind.File, Exclusion.SystemFile));
        Assert.Equal(Exclusion.SystemFolder, Judge(scope, "", "$RECYCLE.BIN", EntryKind.Folder, Exclusion.None));
        var only = new PathSelection();
        only.Add(EntryPath.Parse("sub/a"));
        Assert.Equal(expected, Judge(scope.With(only), "sub", "a", EntryKind.File, found));
        Assert.Equal(expected, Judge(scope.In(EntryPath.Parse("sub")), "sub", "a", EntryKind.File, found));
    }

    [Fact]
    public void A_folder_of_our_own_is_reserved_where_it_lies_and_nowhere_else()
    {
        var scope = new EntryScope(null) { OwnFolder = EntryPath.Parse("var/clone") };
        var facts = new EntryFacts { Kind = EntryKind.Folder };
        Exclusion Judge(string parent, string name) =>
            scope.Judge(parent.Length == 0 ? EntryPath.Root : EntryPath.Parse(parent), Wtf8.Encode(name), facts, Exclusion.None, inVolumeRoot: false);
        Assert.Equal(Exclusion.Reserved, Judge("var", "clone"));
        Assert.Equal(Exclusion.None, Judge("var", "clones"));
        Assert.Equal(Exclusion.None, Judge("", "clone"));
        Assert.Equal(Exclusion.None, Judge("var/clone", "clone"));
    }

    const string Temporary = ".clone-0123abcd456789ef-00000001.part";
    static readonly EntryScope Plain = new(filters: null);

    [Theory]
    [InlineData("", "CloneForWindows", EntryKind.Folder, Exclusion.Reserved)]
    [InlineData("", "cloneFORwindows", EntryKind.File, Exclusion.Reserved)]
    [InlineData("a", "CloneForWindows", EntryKind.Folder, Exclusion.None)]
    [InlineData("", "CloneForWindows2", EntryKind.Folder, Exclusion.None)]
    [InlineData("", "System Volume Information", EntryKind.Folder, Exclusion.SystemFolder)]
    [InlineData("", "SYSTEM VOLUME INFORMATION", EntryKind.Folder, Exclusion.SystemFolder)]
    [InlineData("", "System Volume Information", EntryKind.File, Exclusion.None)]
    [InlineData("", "System Volume Information", EntryKind.Link, Exclusion.None)]
    [InlineData("x/y", "System Volume Information", EntryKind.Folder, Exclusion.None)]
    [InlineData("", "$Recycle.Bin", EntryKind.Folder, Exclusion.SystemFolder)]
    [InlineData("", "RECYCLER", EntryKind.Folder, Exclusion.SystemFolder)]
    [InlineData("", "$Extend", EntryKind.Folder, Exclusion.SystemFolder)]
    [InlineData("", "Lost+Found", EntryKind.Folder, Exclusion.SystemFolder)]
    [InlineData("", "lost.found", EntryKind.Folder, Exclusion.None)]
    [InlineData("", Temporary, EntryKind.File, Exclusion.Temporary)]
    [InlineData("deep/down", Temporary, EntryKind.File, Exclusion.Temporary)]
    [InlineData("deep/down", Temporary, EntryKind.Link, Exclusion.Temporary)]
    [InlineData("", ".clone", EntryKind.File, Exclusion.None)]
    [InlineData("", "fifo", EntryKind.Other, Exclusion.NotAFile)]
    [InlineData("", "a", EntryKind.Link, Exclusion.None)]
    [InlineData("", "ſystem Volume Information", EntryKind.Folder, Exclusion.None)]
    public void Names_and_kinds_decide(string parent, string name, EntryKind kind, Exclusion expected) =>
        Assert.Equal(expected, Judge(Plain, parent, name, kind, Exclusion.None));

    [Theory]
    [InlineData("System Volume Information")]
    [InlineData("$RECYCLE.BIN")]
    [InlineData("recycler")]
    [InlineData("$extend")]
    [InlineData("lost+found")]
    public void Below_the_root_of_a_volume_folders_of_these_names_are_the_users(string name) =>
        Assert.Equal(Exclusion.None, Plain.Judge(EntryPath.Root, Wtf8.Encode(name), new EntryFacts { Kind = EntryKind.Folder }, Exclusion.None, inVolumeRoot: false));

    [Theory]
    [InlineData("", "a.tmp", EntryKind.File, Exclusion.Encrypted, Exclusion.Encrypted)]
    [InlineData("", "fifo", EntryKind.Other, Exclusion.NameNotValid, Exclusion.NameNotValid)]
    [InlineData("", "CloneForWindows", EntryKind.Folder, Exclusion.Offline, Exclusion.Reserved)]
    [InlineData("a", Temporary, EntryKind.File, Exclusion.SystemFile, Exclusion.Temporary)]
    public void What_the_platform_found_counts_before_filters_and_after_our_own_names(
        string parent, string name, EntryKind kind, Exclusion found, Exclusion expected)
    {
        var scope = new EntryScope(FilterSet.Parse([], ["*.tmp"], ignoreCase: false));
        Assert.Equal(expected, Judge(scope, parent, name, kind, found));
    }

    [Fact]
    public void Filters_decide_about_the_rest()
    {
        var scope = new EntryScope(FilterSet.Parse(["docs/*.txt"], ["old"], ignoreCase: false));
        Assert.Equal(Exclusion.PassedThrough, Judge(scope, "", "docs", EntryKind.Folder, Exclusion.None));
        Assert.Equal(Exclusion.None, Judge(scope, "docs", "a.txt", EntryKind.File, Exclusion.None));
        Assert.Equal(Exclusion.Filter, Judge(scope, "docs", "a.doc", EntryKind.File, Exclusion.None));
        Assert.Equal(Exclusion.Filter, Judge(scope, "docs", "old", EntryKind.Folder, Exclusion.None));
        Assert.True(scope.Enters(Exclusion.PassedThrough));
        Assert.True(scope.Enters(Exclusion.None));
        Assert.False(scope.Enters(Exclusion.Filter));
        Assert.False(scope.Enters(Exclusion.SystemFolder));
        Assert.False(scope.Enters(Exclusion.Reserved));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Judging_allocates_nothing_within_a_folder(bool withFilters)
    {
        var scope = new EntryScope(withFilters ? FilterSet.Parse(["*.txt", "a/**"], ["[x-z]*"], true) : null);
        var parent = EntryPath.Parse("some/folder");
        var facts = new EntryFacts { Kind = EntryKind.File, Size = 1 };
        var taken = 0;
        for (var i = 0; i < 100; i++) taken += scope.Judge(parent, "report.txt"u8, in facts, Exclusion.None, inVolumeRoot: false) == Exclusion.None ? 1 : 0;
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 10_000; i++) taken += scope.Judge(parent, "report.txt"u8, in facts, Exclusion.None, inVolumeRoot: false) == Exclusion.None ? 1 : 0;
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(10_100, taken);
    }

    static Exclusion Judge(EntryScope scope, string parent, string name, EntryKind kind, Exclusion found) =>
        scope.Judge(EntryPath.Parse(parent), Wtf8.Encode(name), new EntryFacts { Kind = kind }, found, inVolumeRoot: true);
}
