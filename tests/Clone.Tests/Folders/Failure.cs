using System;
using Clone.Engine.Errors;
using Xunit;

namespace Clone.Tests.Folders;

/// <summary>Expected failures.</summary>
static class Failure
{
    public static void Expect(IoProblem problem, string code, EntryOperation operation, Action action)
    {
        var e = Assert.Throws<EntryException>(action);
        Assert.Equal((problem, code, operation), (e.Problem, e.Code, e.Operation));
    }
}
