using System;
using System.Linq;
using Clone.Engine;
using Clone.Engine.Errors;
using Clone.Engine.Jobs;
using Clone.Tests.Machine;
using Xunit;

namespace Clone.Tests.Jobs;

/// <summary>The settings of a job's filters.</summary>
public sealed class JobFilterTests : IDisposable
{
    readonly TestMachine machine = new();
    readonly CloneNode node;

    public JobFilterTests() => node = machine.Open();

    public void Dispose()
    {
        node.Dispose();
        machine.Dispose();
    }

    [Fact]
    public void Filters_come_back_as_they_were_made_and_are_taken_back()
    {
        var job = node.Jobs.Create(machine.NewJob("x") with
        {
            FilterRule = ["+ a", "- b/"],
            MinSize = 1,
            MaxSize = 5_000_000_000,
            MinAge = TimeSpan.FromSeconds(1),
            MaxAge = TimeSpan.FromDays(36_500),
            ExcludeAttribute = ["Hidden"],
        });
        using var again = machine.Open();
        Assert.Equivalent(job, again.Jobs.Find("x"), strict: true);
        Assert.Equal(("+ a", 1, 5_000_000_000), (job.FilterRule[0], job.MinSize, job.MaxSize));
        var none = node.Jobs.Change(job.Id, new JobChanges
        {
            FilterRule = [], MinSize = 0, MaxSize = -1, MinAge = TimeSpan.Zero, MaxAge = TimeSpan.Zero, ExcludeAttribute = [],
        });
        Assert.Equal((null, null, null, null), (none.MinSize, none.MaxSize, none.MinAge, none.MaxAge));
        Assert.Empty(none.FilterRule.Concat(none.ExcludeAttribute));
    }

    [Fact]
    public void Rules_and_lists_are_not_used_together()
    {
        var job = machine.NewJob("x") with { FilterRule = ["- a"] };
        Failing.With(ErrorId.CloneFilterConflict, () => node.Jobs.Create(job with { Include = ["b"] }));
        Failing.With(ErrorId.CloneFilterConflict, () => node.Jobs.Create(job with { Exclude = ["b"] }));
        var made = node.Jobs.Create(job with { Include = [] });
        Failing.With(ErrorId.CloneFilterConflict, () => node.Jobs.Change(made.Id, new JobChanges { Exclude = ["b"] }));
        Assert.Equal(["b"], node.Jobs.Change(made.Id, new JobChanges { Exclude = ["b"], FilterRule = [] }).Exclude);
    }

    [Fact]
    public void Sizes_and_ages_have_their_ranges()
    {
        var job = machine.NewJob("x");
        Refused(job with { MinSize = -2 }, "MinSize");
        Refused(job with { MaxSize = -2 }, "MaxSize");
        Refused(job with { MinSize = 11, MaxSize = 10 }, "MinSize");
        Refused(job with { MinAge = TimeSpan.FromSeconds(-1) }, "MinAge");
        Refused(job with { MinAge = TimeSpan.FromDays(2), MaxAge = TimeSpan.FromDays(1) }, "MinAge");
        Refused(job with { MaxAge = TimeSpan.FromDays(36_501) }, "MaxAge");
        Refused(job with { MaxAge = new TimeSpan(30) }, "MaxAge"); // what PowerShell makes of a bare 30
        Assert.Equal(0, node.Jobs.Create(job with { MaxSize = 0 }).MaxSize);
    }

    [Fact]
    public void A_rule_or_an_attribute_that_is_none_is_refused()
    {
        Failing.With(ErrorId.CloneFilterInvalid, () => node.Jobs.Create(machine.NewJob("x") with { FilterRule = ["*.tmp"] }));
        Failing.With(ErrorId.CloneAttributeNotSupported, () => node.Jobs.Create(machine.NewJob("x") with { ExcludeAttribute = ["Green"] }));
    }

    void Refused(JobChanges job, string limit) =>
        Assert.Equal(limit, Failing.With(ErrorId.CloneLimitInvalid, () => node.Jobs.Create(job)).Arguments[0]);
}
