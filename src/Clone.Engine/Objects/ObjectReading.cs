using System;
using System.IO;

namespace Clone.Engine.Objects;

/// <summary>An object that is open for reading.</summary>
public sealed class ObjectReading : IDisposable
{
    readonly IDisposable? response;

    /// <summary>Makes it.</summary>
    /// <param name="info">Facts of the whole object, with its metadata.</param>
    /// <param name="content">The bytes of the range that was asked for; it ends with a failure where any are missing.</param>
    /// <param name="response">What is freed with it.</param>
    public ObjectReading(ObjectInfo info, Stream content, IDisposable? response = null)
    {
        Info = info;
        Content = content;
        this.response = response;
    }

    /// <summary>Facts of the whole object, with its metadata.</summary>
    public ObjectInfo Info { get; }

    /// <summary>The bytes of the range that was asked for; its reads fail with an EntryException.</summary>
    public Stream Content { get; }

    /// <summary>Ends the request, also in the middle.</summary>
    public void Dispose()
    {
        Content.Dispose();
        response?.Dispose();
    }
}
