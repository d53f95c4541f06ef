using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;
using System.Threading;

namespace CloneShell.Host;

/// <summary>
/// The console: objects and <c>Write-Host</c> to the standard output; errors, warnings and verbose messages to the
/// error stream; progress to a terminal alone.
/// </summary>
sealed class ShellUi : PSHostUserInterface
{
    readonly Lock gate = new();
    readonly ShellRawUi raw = new();
    readonly ProgressLine progress;
    readonly bool colours = Terminal(Console.IsOutputRedirected), errorColours = Terminal(Console.IsErrorRedirected);

    public ShellUi() => progress = new ProgressLine(ProgressTerminal(), () => ShellRawUi.Width);

    /// <summary>Whether what is formatted goes to the error stream.</summary>
    public bool WriteObjectsToErrors { get; set; }

    public override PSHostRawUserInterface RawUI => raw;

    public override bool SupportsVirtualTerminal => colours;

    public override void Write(string value) => PutObject(value);

    public override void WriteLine(string value) => PutObject(value + Environment.NewLine);

    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) =>
        PutObject(Coloured(foregroundColor, backgroundColor, value));

    public override void WriteErrorLine(string value) => Put(Console.Error, value + Environment.NewLine, errorColours);

    public override void WriteWarningLine(string message) => Message("WARNING: ", message);

    public override void WriteVerboseLine(string message) => Message("VERBOSE: ", message);

    public override void WriteDebugLine(string message) => Message("DEBUG: ", message);

    public override void WriteInformation(InformationRecord record)
    {
        // A message for the host comes by Write as well; others are shown when $InformationPreference says so, by the engine.
    }

    public override void WriteProgress(long sourceId, ProgressRecord record)
    {
        lock (gate)
            progress.Show(sourceId, record);
    }

    /// <summary>Takes the progress line away.</summary>
    public void ClearProgress()
    {
        lock (gate)
            progress.Clear();
    }

    public override string ReadLine()
    {
        ClearProgress();
        return Console.In.ReadLine() ?? throw new HostException("The standard input is at its end: there is nobody to answer.");
    }

    public override SecureString ReadLineAsSecureString()
    {
        ClearProgress();
        var secret = new SecureString();
        if (Console.IsInputRedirected)
        {
            foreach (var character in ReadLine())
                secret.AppendChar(character);
            return secret;
        }

        for (var key = Console.ReadKey(intercept: true); key.Key != ConsoleKey.Enter; key = Console.ReadKey(intercept: true))
            if (key.Key != ConsoleKey.Backspace)
                secret.AppendChar(key.KeyChar);
            else if (secret.Length > 0)
                secret.RemoveAt(secret.Length - 1);
        Console.Error.WriteLine();
        return secret;
    }

    public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions)
    {
        Ask(caption, message);
        var answers = new Dictionary<string, PSObject>();
        foreach (var field in descriptions)
        {
            Put(Console.Error, field.Name + ": ", errorColours);
            answers[field.Name] = PSObject.AsPSObject(ReadLine());
        }

        return answers;
    }

    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
    {
        Ask(caption, message);
        while (true)
        {
            var offers = choices.Select(choice => $"[{Key(choice)}] {choice.Label.Replace("&", "", StringComparison.Ordinal)}");
            var preset = defaultChoice >= 0 ? $" (default is \"{Key(choices[defaultChoice])}\")" : "";
            Put(Console.Error, string.Join("  ", offers) + preset + ": ", errorColours);
            var answer = ReadLine().Trim();
            if (answer.Length == 0 && defaultChoice >= 0)
                return defaultChoice;
            for (var i = 0; i < choices.Count; i++)
                if (Same(answer, Key(choices[i])) || Same(answer, choices[i].Label.Replace("&", "", StringComparison.Ordinal)))
                    return i;
        }
    }

    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) =>
        PromptForCredential(caption, message, userName, targetName, PSCredentialTypes.Default, PSCredentialUIOptions.Default);

    public override PSCredential PromptForCredential(
        string caption, string message, string userName, string targetName,
        PSCredentialTypes allowedCredentialTypes, PSCredentialUIOptions options)
    {
        Ask(caption, message);
        if (string.IsNullOrEmpty(userName))
        {
            Put(Console.Error, "User: ", errorColours);
            userName = ReadLine();
        }

        Put(Console.Error, $"Password for user {userName}: ", errorColours);
        return new PSCredential(userName, ReadLineAsSecureString());
    }

    void Ask(string caption, string message)
    {
        foreach (var text in new[] { caption, message })
            if (!string.IsNullOrEmpty(text))
                WriteErrorLine(text);
    }

    void Message(string label, string message) => Put(Console.Error, label + message + Environment.NewLine, errorColours);

    void PutObject(string text)
    {
        if (WriteObjectsToErrors)
            Put(Console.Error, text, errorColours);
        else
            Put(Console.Out, text, colours);
    }

    void Put(TextWriter writer, string text, bool coloured)
    {
        lock (gate)
        {
            progress.Clear();
            writer.Write(GetOutputString(text, coloured));
        }
    }

    string Coloured(ConsoleColor foreground, ConsoleColor background, string text) =>
        colours ? PSStyle.MapForegroundColorToEscapeSequence(foreground)
            + (background == raw.BackgroundColor ? "" : PSStyle.MapBackgroundColorToEscapeSequence(background))
            + text + PSStyle.Instance.Reset : text;

    static string Key(ChoiceDescription choice)
    {
        var mark = choice.Label.IndexOf('&', StringComparison.Ordinal);
        return mark >= 0 && mark < choice.Label.Length - 1 ? choice.Label[mark + 1].ToString() : choice.Label;
    }

    static bool Same(string answer, string offer) => answer.Equals(offer, StringComparison.OrdinalIgnoreCase);

    // https://no-color.org: any value but an empty one asks for plain text.
    static bool Terminal(bool redirected) => !redirected
        && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
        && Environment.GetEnvironmentVariable("TERM") != "dumb";

    static TextWriter? ProgressTerminal()
    {
        if (Environment.GetEnvironmentVariable("TERM") == "dumb")
            return null;
        return !Console.IsErrorRedirected ? Console.Error : !Console.IsOutputRedirected ? Console.Out : null;
    }
}
