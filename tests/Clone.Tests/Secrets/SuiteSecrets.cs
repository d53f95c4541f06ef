using System.IO;
using System.Linq;
using System.Text;
using Xunit;

namespace Clone.Tests.Secrets;

/// <summary>The secrets that tests give to cmdlets and servers. Nothing that Clone writes may hold one, in whatever test.</summary>
static class SuiteSecrets
{
    /// <summary>The key of every emulator of Azure Blob Storage, without the '/' that JSON may escape.</summary>
    const string Emulator = "K1SZFPTOtr";

    static readonly string[] all = ["OWNERSECRET", "OTHERSECRET", "CALLERSECRET", "TAKENSECRET", "SESSIONSECRET", "PROXYSECRET", Emulator];

    /// <summary>Looks through all files below a folder, such as a state folder with its log, jobs, settings, journal and indexes.</summary>
    public static void AssertNotBelow(string folder)
    {
        if (!Directory.Exists(folder)) return;
        var every = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = true };
        foreach (var file in Directory.EnumerateFiles(folder, "*", every)) AssertNotIn(Read(file), file);
    }

    /// <summary>Looks through a text that people see.</summary>
    public static void AssertNotIn(string text) => AssertNotIn(Encoding.UTF8.GetBytes(text), text);

    static void AssertNotIn(byte[] bytes, string where)
    {
        if (all.FirstOrDefault(secret => SecretTrace.IsIn(bytes, secret)) is { } secret) Assert.Fail($"{secret} stands in {where}");
    }

    static byte[] Read(string file)
    {
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            return bytes.ToArray();
        }
        catch (IOException)
        {
            // A run that a test left behind removes its files, or holds them.
            return [];
        }
    }
}
