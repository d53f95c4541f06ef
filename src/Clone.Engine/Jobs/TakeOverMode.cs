namespace Clone.Engine.Jobs;

/// <summary>How a destination that is not the job's own is taken over by its first run.</summary>
public enum TakeOverMode
{
    /// <summary>What agrees in size and modification time is kept, the rest is sent.</summary>
    Adopt,

    /// <summary>Everything is sent.</summary>
    Full,
}
