namespace Clone.Engine.Windows;

/// <summary>Requests to a volume, each with its page at https://learn.microsoft.com/windows/win32/api/winioctl/.</summary>
static class VolumeControl
{
    /// <summary>FSCTL_LOCK_VOLUME: ni-winioctl-fsctl_lock_volume. Fails while a file of the volume is open.</summary>
    public const uint Lock = 0x00090018;

    /// <summary>FSCTL_DISMOUNT_VOLUME: ni-winioctl-fsctl_dismount_volume.</summary>
    public const uint Dismount = 0x00090020;

    /// <summary>IOCTL_STORAGE_MEDIA_REMOVAL: ni-winioctl-ioctl_storage_media_removal. Takes one byte, whether to prevent it.</summary>
    public const uint MediaRemoval = 0x002D4804;

    /// <summary>IOCTL_STORAGE_EJECT_MEDIA: ni-winioctl-ioctl_storage_eject_media.</summary>
    public const uint EjectMedia = 0x002D4808;
}
