using System;
using Clone.Engine.Live;
using Xunit;

namespace Clone.Tests.Live;

public sealed class RunPaceTests
{
    const long Mega = 1 << 20;

    readonly RunPace pace = new();

    [Fact]
    public void Nothing_is_foretold_before_everything_was_compared()
    {
        var moment = Measure(new RunProgress { Bytes = 10 * Mega }, second: 1);
        Assert.Equal((null, null), (moment.PercentComplete, moment.TimeLeft));
        Assert.Equal(10 * Mega, moment.BytesPerSecond);
    }

    [Theory]
    [InlineData(100, 1000, 10, 90)]
    [InlineData(900, 1000, 90, 2)]
    public void Before_that_the_size_of_the_last_run_is_taken(long seen, long expected, int percent, int seconds)
    {
        var moment = new RunPace().Measure(new RunProgress { Seen = seen, Expected = expected, Elapsed = TimeSpan.FromSeconds(seen == 100 ? 10 : 18) });
        Assert.Equal((percent, seconds), (moment.PercentComplete, (int)moment.TimeLeft!.Value.TotalSeconds));
        var beyond = new RunPace().Measure(new RunProgress { Seen = expected + 1, Expected = expected, Elapsed = TimeSpan.FromSeconds(10) });
        Assert.Null(beyond.TimeLeft);
    }

    [Fact]
    public void A_steady_run_ends_when_it_was_foretold()
    {
        for (var second = 1; second < 100; second++)
        {
            var moment = Measure(Known(second * Mega), second);
            Assert.Equal((second, TimeSpan.FromSeconds(100 - second)), (moment.PercentComplete, moment.TimeLeft));
            Assert.Equal(Mega, moment.BytesPerSecond, tolerance: 1);
        }
    }

    [Fact]
    public void The_forecast_follows_a_change_of_speed()
    {
        for (var second = 1; second <= 10; second++) Measure(Known(second * Mega), second);
        var moment = new RunProgress();
        for (var second = 11; second <= 60; second++) moment = Measure(Known((10 * Mega) + ((second - 10) * Mega / 10)), second);
        // 85 MB are left; at a tenth of a megabyte a second that takes 850 s.
        Assert.InRange(moment.TimeLeft!.Value.TotalSeconds, 750, 850);
    }

    [Fact]
    public void Items_without_contents_count_too()
    {
        var moment = Measure(Known(0) with { PlannedBytes = 0, Planned = 200, Done = 50 }, second: 5);
        Assert.Equal((25, TimeSpan.FromSeconds(15)), (moment.PercentComplete, moment.TimeLeft));
    }

    [Fact]
    public void A_run_without_anything_to_send_is_done() =>
        Assert.Equal(100, Measure(Known(0) with { PlannedBytes = 0 }, second: 1).PercentComplete);

    [Fact]
    public void A_standstill_and_a_plan_that_was_exceeded_are_no_trouble()
    {
        Assert.Null(Measure(Known(0), second: 1).TimeLeft);
        var beyond = Measure(Known(120 * Mega), second: 2);
        Assert.Equal((100, null), (beyond.PercentComplete, beyond.TimeLeft));
    }

    static RunProgress Known(long bytes) => new() { Bytes = bytes, PlannedBytes = 100 * Mega, PlanKnown = true };

    RunProgress Measure(RunProgress moment, double second) =>
        pace.Measure(moment with { Elapsed = TimeSpan.FromSeconds(second) });
}
