using System.Globalization;
using Clone.Engine.Errors;

namespace Clone.Engine.Jobs;

/// <summary>The rules for names of jobs.</summary>
static class JobName
{
    /// <summary>Longest name in UTF-16 units.</summary>
    public const int MaxLength = 100;

    /// <summary>Lets a name pass that follows the rules.</summary>
    /// <exception cref="CloneException">CloneJobNameInvalid.</exception>
    public static string Check(string? name)
    {
        if (name is null || !IsValid(name)) throw new CloneException(ErrorId.CloneJobNameInvalid, name ?? "");
        return name;
    }

    static bool IsValid(string name)
    {
        if (name.Length is 0 or > MaxLength || char.IsWhiteSpace(name[0]) || char.IsWhiteSpace(name[name.Length - 1])) return false;
        for (var i = 0; i < name.Length; i++)
        {
            // The last four are the wildcard characters of PowerShell, with its escape character.
            if (name[i] is '*' or '?' or '[' or ']' or '`') return false;
            if (char.IsSurrogatePair(name, i)) i++;
            else if (IsControl(name[i])) return false;
        }
        return true;
    }

    static bool IsControl(char c) => CharUnicodeInfo.GetUnicodeCategory(c)
        is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate;
}
