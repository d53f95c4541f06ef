using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Clone.Engine;
using Clone.Engine.Errors;
using Clone.Engine.Machine;
using Clone.Tests.Processes;
using Xunit;

namespace Clone.Tests.Machine;

public sealed class NodeTests : IDisposable
{
    readonly TestMachine machine = new();

    string NodeFile => Path.Combine(machine.Home, "node.json");

    public void Dispose() => machine.Dispose();

    [Fact]
    public void A_machine_is_no_node_until_it_is_made_one()
    {
        Assert.Null(CloneNode.Find(machine.Options));
        Assert.False(Directory.Exists(machine.Home));
        using var made = machine.Open();
        Assert.True(made.WasMade);
        Assert.Equal(NodeRole.Master, made.Info.Role);
        Assert.NotEqual(Guid.Empty, made.Info.NodeId);
        Assert.Equal("1.2.3", made.Info.Version);
        Assert.Equal(CloneNode.DataVersion, made.Info.DataVersion);
        Assert.Equal(machine.Home, made.Info.DataPath);
        Assert.Equal(Environment.MachineName, made.Info.ComputerName);
        using var again = machine.Open();
        Assert.False(again.WasMade);
        Assert.Equal(made.Info, again.Info);
        Assert.Equal(made.Info, CloneNode.Find(machine.Options));
    }

    [Fact]
    public void A_role_is_changed_by_force_alone_and_the_node_stays_the_same()
    {
        using var slave = CloneNode.Initialize(machine.Options, NodeRole.Slave, force: false);
        Assert.True(slave.WasMade);
        using var again = CloneNode.Initialize(machine.Options, NodeRole.Slave, force: false);
        Assert.False(again.WasMade);
        var error = Failing.With(
            ErrorId.CloneNodeAlreadyInitialized, () => CloneNode.Initialize(machine.Options, NodeRole.Master, force: false));
        Assert.Equal([NodeRole.Slave, NodeRole.Master], error.Arguments);
        using var master = CloneNode.Initialize(machine.Options, NodeRole.Master, force: true);
        Assert.False(master.WasMade);
        Assert.Equal(NodeRole.Master, master.Info.Role);
        Assert.Equal(slave.Info.NodeId, master.Info.NodeId);
        Assert.Equal(NodeRole.Master, CloneNode.Find(machine.Options)!.Role);
    }

    [Theory]
    [InlineData("machineId")]
    [InlineData("firmwareId")]
    public void A_cloned_machine_is_not_taken_for_its_original(string changed)
    {
        Guid original;
        using (var node = machine.Open())
        {
            original = node.Info.NodeId;
            node.Jobs.Create(machine.NewJob("kept"));
        }
        machine.Ids[changed] = "ffff";
        Failing.With(ErrorId.CloneNodeOfOtherMachine, () => machine.Open());
        Failing.With(ErrorId.CloneNodeOfOtherMachine, () => CloneNode.Find(machine.Options));
        Failing.With(ErrorId.CloneNodeOfOtherMachine, () => CloneNode.Initialize(machine.Options, NodeRole.Master, force: false));
        using var own = CloneNode.Initialize(machine.Options, NodeRole.Master, force: true);
        Assert.True(own.WasMade);
        Assert.NotEqual(original, own.Info.NodeId);
        Assert.Equal("kept", Assert.Single(own.Jobs.List()).Name);
        using var opened = machine.Open();
        Assert.Equal(own.Info.NodeId, opened.Info.NodeId);
    }

    [Fact]
    public void Ids_that_only_one_side_has_do_not_matter()
    {
        machine.Ids.Remove("firmwareId");
        using var asUser = machine.Open();
        machine.Ids["firmwareId"] = "seen as root";
        using var asRoot = machine.Open();
        machine.Ids.Clear();
        using var blind = machine.Open();
        Assert.Equal([asUser.Info.NodeId, asUser.Info.NodeId], [asRoot.Info.NodeId, blind.Info.NodeId]);
    }

    [Fact]
    public void The_file_does_not_tell_the_ids_and_two_machines_with_one_id_hash_it_differently()
    {
        machine.Ids["machineId"] = "unmistakable";
        using var node = machine.Open();
        var text = File.ReadAllText(NodeFile);
        Assert.DoesNotContain("unmistakable", text, StringComparison.Ordinal);
        using var other = new TestMachine();
        other.Ids["machineId"] = "unmistakable";
        using var otherNode = other.Open();
        var hashes = text.Split('"').Where(part => part.Length == 64).ToArray();
        Assert.Equal(2, hashes.Length);
        foreach (var hash in hashes)
            Assert.DoesNotContain(hash, File.ReadAllText(Path.Combine(other.Home, "node.json")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("{\"version\":0}")]
    [InlineData("{\"version\":1,\"role\":\"Master\"}")]
    [InlineData("{\"version\":1,\"role\":\"King\",\"nodeId\":\"6f9619ff-8b86-d011-b42d-00c04fc964ff\"}")]
    [InlineData("{\"version\":1,\"role\":\"Master\",\"nodeId\":\"6f9619ff-8b86-d011-b42d-00c04fc964ff\",\"salt\":\"?\",\"fingerprint\":{}}")]
    [InlineData("{\"version\":1,\"role\":\"Master\",\"nodeId\":\"6f9619ff-8b86-d011-b42d-00c04fc964ff\",\"salt\":\"\",\"fingerprint\":{}}")]
    public void A_damaged_file_is_named_kept_and_never_overwritten_unasked(string damage)
    {
        machine.Open().Dispose();
        File.WriteAllText(NodeFile, damage);
        for (var i = 0; i < 2; i++)
        {
            var error = Failing.With(ErrorId.CloneStateDamaged, () => machine.Open());
            Assert.Equal(NodeFile, error.Arguments[0]);
            var copy = Assert.Single(Directory.GetFiles(machine.Home, "node.json.damaged-*"));
            Assert.Contains(copy, error.Message, StringComparison.Ordinal);
            Assert.Equal(damage, File.ReadAllText(copy));
            Assert.Equal(damage, File.ReadAllText(NodeFile));
        }
        Failing.With(ErrorId.CloneStateDamaged, () => CloneNode.Initialize(machine.Options, NodeRole.Master, force: false));
        using var mended = CloneNode.Initialize(machine.Options, NodeRole.Master, force: true);
        Assert.True(mended.WasMade);
        Assert.Single(Directory.GetFiles(machine.Home, "node.json.damaged-*"));
    }

    [Fact]
    public async Task Processes_that_start_at_the_same_time_make_one_node()
    {
        var others = Enumerable.Range(0, 4).Select(_ => OtherProcess.Start("node-open", machine.Home)).ToList();
        try
        {
            var ids = new System.Collections.Generic.HashSet<string>();
            var made = 0;
            foreach (var other in others)
            {
                var words = (await other.ReadToEndAsync()).Single().Split(' ');
                await other.EndAsync();
                ids.Add(words[0]);
                if (words[1] == "made") made++;
            }
            Assert.Single(ids);
            Assert.Equal(1, made);
        }
        finally
        {
            others.ForEach(other => other.Dispose());
        }
    }

    [Fact]
    public void This_machine_tells_itself_by_the_same_ids_each_time()
    {
        if (!OperatingSystem.IsLinux() || !File.Exists("/etc/machine-id")) Assert.Skip("no /etc/machine-id here");
        var options = machine.Options with { Machine = null };
        using var node = CloneNode.Open(options);
        using var again = CloneNode.Open(options);
        Assert.Equal(node.Info.NodeId, again.Info.NodeId);
        Assert.Contains("machineId", File.ReadAllText(NodeFile), StringComparison.Ordinal);
    }
}
