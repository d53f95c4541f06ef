using System;
using System.IO;
using System.Text;
using System.Threading.Tasks;
using Clone.Engine;
using Clone.Engine.Errors;
using Clone.Engine.Jobs;
using Clone.Engine.Secrets;
using Clone.Engine.Sync;
using Clone.Tests.Machine;
using Xunit;

namespace Clone.Tests.Secrets;

public sealed class JobSecretsTests : IDisposable
{
    const string Place = "https://s3.example.jp";
    const string Password = "Grep+For/This=Secret-鍵";

    readonly TestMachine machine = new();
    readonly CloneNode node;
    readonly JobSecrets secrets;

    public JobSecretsTests()
    {
        node = machine.Open();
        secrets = new JobSecrets(node.Secrets);
    }

    public void Dispose()
    {
        node.Dispose();
        machine.Dispose();
    }

    [Fact]
    public void A_job_holds_the_id_and_the_store_the_credential()
    {
        var job = WithSecret();
        using var opened = secrets.Open(node.Jobs.Find("x"), Place);
        Assert.Equal(("AKIA", Password), (opened.UserName, Encoding.UTF8.GetString(opened.Password.Bytes)));
        Assert.NotNull(job.SecretId);
        Assert.Single(Kept());
    }

    [Fact]
    public void A_job_that_is_removed_or_given_another_one_drops_its_secret()
    {
        var job = WithSecret();
        using (var other = Given("other"))
        {
            var bound = secrets.Bind(job, Place, other);
            node.Jobs.Update(job, _ => bound);
        }
        Assert.Equal([Expected()], Kept());
        node.Jobs.Remove(job.Id);
        Assert.Empty(Kept());

        string Expected() => node.Jobs.Find("x").SecretId!.Value.ToString("D") + ".json";
    }

    [Fact]
    public void A_job_that_is_merely_changed_keeps_it()
    {
        var job = WithSecret();
        node.Jobs.Change(job.Id, new JobChanges { Name = "y", MaxDeletePercent = 3 });
        Assert.Equal((job.SecretId, Place), (node.Jobs.Find("y").SecretId, node.Jobs.Find("y").SecretPlace));
        Assert.Single(Kept());
    }

    [Fact]
    public void Another_place_drops_it_until_it_is_given_again()
    {
        var job = WithSecret();
        Assert.Same(job, secrets.Bind(job, Place, given: null));
        var moved = node.Jobs.Update(job, stored => secrets.Bind(stored, "https://evil.example.jp", given: null));
        Assert.Equal((null, null), (moved.SecretId, moved.SecretPlace));
        Assert.Empty(Kept());
        Failing.With(ErrorId.CloneCredentialMissing, () => secrets.Open(moved, "https://evil.example.jp"));
        Failing.With(ErrorId.CloneCredentialMissing, () => secrets.Open(moved, Place));
    }

    [Fact]
    public void A_job_that_needs_none_has_none()
    {
        var job = WithSecret();
        node.Jobs.Update(job, stored => secrets.Bind(stored, place: null, given: null));
        Assert.Empty(Kept());
    }

    [Fact]
    public async Task Nothing_that_a_run_writes_holds_the_secret()
    {
        var job = WithSecret();
        File.WriteAllText(Path.Combine(job.Source, "file"), "x");
        var report = await node.SyncAsync(job, SyncMode.Incremental, force: false, progress: null, TestContext.Current.CancellationToken);
        Assert.Equal(RunResult.Succeeded, report.Result);
        using (secrets.Open(job, Place))
            Failing.With(ErrorId.CloneCredentialMissing, () => secrets.Open(job, "elsewhere"));
        node.Dispose();
        var files = Directory.GetFiles(machine.Path, "*", SearchOption.AllDirectories);
        Assert.True(files.Length > 5);
        foreach (var file in files)
            Assert.False(SecretTrace.IsIn(File.ReadAllBytes(file), Password), file);
        Assert.DoesNotContain(Password, report.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Password, job.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_credential_is_packed_and_unpacked()
    {
        using var given = new Credential("", Secret.Take([0, 1, 0]));
        using var packed = given.Pack();
        using var found = Credential.Unpack(packed);
        Assert.Equal(("", 3), (found.UserName, found.Password.Bytes.Length));
        using var none = Secret.Take([1, 2]);
        Assert.Throws<FormatException>(() => Credential.Unpack(none));
        using var nul = new Credential("a\0b", new Secret(0));
        Assert.Throws<ArgumentException>(() => nul.Pack());
    }

    [Fact]
    public void A_key_for_a_time_is_packed_with_its_token()
    {
        using var given = new Credential("AKIA", Secret.Take([7, 0, 8]), Secret.Take([1, 0, 2, 3]));
        using var packed = given.Pack();
        using var found = Credential.Unpack(packed);
        Assert.Equal("AKIA", found.UserName);
        Assert.Equal([7, 0, 8], found.Password.Bytes.ToArray());
        Assert.Equal([1, 0, 2, 3], found.Session!.Bytes.ToArray());
        for (var length = 0; length < 10; length++)
        {
            using var cut = Secret.Take(packed.Bytes[..length].ToArray());
            Assert.Throws<FormatException>(() => Credential.Unpack(cut));
        }
        using var odd = new Credential("\u0001A", new Secret(0));
        Assert.Throws<ArgumentException>(() => odd.Pack());
    }

    JobDefinition WithSecret()
    {
        var job = node.Jobs.Create(machine.NewJob("x"));
        using var given = Given(Password);
        var bound = secrets.Bind(job, Place, given);
        return node.Jobs.Update(job, _ => bound);
    }

    static Credential Given(string password) => new("AKIA", Secret.Take(Encoding.UTF8.GetBytes(password)));

    string[] Kept() => Array.ConvertAll(Directory.GetFiles(Path.Combine(machine.Home, "secrets")), Path.GetFileName)!;
}
