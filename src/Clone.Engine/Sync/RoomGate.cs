namespace Clone.Engine.Sync;

/// <summary>Lets files through as long as the destination surely has the room for all that went before.</summary>
/// <param name="room">Room in bytes at the start; null when it is not limited.</param>
sealed class RoomGate(long? room)
{
    long? left = room;

    /// <summary>Claims the room for a file; from the first that does not fit, all are held back, to keep their order.</summary>
    public bool Admits(long size)
    {
        if (left is null) return true;
        left = left < size ? -1 : left - size;
        return left >= 0;
    }
}
