using System;
using System.Globalization;
using System.Security.Cryptography;
using Clone.Engine.Entries;
using Clone.Engine.Errors;
using Clone.Engine.Folders;
using Clone.Engine.Texts;

namespace Clone.Engine.State;

/// <summary>
/// A file of the state folder that holds one JSON object with a format version. It is written as a whole; a file that
/// cannot be understood stays where it is, and a copy is kept beside it under a name of its own.
/// </summary>
/// <param name="folder">The folder that holds it.</param>
/// <param name="name">Its name.</param>
/// <param name="newest">The newest format version that is understood.</param>
/// <param name="platform">Opens the folder.</param>
/// <param name="json">Reads and writes the contents.</param>
sealed class JsonFile<T>(string folder, string name, int newest, FolderPlatform platform, IJsonFormat json)
    where T : class
{
    /// <summary>More than a hundred thousand jobs need.</summary>
    const int MaxBytes = 256 * 1024 * 1024;

    readonly byte[] encodedName = Wtf8.Encode(name);

    /// <summary>Whether what was written must be there after a power cut too. Else the old contents may be.</summary>
    public bool Lasts { get; init; } = true;

    /// <summary>Full path of the file.</summary>
    public string FullName => FolderPaths.Join(folder, name);

    /// <summary>What the file holds; null when there is none.</summary>
    /// <exception cref="CloneException">CloneStateTooNew, CloneStateDamaged, CloneStateUnavailable.</exception>
    public T? Read()
    {
        var bytes = ReadBytes();
        if (bytes is null) return null;
        try
        {
            var version = json.Read<FormatVersion>(bytes).Version;
            if (version > newest) throw new CloneException(ErrorId.CloneStateTooNew, FullName, version, newest);
            if (version is null or < 1) throw Damaged(bytes, new FormatException("no format version"));
            return json.Read<T>(bytes);
        }
        catch (FormatException e)
        {
            throw Damaged(bytes, e);
        }
    }

    /// <summary>Replaces the file. The caller holds the lock of the store.</summary>
    /// <exception cref="CloneException">CloneStateUnavailable.</exception>
    public void Write(T value)
    {
        var bytes = json.Write(value, indented: true);
        try
        {
            using var handle = platform.OpenRoot(folder);
            WholeFile.Replace(handle, encodedName, bytes);
            if (Lasts) handle.FlushNames();
        }
        catch (EntryException e)
        {
            throw Unavailable(e);
        }
    }

    /// <summary>
    /// Keeps what cannot be understood under another name and makes the error that names both. Called by the store
    /// too, when the JSON is of the right shape but its contents make no sense.
    /// </summary>
    public CloneException Damaged(FormatException why) => Damaged(ReadBytes() ?? [], why);

    CloneException Damaged(byte[] bytes, FormatException why)
    {
        var copy = name + ".damaged-" + Digest(bytes);
        try
        {
            using var handle = platform.OpenRoot(folder);
            var encoded = Wtf8.Encode(copy);
            if (handle.Look(encoded) is null) WholeFile.Replace(handle, encoded, bytes);
        }
        catch (EntryException)
        {
            return new CloneException(ErrorId.CloneStateDamaged, why, FullName, why.Message);
        }
        var detail = Text.Format("Reason.DamagedKept", why.Message, FolderPaths.Join(folder, copy));
        return new CloneException(ErrorId.CloneStateDamaged, why, FullName, detail);
    }

    byte[]? ReadBytes()
    {
        try
        {
            using var handle = platform.OpenRoot(folder);
            return WholeFile.Read(handle, encodedName, MaxBytes);
        }
        catch (EntryException e)
        {
            throw Unavailable(e);
        }
        catch (FormatException e)
        {
            throw new CloneException(ErrorId.CloneStateDamaged, e, FullName, e.Message);
        }
    }

    CloneException Unavailable(EntryException e) => new(ErrorId.CloneStateUnavailable, e, FullName, e.Code);

    static string Digest(byte[] bytes)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sha.AppendData(bytes);
        var hash = sha.GetHashAndReset();
        var number = ((uint)hash[0] << 24) | ((uint)hash[1] << 16) | ((uint)hash[2] << 8) | hash[3];
        return number.ToString("x8", CultureInfo.InvariantCulture);
    }
}
