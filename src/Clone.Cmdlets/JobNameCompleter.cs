using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using Clone.Engine;
using Clone.Engine.Errors;
using JobDefinition = Clone.Engine.Jobs.JobDefinition;

namespace Clone.Cmdlets;

/// <summary>Completes names of jobs. It makes no node, and is silent when the state cannot be read.</summary>
public sealed class JobNameCompleter : IArgumentCompleter
{
    static readonly char[] Quotes = ['\'', '"'];

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var begun = new WildcardPattern(
            WildcardPattern.Escape((wordToComplete ?? "").Trim(Quotes)) + "*", WildcardOptions.IgnoreCase);
        return Jobs().Where(job => begun.IsMatch(job.Name)).Select(Completion).ToArray();
    }

    static IReadOnlyList<JobDefinition> Jobs()
    {
        try
        {
            var options = CloneCmdlet.Options;
            if (CloneNode.Find(options) is null) return [];
            using var node = CloneNode.Open(options);
            return node.Jobs.List();
        }
        catch (CloneException)
        {
            return [];
        }
    }

    static CompletionResult Completion(JobDefinition job) =>
        new(Quoted(job.Name), job.Name, CompletionResultType.ParameterValue, job.Source);

    static string Quoted(string name) =>
        name[0] != '-' && name.All(character => char.IsLetterOrDigit(character) || character is '_' or '-' or '.')
            ? name
            : "'" + CodeGeneration.EscapeSingleQuotedStringContent(name) + "'";
}
