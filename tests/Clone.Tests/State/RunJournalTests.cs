using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Clone.Adapters;
using Clone.Engine.Errors;
using Clone.Engine.State;
using Clone.Engine.Sync;
using Clone.Tests.Folders;
using Clone.Tests.Machine;
using CsCheck;
using Xunit;

namespace Clone.Tests.State;

public sealed class RunJournalTests : IDisposable
{
    static readonly DateTimeOffset Noon = new(2026, 7, 30, 12, 0, 0, TimeSpan.Zero);

    readonly TempFolder folder = new();
    readonly AdapterSet adapters = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_run_is_history_when_it_has_ended()
    {
        using var journal = Journal();
        var run = Report(Guid.NewGuid(), 0);
        var entry = journal.Begin(run);
        Assert.Empty(journal.History(null, 10));
        var ended = run with
        {
            Result = RunResult.CompletedWithFailures,
            EndTime = Noon.AddMinutes(3),
            Copied = 7,
            Failed = 1,
            ExitCode = 10,
            Excluded = new Dictionary<string, long> { ["Filter"] = 4 },
            Failures = [new RunFailure { Path = "日本/a", Operation = EntryOperation.Read, Code = "EIO", Reason = "…", Retryable = true }],
            Stop = new RunStop { ErrorId = ErrorId.CloneTooManyRemovals, Message = "m", Removals = 5, WouldRemove = ["a", "b"] },
            Warnings = ["w"],
        };
        journal.End(entry, ended);
        using var again = Journal();
        var kept = Assert.Single(again.History(run.JobId, 10));
        Assert.Equivalent(ended, kept, strict: true);
        Assert.Equal(8, kept.Total);
        Assert.Null(again.Unfinished(run.JobId));
    }

    [Fact]
    public void What_was_cut_off_is_known_and_so_is_by_what()
    {
        var job = Guid.NewGuid();
        var run = Report(job, 0);
        using (var journal = Journal("boot 1"))
        {
            journal.End(journal.Begin(Report(job, -1)), Report(job, -1));
            journal.Begin(run);
            journal.Begin(Report(Guid.NewGuid(), 1));
        }
        using (var journal = Journal("boot 1"))
        {
            var unfinished = journal.Unfinished(job)!;
            Assert.False(unfinished.MachineStopped);
            Assert.Equivalent(run, unfinished.Report, strict: true);
        }
        using (var journal = Journal("boot 2"))
        {
            var unfinished = journal.Unfinished(job)!;
            Assert.Equal((true, false), (unfinished.MachineStopped, unfinished.IsReported));
            journal.End(unfinished.Entry, run with { WasInterrupted = true });
            Assert.Equal(run.RunId, journal.History(job, 1).Single().RunId);
            unfinished = journal.Unfinished(job)!;
            Assert.Equal((true, true), (unfinished.MachineStopped, unfinished.IsReported));
            journal.End(unfinished.Entry, run with { Result = RunResult.Failed });
            Assert.Null(journal.Unfinished(job));
            Assert.Equal(RunResult.Failed, journal.History(job, 1).Single().Result);
        }
    }

    [Fact]
    public void A_clock_that_is_set_back_hides_no_run_that_was_cut_off()
    {
        var job = Guid.NewGuid();
        using var journal = Journal("boot 1");
        journal.End(journal.Begin(Report(job, 60)), Report(job, 60));
        var cutOff = Report(job, 5);
        journal.Begin(cutOff);
        Assert.Equal(cutOff.RunId, journal.Unfinished(job)!.Report.RunId);
        var next = Report(job, 4);
        journal.End(journal.Begin(next), next);
        Assert.Null(journal.Unfinished(job));
        Assert.Equal([next.RunId, Report(job, 60).RunId], journal.History(job, 5).Select(run => run.RunId));
        Assert.Equal(next.RunId, journal.Find(job, next.RunId)!.RunId);
        Assert.Null(journal.Find(job, cutOff.RunId));
    }

    [Fact]
    public void A_system_that_does_not_tell_its_start_counts_as_started_anew()
    {
        var run = Report(Guid.NewGuid(), 0);
        using var journal = Journal("");
        journal.Begin(run);
        Assert.True(journal.Unfinished(run.JobId)!.MachineStopped);
    }

    [Fact]
    public void This_start_of_the_machine_has_one_id()
    {
        if (!OperatingSystem.IsWindows() && !OperatingSystem.IsLinux()) Assert.Skip("no boot id is read on this system");
        Assert.NotEmpty(BootId.Read());
        Assert.True(BootId.IsSame(BootId.Read(), BootId.Read()));
    }

    [Fact]
    public void History_is_newest_first_as_in_a_plain_model() =>
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 50], Gen.Bool).List[0, 60].Select(Gen.Int[0, 12]).Sample((runs, count) =>
        {
            using var own = new TempFolder();
            using var journal = new RunJournal(own["journal.db"], adapters, "boot");
            var jobs = Enumerable.Range(0, 4).Select(_ => Guid.NewGuid()).ToArray();
            var model = new List<RunReport>();
            foreach (var (job, minute, ends) in runs)
            {
                var run = Report(jobs[job], minute) with { RunId = Guid.NewGuid(), StartTime = Noon.AddMinutes(minute).AddTicks(model.Count) };
                var entry = journal.Begin(run);
                if (!ends) continue;
                journal.End(entry, run);
                model.Add(run);
            }
            foreach (var job in jobs.Select(job => (Guid?)job).Append(null))
            {
                // Of one job they come in the order in which they were begun, whatever the clock said.
                var expected = job is null
                    ? jobs.SelectMany(one => model.Where(run => run.JobId == one).Reverse().Take(count)).OrderByDescending(run => run.StartTime).Take(count)
                    : model.Where(run => run.JobId == job).Reverse().Take(count);
                var found = journal.History(job, count);
                Assert.Equal(expected.Select(run => run.StartTime), found.Select(run => run.StartTime));
                Assert.All(found, run => Assert.Contains(model, known => known.RunId == run.RunId && known.JobId == run.JobId));
            }
        }, iter: 30 * Soak.Times);

    [Fact]
    public void The_last_thousand_of_each_job_are_kept()
    {
        using var journal = Journal();
        var (busy, idle) = (Guid.NewGuid(), Guid.NewGuid());
        journal.End(journal.Begin(Report(idle, 0)), Report(idle, 0));
        using (var file = adapters.State.Open(folder["journal.db"], "journal", 1))
        {
            var rows = new TableChanges();
            var pattern = file.Table("runs").Read();
            Assert.True(pattern.MoveNext());
            for (var i = 0; i < 1500; i++)
            {
                var key = pattern.Key.ToArray();
                Swapped(busy).CopyTo(key, 0);
                System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(key.AsSpan(16), Noon.AddMinutes(i).UtcTicks);
                rows.Put(key, pattern.Value);
            }
            pattern.Dispose();
            file.Table("runs").Apply(rows);
        }
        Assert.Equal(1500, journal.History(busy, 2000).Count);
        journal.End(journal.Begin(Report(busy, 1500)), Report(busy, 1500));
        var kept = journal.History(busy, 2000);
        Assert.Equal(RunJournal.Kept, kept.Count);
        Assert.Equal(Noon.AddMinutes(1500), kept[0].StartTime);
        Assert.Single(journal.History(idle, 10));
        Assert.Equal(RunJournal.Kept + 1, journal.History(null, 5000).Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("01")]
    [InlineData("010209")]
    [InlineData("010200")]
    [InlineData("0102007B")]
    public void A_row_that_makes_no_sense_is_damage(string value)
    {
        var job = Guid.NewGuid();
        using var journal = Journal();
        Put(job, Convert.FromHexString(value));
        Failing.With(ErrorId.CloneStateDamaged, () => journal.History(job, 1));
    }

    [Fact]
    public void A_row_of_a_newer_version_is_refused()
    {
        var job = Guid.NewGuid();
        using var journal = Journal();
        Put(job, [2, 2, 0, .. Encoding.UTF8.GetBytes("{}")]);
        Failing.With(ErrorId.CloneStateTooNew, () => journal.History(job, 1));
    }

    void Put(Guid job, byte[] value)
    {
        using var file = adapters.State.Open(folder["journal.db"], "journal", 1);
        var rows = new TableChanges();
        rows.Put([.. Swapped(job), .. new byte[24]], value);
        file.Table("runs").Apply(rows);
    }

    static byte[] Swapped(Guid id) => Convert.FromHexString(id.ToString("N"));

    RunJournal Journal(string bootId = "boot") => new(folder["journal.db"], adapters, bootId);

    static RunReport Report(Guid job, int minute) => new()
    {
        RunId = new Guid(minute, 0, 0, job.ToByteArray().AsSpan(0, 8).ToArray()),
        JobId = job,
        JobName = "job",
        StartTime = Noon.AddMinutes(minute),
    };
}
