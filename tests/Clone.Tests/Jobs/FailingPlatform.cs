using System;
using Clone.Engine.Errors;
using Clone.Engine.Folders;

namespace Clone.Tests.Jobs;

/// <summary>The platform of this machine, but for one folder that cannot be opened.</summary>
sealed class FailingPlatform(string path, IoProblem problem) : FolderPlatform
{
    readonly FolderPlatform real = OfThisMachine();

    public override StringComparison PathComparison => real.PathComparison;

    public override FolderHandle OpenRoot(string full) =>
        full == path ? throw new EntryException(problem, "ECODE", EntryOperation.List) : real.OpenRoot(full);

    public override string Canonicalize(string full) => real.Canonicalize(full);
}
