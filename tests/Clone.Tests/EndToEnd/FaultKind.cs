namespace Clone.Tests.EndToEnd;

/// <summary>What can go wrong at a destination.</summary>
enum FaultKind
{
    /// <summary>An operation fails and did nothing.</summary>
    Before,

    /// <summary>It fails half-way: in the middle of a file, of a listing, of a group.</summary>
    During,

    /// <summary>It took effect, and then says that it failed.</summary>
    After,

    /// <summary>Reads of the source give fewer bytes than were asked for. No failure.</summary>
    ShortRead,

    /// <summary>A byte is another than the source has, and nothing fails.</summary>
    WrongContents,

    /// <summary>An operation takes its time. No failure.</summary>
    Slow,

    /// <summary>There is no room.</summary>
    Full,

    /// <summary>Too much is asked at once; it may be asked again.</summary>
    Throttled,

    /// <summary>Somebody stops the run.</summary>
    Cancel,
}
