using System;
using System.IO;
using System.Text;
using Clone.Engine;
using Clone.Engine.Errors;
using Clone.Engine.Secrets;
using Clone.Tests.Machine;
using Xunit;

namespace Clone.Tests.Secrets;

public sealed class SecretStoreTests : IDisposable
{
    const string Place = "https://s3.example.jp:9000";
    const string Password = "鍵/Secret+Key=0123456789";

    readonly TestMachine machine = new();
    readonly CloneNode node;

    public SecretStoreTests() => node = machine.Open();

    public void Dispose()
    {
        node.Dispose();
        machine.Dispose();
    }

    [Fact]
    public void What_was_kept_comes_back_in_another_process_of_this_machine()
    {
        var id = Put(Password);
        Assert.Equal(Password, Get(node, id));
        using var again = machine.Open();
        Assert.Equal(Password, Get(again, id));
        Assert.NotEqual(id, Put(Password));
    }

    [Fact]
    public void Any_bytes_come_back()
    {
        foreach (var length in new[] { 0, 1, 255, 70_000 })
        {
            var bytes = new byte[length];
            new Random(length).NextBytes(bytes);
            using var secret = Secret.Take((byte[])bytes.Clone());
            using var found = node.Secrets.Get(node.Secrets.Put(Place, secret), Place);
            Assert.Equal(bytes, found.Bytes.ToArray());
        }
    }

    [Fact]
    public void A_secret_is_for_its_place_alone()
    {
        var id = Put(Password);
        Failing.With(ErrorId.CloneCredentialMissing, () => node.Secrets.Get(id, "https://other.example.jp"));
        // Nor does it help to write another place into the file.
        var file = FileOf(id);
        File.WriteAllText(file, File.ReadAllText(file).Replace("s3.example", "s4.example", StringComparison.Ordinal));
        Failing.With(ErrorId.CloneCredentialUnreadable, () => node.Secrets.Get(id, Place.Replace("s3", "s4", StringComparison.Ordinal)));
    }

    [Fact]
    public void One_secret_does_not_take_the_place_of_another()
    {
        var (one, other) = (Put("one"), Put("other"));
        File.Copy(FileOf(one), FileOf(other), overwrite: true);
        Failing.With(ErrorId.CloneCredentialUnreadable, () => node.Secrets.Get(other, Place));
    }

    [Fact]
    public void A_removed_secret_is_gone_and_an_unknown_one_was_never_there()
    {
        var id = Put(Password);
        node.Secrets.Remove(id);
        Assert.False(File.Exists(FileOf(id)));
        node.Secrets.Remove(id);
        Failing.With(ErrorId.CloneCredentialMissing, () => node.Secrets.Get(id, Place));
    }

    [Theory]
    [InlineData("{ }")]
    [InlineData("not JSON")]
    [InlineData("{ \"version\": 1, \"place\": \"https://s3.example.jp:9000\", \"data\": \"*\" }")]
    [InlineData("{ \"version\": 1, \"place\": \"https://s3.example.jp:9000\", \"data\": \"AAAA\" }")]
    public void A_damaged_file_asks_for_the_credential_again(string contents)
    {
        var id = Put(Password);
        File.WriteAllText(FileOf(id), contents);
        Failing.With(ErrorId.CloneCredentialUnreadable, () => node.Secrets.Get(id, Place));
    }

    [Fact]
    public void A_newer_file_is_refused()
    {
        var id = Put(Password);
        File.WriteAllText(FileOf(id), "{ \"version\": 2 }");
        Failing.With(ErrorId.CloneStateTooNew, () => node.Secrets.Get(id, Place));
    }

    [Fact]
    public void A_state_folder_that_was_copied_to_another_machine_opens_nothing_there()
    {
        var id = Put(Password);
        machine.Ids["machineId"] = "another";
        Failing.With(ErrorId.CloneNodeOfOtherMachine, () => machine.Open());
        var error = Failing.With(ErrorId.CloneCredentialUnreadable, () => node.Secrets.Get(id, Place));
        Assert.Contains(Place, error.Message, StringComparison.Ordinal);
        using var taken = CloneNode.Initialize(machine.Options, Clone.Engine.Machine.NodeRole.Master, force: true);
        Failing.With(ErrorId.CloneCredentialUnreadable, () => taken.Secrets.Get(id, Place));
    }

    [Fact]
    public void No_file_of_the_state_holds_the_secret_and_nobody_else_may_read_them()
    {
        Put(Password);
        var bytes = Encoding.UTF8.GetBytes(Password);
        foreach (var file in Directory.GetFiles(machine.Home, "*", SearchOption.AllDirectories))
        {
            Assert.False(SecretTrace.IsIn(File.ReadAllBytes(file), Password), file);
            if (OperatingSystem.IsWindows() || Path.GetDirectoryName(file)!.EndsWith("log", StringComparison.Ordinal)) continue;
            Assert.Equal((file, UnixFileMode.UserRead | UnixFileMode.UserWrite), (file, File.GetUnixFileMode(file)));
        }
        Assert.True(SecretTrace.IsIn(bytes, Password));
    }

    [Fact]
    public void A_secret_is_wiped_and_never_shown()
    {
        var source = Encoding.UTF8.GetBytes(Password);
        var secret = Secret.Take(source);
        Assert.All(source, b => Assert.Equal(0, b));
        Assert.Equal("***", secret.ToString());
        using var credential = new Credential("key", secret);
        Assert.Equal("key", credential.ToString());
        credential.Dispose();
        secret.Dispose();
        Assert.Throws<ObjectDisposedException>(() => secret.Bytes.Length);
    }

    Guid Put(string text)
    {
        using var secret = Secret.Take(Encoding.UTF8.GetBytes(text));
        return node.Secrets.Put(Place, secret);
    }

    static string Get(CloneNode from, Guid id)
    {
        using var secret = from.Secrets.Get(id, Place);
        return Encoding.UTF8.GetString(secret.Bytes);
    }

    string FileOf(Guid id) => Path.Combine(machine.Home, "secrets", id.ToString("D") + ".json");
}
