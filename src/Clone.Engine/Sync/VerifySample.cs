using System;

namespace Clone.Engine.Sync;

/// <summary>Chooses by chance which files of a run are read back. Safe for several threads.</summary>
sealed class VerifySample
{
    /// <summary>One file in so many.</summary>
    public const int OneIn = 16;

    readonly Random chance = new();
    bool begun;

    /// <summary>Whether the next file is one of them; the first always is.</summary>
    public bool Next()
    {
        lock (chance)
        {
            if (begun) return chance.Next(OneIn) == 0;
            begun = true;
            return true;
        }
    }
}
