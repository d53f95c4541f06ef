namespace Clone.Engine.State;

/// <summary>One entry of a Windows access list that allows something, now or by inheritance.</summary>
/// <param name="Sid">Who, in the form S-1-…</param>
/// <param name="Mask">What, as a Windows access mask.</param>
/// <param name="IsForChildren">True when it allows nothing here, and is only passed on to what is made below.</param>
readonly record struct AccessEntry(string Sid, uint Mask, bool IsForChildren = false);
