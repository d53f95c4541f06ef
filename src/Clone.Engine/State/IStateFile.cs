using System;

namespace Clone.Engine.State;

/// <summary>One file of state: named tables and named properties. Several processes may have it open.</summary>
public interface IStateFile : IDisposable
{
    /// <summary>The table of that name (letters only), made when it is not there.</summary>
    ISortedTable Table(string name);

    /// <summary>A property, or null.</summary>
    string? GetProperty(string name);

    /// <summary>Sets a property; null removes it.</summary>
    void SetProperty(string name, string? value);

    /// <summary>As <see cref="SetProperty"/>; when it returns, this and all that was written before outlasts a power cut.</summary>
    void SetDurably(string name, string? value);
}
