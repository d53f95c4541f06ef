using System;
using System.Collections.Generic;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Clone.Engine.Errors;
using Clone.Engine.State;

namespace Clone.Engine.Machine;

/// <summary>Keeps which node this machine is, and finds out when the state came from another machine.</summary>
sealed class NodeStore
{
    const int SaltBytes = 16;

    readonly JsonFile<NodeFile> file;
    readonly string lockPath;
    readonly TimeProvider time;
    readonly IMachineFingerprint machine;

    public NodeStore(NodeOptions options, StateFolder folder)
    {
        file = new(folder.Path, StateFolder.NodeFile, NodeFile.CurrentVersion, options.Platform, options.Adapters.Json);
        lockPath = folder.Lock("node");
        time = options.Time;
        machine = options.Machine ?? new MachineFingerprint();
    }

    /// <summary>The node; null when the machine is none yet.</summary>
    /// <exception cref="CloneException">CloneNodeOfOtherMachine, CloneStateTooNew, CloneStateDamaged.</exception>
    public NodeFile? Find()
    {
        var node = file.Read();
        if (node is null) return null;
        CheckSense(node);
        if (!IsThisMachine(node)) throw new CloneException(ErrorId.CloneNodeOfOtherMachine, file.FullName);
        return node;
    }

    /// <summary>The node, made with the role Master when there is none.</summary>
    public NodeFile FindOrMake(out bool wasMade)
    {
        wasMade = false;
        if (Find() is { } there) return there;
        using var taken = FileLock.Acquire(lockPath, FileLock.StoreWait);
        if (Find() is { } meanwhile) return meanwhile;
        wasMade = true;
        return Make(NodeRole.Master, Guid.NewGuid());
    }

    /// <summary>Gives the machine its role.</summary>
    /// <param name="role">The role.</param>
    /// <param name="force">
    /// True: the role may change, and state of another machine or a damaged file is replaced by a new identity.
    /// </param>
    /// <param name="wasMade">True when there is a new identity now.</param>
    /// <exception cref="CloneException">CloneNodeAlreadyInitialized, and those of <see cref="Find"/>.</exception>
    public NodeFile Initialize(NodeRole role, bool force, out bool wasMade)
    {
        using var taken = FileLock.Acquire(lockPath, FileLock.StoreWait);
        var there = FindUnless(force);
        wasMade = there is null;
        if (there is null) return Make(role, Guid.NewGuid());
        if (there.Role == role) return there;
        if (!force) throw new CloneException(ErrorId.CloneNodeAlreadyInitialized, there.Role, role);
        return Make(role, there.NodeId);
    }

    NodeFile? FindUnless(bool force)
    {
        try
        {
            return Find();
        }
        catch (CloneException e) when (force && (e.Id is ErrorId.CloneNodeOfOtherMachine or ErrorId.CloneStateDamaged))
        {
            return null;
        }
    }

    NodeFile Make(NodeRole role, Guid id)
    {
        var salt = NewSalt();
        var hashes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var known in machine.Read()) hashes.Add(known.Key, Hash(salt, known.Key, known.Value));
        var node = new NodeFile
        {
            Role = role,
            NodeId = id,
            Salt = Convert.ToBase64String(salt),
            Fingerprint = hashes,
            Created = time.GetUtcNow(),
        };
        file.Write(node);
        return node;
    }

    bool IsThisMachine(NodeFile node)
    {
        var salt = Convert.FromBase64String(node.Salt!);
        foreach (var known in machine.Read())
        {
            if (!node.Fingerprint!.TryGetValue(known.Key, out var hash)) continue;
            if (!string.Equals(hash, Hash(salt, known.Key, known.Value), StringComparison.OrdinalIgnoreCase)) return false;
        }
        return true;
    }

    void CheckSense(NodeFile node)
    {
        if (node.NodeId == Guid.Empty || node.Fingerprint is null || !IsBase64(node.Salt) || node.Role is not (NodeRole.Master or NodeRole.Slave))
            throw file.Damaged(new FormatException("members are missing"));
    }

    static bool IsBase64(string? text)
    {
        try
        {
            return text is not null && Convert.FromBase64String(text).Length >= SaltBytes;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    static byte[] NewSalt()
    {
        var salt = new byte[SaltBytes];
        using var random = RandomNumberGenerator.Create();
        random.GetBytes(salt);
        return salt;
    }

    static string Hash(byte[] salt, string kind, string id)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sha.AppendData(salt);
        sha.AppendData(Encoding.UTF8.GetBytes(kind + "=" + id));
        var hash = sha.GetHashAndReset();
        var text = new StringBuilder(hash.Length * 2);
        foreach (var b in hash) text.Append(b.ToString("x2", CultureInfo.InvariantCulture));
        return text.ToString();
    }
}
