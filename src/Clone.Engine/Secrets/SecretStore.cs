using System;
using System.Globalization;
using System.IO;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Clone.Engine.Errors;
using Clone.Engine.Folders;
using Clone.Engine.Machine;
using Clone.Engine.State;

namespace Clone.Engine.Secrets;

/// <summary>One file a secret, in a folder of the state folder that administrators alone (the owner, on Unix) may read.</summary>
/// <param name="options">What the node works with.</param>
/// <param name="folder">The state folder.</param>
/// <param name="nodeId">This node.</param>
sealed class SecretStore(NodeOptions options, StateFolder folder, Guid nodeId) : ISecretStore
{
    ISecretProtector? protector;

    /// <inheritdoc/>
    public Guid Put(string place, Secret secret)
    {
        var id = Guid.NewGuid();
        var bytes = secret.Bytes.ToArray();
        try
        {
            var data = Protector.Protect(bytes, PurposeOf(id, place));
            FileOf(id).Write(new SecretFile { Place = place, Data = Convert.ToBase64String(data) });
            return id;
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            // Not the message: of a library, it might tell more than it should.
            throw new CloneException(ErrorId.CloneStateUnavailable, e, folder.Secrets, e.GetType().Name);
        }
        finally
        {
            Array.Clear(bytes, 0, bytes.Length);
        }
    }

    /// <inheritdoc/>
    public Secret Get(Guid id, string place)
    {
        var stored = Read(id, place);
        if (stored is null || stored.Place != place) throw new CloneException(ErrorId.CloneCredentialMissing, place);
        try
        {
            return Secret.Take(Protector.Unprotect(Convert.FromBase64String(stored.Data), PurposeOf(id, place)));
        }
        catch (Exception e) when (e is CryptographicException or FormatException or IOException or UnauthorizedAccessException)
        {
            throw new CloneException(ErrorId.CloneCredentialUnreadable, e, place);
        }
    }

    /// <inheritdoc/>
    public void Remove(Guid id)
    {
        try
        {
            File.Delete(FolderPaths.Join(folder.Secrets, NameOf(id)));
        }
        catch (DirectoryNotFoundException)
        {
            // Nothing was ever kept.
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CloneException(ErrorId.CloneStateUnavailable, e, folder.Secrets, e.Message);
        }
    }

    SecretFile? Read(Guid id, string place)
    {
        if (!Directory.Exists(folder.Secrets)) return null;
        try
        {
            return FileOf(id).Read();
        }
        catch (CloneException e) when (e.Id == ErrorId.CloneStateDamaged)
        {
            throw new CloneException(ErrorId.CloneCredentialUnreadable, e, place);
        }
    }

    ISecretProtector Protector => protector ??= RuntimeInformation.IsOSPlatform(OSPlatform.Windows)
        ? new MachineProtector()
        : options.Adapters.Protector(folder.SecretKeys);

    JsonFile<SecretFile> FileOf(Guid id) =>
        new(folder.Secrets, NameOf(id), SecretFile.CurrentVersion, options.Platform, options.Adapters.Json);

    static string NameOf(Guid id) => id.ToString("D", CultureInfo.InvariantCulture) + ".json";

    /// <summary>
    /// Everything that the secret is bound to. The machine's own id is part of it, so that a state folder that was copied
    /// to another machine, with the keys in it, opens nothing there.
    /// </summary>
    string PurposeOf(Guid id, string place)
    {
        var machine = (options.Machine ?? new MachineFingerprint()).Read();
        machine.TryGetValue(MachineFingerprint.Installation, out var installation);
        return string.Join("\n", "Clone", nodeId.ToString("D"), installation ?? "", id.ToString("D"), place);
    }
}
