using System;
using Clone.Engine.Errors;
using Xunit;

namespace Clone.Tests.Machine;

/// <summary>Expects an error by its id.</summary>
static class Failing
{
    public static CloneException With(ErrorId id, Action work)
    {
        var error = Assert.Throws<CloneException>(work);
        Assert.True(id == error.Id, "Expected " + id + ", got " + error.Id + ": " + error.Message);
        Assert.DoesNotContain("{", error.Message + error.Advice);
        return error;
    }
}
