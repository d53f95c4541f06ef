namespace Clone.Engine.Checks;

/// <summary>One check of a job.</summary>
/// <param name="Name">What was looked at.</param>
/// <param name="Result">What came of it.</param>
/// <param name="Detail">What was found, for people.</param>
/// <param name="Advice">What to do; empty when nothing needs to be done.</param>
public sealed record JobCheck(CheckName Name, CheckResult Result, string Detail, string Advice);
