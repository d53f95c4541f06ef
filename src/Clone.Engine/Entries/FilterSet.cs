using System;
using System.Collections.Generic;
using System.Threading;

namespace Clone.Engine.Entries;

/// <summary>
/// The filters of a job. An entry is taken when no Exclude matches it or a folder above it, and an Include matches it
/// or a folder above it, or there is no Include. All members may be called from several threads.
/// </summary>
/// <remarks>
/// Patterns are those of .gitignore (https://git-scm.com/docs/gitignore#_pattern_format) without '!', comments and
/// the trimming of spaces: <c>*</c>, <c>?</c>, <c>[a-z]</c>, <c>[!a-z]</c>, <c>**</c>; one with '/' at its start or
/// in its middle counts from the root, any other at every depth; one with '/' at its end matches folders only; what
/// matches a folder covers all below it.
/// </remarks>
public sealed class FilterSet
{
    readonly GlobPattern[] include;
    readonly GlobPattern[] exclude;
    readonly Place?[] latest = new Place?[16];

    FilterSet(GlobPattern[] include, GlobPattern[] exclude)
    {
        this.include = include;
        this.exclude = exclude;
    }

    /// <summary>Reads the patterns; null when there are none at all.</summary>
    /// <param name="include">What is taken; everything when empty.</param>
    /// <param name="exclude">What is left out.</param>
    /// <param name="ignoreCase">The rules of Windows: case is ignored, and '\' separates as '/' does.</param>
    /// <exception cref="Errors.CloneException">CloneFilterInvalid: a pattern is not one.</exception>
    public static FilterSet? Parse(IReadOnlyList<string> include, IReadOnlyList<string> exclude, bool ignoreCase) =>
        include.Count + exclude.Count == 0
            ? null
            : new FilterSet(ParseAll(include, ignoreCase), ParseAll(exclude, ignoreCase));

    /// <summary>
    /// None for an entry that is taken; Filter for one that is not; PassedThrough for a folder that is not taken
    /// itself, but below which the Includes may take something.
    /// </summary>
    public Exclusion Judge(EntryPath parent, ReadOnlySpan<byte> name, bool folder)
    {
        var place = PlaceOf(parent);
        if (place.Excluded) return Exclusion.Filter;
        var chars = name.Length <= 256 ? stackalloc char[256] : new char[name.Length];
        ReadOnlySpan<char> text = chars.Slice(0, Wtf8.Decode(name, chars));
        for (var i = 0; i < exclude.Length; i++)
        {
            if (exclude[i].Step(place.Exclude[i], text, folder, out _)) return Exclusion.Filter;
        }
        if (place.Included) return Exclusion.None;
        var goesOn = false;
        for (var i = 0; i < include.Length; i++)
        {
            if (include[i].Step(place.Include[i], text, folder, out var next)) return Exclusion.None;
            goesOn |= next != 0;
        }
        return folder && goesOn ? Exclusion.PassedThrough : Exclusion.Filter;
    }

    static GlobPattern[] ParseAll(IReadOnlyList<string> patterns, bool ignoreCase)
    {
        var parsed = new GlobPattern[patterns.Count];
        for (var i = 0; i < parsed.Length; i++) parsed[i] = GlobPattern.Parse(patterns[i], ignoreCase);
        return parsed;
    }

    /// <summary>
    /// How far the patterns are in a folder. A thread judges the entries of one folder after each other, so the latest
    /// place is kept, in a slot that few other threads use.
    /// </summary>
    Place PlaceOf(EntryPath folder)
    {
        ref var slot = ref latest[Environment.CurrentManagedThreadId & 15];
        var known = Volatile.Read(ref slot);
        if (known is not null && known.Folder.Bytes == folder.Bytes) return known;
        var place = new Place(folder, include, exclude);
        Volatile.Write(ref slot, place);
        return place;
    }

    /// <summary>The states of all patterns after the parts of a folder's path.</summary>
    sealed class Place
    {
        public Place(EntryPath folder, GlobPattern[] include, GlobPattern[] exclude)
        {
            Folder = folder;
            Include = Array.ConvertAll(include, p => p.Start);
            Exclude = Array.ConvertAll(exclude, p => p.Start);
            Included = include.Length == 0;
            foreach (var part in folder.IsRoot ? [] : folder.ToString().Split('/'))
            {
                Excluded |= Step(exclude, Exclude, part);
                Included |= Step(include, Include, part);
            }
        }

        public EntryPath Folder { get; }

        public ulong[] Include { get; }

        public ulong[] Exclude { get; }

        public bool Included { get; }

        public bool Excluded { get; }

        static bool Step(GlobPattern[] patterns, ulong[] states, string part)
        {
            var matched = false;
            for (var i = 0; i < patterns.Length; i++)
                matched |= patterns[i].Step(states[i], part.AsSpan(), folder: true, out states[i]);
            return matched;
        }
    }
}
