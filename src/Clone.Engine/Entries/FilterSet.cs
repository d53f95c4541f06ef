using System;
using System.Collections.Generic;
using System.Threading;
using Clone.Engine.Errors;
using Clone.Engine.Texts;

namespace Clone.Engine.Entries;

/// <summary>
/// The filters of a job that go by names: rules in an order, of which the first that matches an entry, or a folder
/// above it, decides. All members may be called from several threads.
/// </summary>
/// <remarks>
/// Patterns are those of .gitignore (https://git-scm.com/docs/gitignore#_pattern_format) without '!', comments and
/// the trimming of spaces: <c>*</c>, <c>?</c>, <c>[a-z]</c>, <c>[!a-z]</c>, <c>**</c>; one with '/' at its start or
/// in its middle counts from the root, any other at every depth; one with '/' at its end matches folders only; what
/// matches a folder covers all below it.
/// </remarks>
public sealed class FilterSet
{
    readonly FilterRule[] rules;

    /// <summary>Whether an entry that no rule matches is taken.</summary>
    readonly bool takesOthers;
    readonly Place?[] latest = new Place?[16];

    FilterSet(FilterRule[] rules, bool takesOthers)
    {
        this.rules = rules;
        this.takesOthers = takesOthers;
    }

    /// <summary>
    /// Reads patterns; null when there are none at all. An entry is taken when no Exclude matches it or a folder above
    /// it, and an Include matches it or a folder above it, or there is no Include.
    /// </summary>
    /// <param name="include">What is taken; everything when empty.</param>
    /// <param name="exclude">What is left out.</param>
    /// <param name="ignoreCase">The rules of Windows: case is ignored, and '\' separates as '/' does.</param>
    /// <exception cref="CloneException">CloneFilterInvalid: a pattern is not one.</exception>
    public static FilterSet? Parse(IReadOnlyList<string> include, IReadOnlyList<string> exclude, bool ignoreCase)
    {
        if (include.Count + exclude.Count == 0) return null;
        var rules = new List<FilterRule>(exclude.Count + include.Count);
        foreach (var pattern in exclude) rules.Add(new FilterRule(GlobPattern.Parse(pattern, ignoreCase), false, pattern));
        foreach (var pattern in include) rules.Add(new FilterRule(GlobPattern.Parse(pattern, ignoreCase), true, pattern));
        return new FilterSet([.. rules], takesOthers: include.Count == 0);
    }

    /// <summary>
    /// Reads rules "+ pattern" and "- pattern"; null when there are none. The first that matches decides; what none
    /// matches is taken.
    /// </summary>
    /// <param name="rules">The rules in their order.</param>
    /// <param name="ignoreCase">As in <see cref="Parse"/>.</param>
    /// <exception cref="CloneException">CloneFilterInvalid: one of them is no rule.</exception>
    public static FilterSet? ParseRules(IReadOnlyList<string> rules, bool ignoreCase)
    {
        if (rules.Count == 0) return null;
        var parsed = new FilterRule[rules.Count];
        for (var i = 0; i < parsed.Length; i++) parsed[i] = ParseRule(rules[i], ignoreCase);
        return new FilterSet(parsed, takesOthers: true);
    }

    /// <summary>
    /// None for an entry that is taken; Filter for one that is not; PassedThrough for a folder that is not taken
    /// itself, but below which a rule may take something.
    /// </summary>
    public Exclusion Judge(EntryPath parent, ReadOnlySpan<byte> name, bool folder)
    {
        var place = PlaceOf(parent);
        if (place.Verdict is { } verdict) return verdict;
        return Decide(place, name, folder, out var goesOn) switch
        {
            true => Exclusion.None,
            false when folder && goesOn => Exclusion.PassedThrough,
            false => Exclusion.Filter,
        };
    }

    /// <summary>
    /// The rule by which an entry is taken or left out, as the user wrote it; null when none matches it or a folder
    /// above it.
    /// </summary>
    public string? RuleFor(EntryPath parent, ReadOnlySpan<byte> name, bool folder)
    {
        var place = PlaceOf(parent);
        Span<char> chars = new char[name.Length];
        var rule = FirstMatch(place, chars.Slice(0, Wtf8.Decode(name, chars)), folder, out _);
        return rule < rules.Length ? rules[rule].Text : null;
    }

    static FilterRule ParseRule(string text, bool ignoreCase)
    {
        if (text.Length < 2 || text[0] is not ('+' or '-') || text[1] != ' ')
            throw new CloneException(ErrorId.CloneFilterInvalid, text, Text.Get("Reason.FilterSign"));
        // One space too many would be a part of the pattern, which then matches nothing.
        if (text.Length > 2 && text[2] == ' ')
            throw new CloneException(ErrorId.CloneFilterInvalid, text, Text.Get("Reason.FilterSpace"));
        return new FilterRule(GlobPattern.Parse(text.Substring(2), ignoreCase), text[0] == '+', text);
    }

    bool Decide(Place place, ReadOnlySpan<byte> name, bool folder, out bool goesOn)
    {
        var chars = name.Length <= 256 ? stackalloc char[256] : new char[name.Length];
        return Takes(FirstMatch(place, chars.Slice(0, Wtf8.Decode(name, chars)), folder, out goesOn));
    }

    /// <summary>The first rule that matches an entry or a folder above it; the number of rules when none does.</summary>
    /// <param name="place">How far the rules are in the entry's folder.</param>
    /// <param name="name">The entry's name.</param>
    /// <param name="folder">Whether it is a folder.</param>
    /// <param name="goesOn">Whether a rule that takes, and goes before that one, may match something below.</param>
    int FirstMatch(Place place, ReadOnlySpan<char> name, bool folder, out bool goesOn)
    {
        goesOn = false;
        for (var i = 0; i < place.First; i++)
        {
            var state = place.States[i];
            if (state == 0) continue;
            if (rules[i].Pattern.Step(state, name, folder, out var next)) return i;
            goesOn |= rules[i].Takes && next != 0;
        }
        return place.First;
    }

    bool Takes(int rule) => rule < rules.Length ? rules[rule].Takes : takesOthers;

    /// <summary>
    /// How far the rules are in a folder. A thread judges the entries of one folder after each other, so the latest
    /// place is kept, in a slot that few other threads use.
    /// </summary>
    Place PlaceOf(EntryPath folder)
    {
        ref var slot = ref latest[Environment.CurrentManagedThreadId & 15];
        var known = Volatile.Read(ref slot);
        if (known is not null && known.Folder.Bytes == folder.Bytes) return known;
        var place = new Place(folder, this);
        Volatile.Write(ref slot, place);
        return place;
    }

    readonly record struct FilterRule(GlobPattern Pattern, bool Takes, string Text);

    /// <summary>The states of all rules after the parts of a folder's path.</summary>
    sealed class Place
    {
        public Place(EntryPath folder, FilterSet filters)
        {
            Folder = folder;
            States = Array.ConvertAll(filters.rules, rule => rule.Pattern.Start);
            First = States.Length;
            foreach (var part in folder.IsRoot ? [] : folder.ToString().Split('/'))
            {
                for (var i = 0; i < First; i++)
                    if (filters.rules[i].Pattern.Step(States[i], part.AsSpan(), folder: true, out States[i])) First = i;
            }
            var takes = filters.Takes(First);
            for (var i = 0; i < First; i++)
                if (States[i] != 0 && filters.rules[i].Takes != takes) return;
            Verdict = takes ? Exclusion.None : Exclusion.Filter;
        }

        public EntryPath Folder { get; }

        public ulong[] States { get; }

        /// <summary>The first rule that matches the folder or one above it; the number of rules when none does.</summary>
        public int First { get; }

        /// <summary>What holds for all below, whatever its names; null when its names count.</summary>
        public Exclusion? Verdict { get; }
    }
}
