using System;
using Clone.Engine.Errors;
using Clone.Engine.Objects;
using Clone.Engine.Secrets;

namespace Clone.Engine.Jobs;

/// <summary>Where in a store of objects the copy of a job lies, and how its service is spoken to; it holds no secret.</summary>
public abstract record JobStorage
{
    /// <summary>As <see cref="Proxy"/>: the service is reached without any.</summary>
    public const string NoProxy = "none";

    /// <summary>What the keys of the copy begin with; empty, or it ends with '/'.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>The address of a service other than the usual one, http or https; null for that.</summary>
    public string? Endpoint { get; init; }

    /// <summary>Address of an HTTP proxy, without credentials; <see cref="NoProxy"/>, or null for the proxy of the machine.</summary>
    public string? Proxy { get; init; }

    /// <summary>The service: what a credential is given for.</summary>
    public abstract string Service { get; }

    /// <summary>The host that is spoken to; of several one of those that are.</summary>
    public abstract string Host { get; }

    /// <summary>The kind of its jobs.</summary>
    internal abstract JobKind Kind { get; }

    /// <summary>The bucket or container.</summary>
    internal abstract string Root { get; }

    /// <summary>Whether a credential was given for it, which the store of secrets keeps.</summary>
    internal abstract bool UsesSecret { get; }

    /// <summary>A job whose copy lies here.</summary>
    internal abstract JobDefinition Of(JobDefinition job);

    /// <summary>Refuses what is stored of a place and cannot be one.</summary>
    /// <exception cref="CloneException">CloneServiceAddressInvalid.</exception>
    internal abstract void Check();

    /// <summary>Opens it. Nothing is asked of the service yet.</summary>
    /// <param name="adapters">Speaks to services.</param>
    /// <param name="credential">What was given for it, or is kept; null for none.</param>
    /// <param name="proxy">The way there; null for the direct one.</param>
    /// <exception cref="CloneException">CloneServiceCredentialMissing, CloneServiceAddressInvalid.</exception>
    internal abstract IObjectStore Open(IAdapters adapters, Credential? credential, ProxyServer? proxy);

    /// <summary>Whether it is the same place, by whatever it is reached.</summary>
    internal bool IsSame(JobStorage other) => Kind == other.Kind && Service == other.Service && Root == other.Root && Prefix == other.Prefix;

    /// <summary>Whether one of two copies would lie in the other, or both in the same place.</summary>
    internal bool Overlaps(JobStorage other) =>
        Kind == other.Kind && string.Equals(Service, other.Service, StringComparison.OrdinalIgnoreCase) && Root == other.Root
        && (Prefix.StartsWith(other.Prefix, StringComparison.Ordinal) || other.Prefix.StartsWith(Prefix, StringComparison.Ordinal));
}
