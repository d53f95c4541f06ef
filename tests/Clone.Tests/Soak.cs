using System;
using System.Globalization;

namespace Clone.Tests;

/// <summary>How many times longer than in every run the tests look that look at random moments and data: CLONE_SOAK.</summary>
static class Soak
{
    public static int Times { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("CLONE_SOAK"), NumberStyles.None, CultureInfo.InvariantCulture, out var times)
            ? Math.Clamp(times, 1, 1000)
            : 1;

    /// <summary>The one seed that tests of many seeds are to play, with every step: CLONE_SEED, as a failure named it; null for new ones.</summary>
    public static int? Seed { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("CLONE_SEED"), NumberStyles.None, CultureInfo.InvariantCulture, out var seed)
            ? seed
            : null;
}
