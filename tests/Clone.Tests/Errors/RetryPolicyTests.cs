using System;
using System.Linq;
using Clone.Engine.Errors;
using Xunit;

namespace Clone.Tests.Errors;

public sealed class RetryPolicyTests
{
    [Fact]
    public void Every_problem_is_decided()
    {
        IoProblem[] helps =
        [
            IoProblem.Other, IoProblem.InUse, IoProblem.AlreadyExists, IoProblem.NotEmpty, IoProblem.DiskFull,
            IoProblem.DeviceError, IoProblem.DeviceGone, IoProblem.OutOfResources, IoProblem.ChangedWhileRead,
            IoProblem.WrittenWrong, IoProblem.ParentMissing, IoProblem.NameTaken, IoProblem.Throttled,
        ];
        IoProblem[] doesNot =
        [
            IoProblem.NotFound, IoProblem.AccessDenied, IoProblem.NotAFolder, IoProblem.IsAFolder, IoProblem.LinkInTheWay,
            IoProblem.NameTooLong, IoProblem.KeyTooLong, IoProblem.NameNotAllowed, IoProblem.NameCollision, IoProblem.FileTooLarge,
            IoProblem.ReadOnly, IoProblem.NotSupported, IoProblem.LinkLeadsOutside, IoProblem.ChangedMeanwhile, IoProblem.Archived,
            IoProblem.ArchiveRequested,
        ];
        Assert.All(helps, problem => Assert.True(RetryPolicy.MayHelp(problem)));
        Assert.All(doesNot, problem => Assert.False(RetryPolicy.MayHelp(problem)));
        Assert.Equal(Enum.GetValues<IoProblem>().Order(), helps.Concat(doesNot).Order());
    }
}
