using System;
using System.Collections.Generic;
using Clone.Engine.State;

namespace Clone.Tests.Memory;

/// <summary>A file of a <see cref="MemoryStateStore"/>. Closing it keeps it.</summary>
sealed class MemoryStateFile(MemoryStateStore store, string name) : IStateFile
{
    readonly Dictionary<string, MemoryTable> tables = new(StringComparer.Ordinal);
    readonly Dictionary<string, string> properties = new(StringComparer.Ordinal);
    readonly Stack<Action> undo = new();

    public ISortedTable Table(string table)
    {
        Use();
        if (!tables.TryGetValue(table, out var found)) tables.Add(table, found = new MemoryTable(this));
        return found;
    }

    public string? GetProperty(string property)
    {
        Use();
        return properties.GetValueOrDefault(property);
    }

    public void SetProperty(string property, string? value)
    {
        Use();
        var old = properties.GetValueOrDefault(property);
        Set(property, value);
        Done(() => Set(property, old));
    }

    public void SetDurably(string property, string? value)
    {
        SetProperty(property, value);
        undo.Clear();
    }

    /// <summary>The file is about to be used.</summary>
    public void Use() => store.Before(name);

    /// <summary>A transaction has been made; how to take it back.</summary>
    public void Done(Action step) => undo.Push(step);

    /// <summary>All that was written has reached the disk.</summary>
    public void Flush() => undo.Clear();

    public void CutPower(Random random)
    {
        for (var lost = random.Next(3) == 0 ? random.Next(undo.Count + 1) : 0; lost > 0; lost--) undo.Pop()();
        undo.Clear();
    }

    public void Dispose()
    {
    }

    void Set(string property, string? value)
    {
        if (value is null) properties.Remove(property);
        else properties[property] = value;
    }
}
