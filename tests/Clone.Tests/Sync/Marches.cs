using System.Collections.Generic;
using System.Threading.Tasks;
using Clone.Engine.Sync;
using Xunit;

namespace Clone.Tests.Sync;

/// <summary>Reads marches where the test runner's samples cannot wait.</summary>
static class Marches
{
    public static List<PlanItem> ReadToEnd(this March march)
    {
        var cancellation = TestContext.Current.CancellationToken;
        return [.. march.ReadAsync(cancellation).ToBlockingEnumerable(cancellation)];
    }
}
