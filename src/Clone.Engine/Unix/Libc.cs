using System.Runtime.InteropServices;

namespace Clone.Engine.Unix;

/// <summary>
/// The C library of Linux (glibc or musl, 64 bit, x64 and arm64), as far as folders need it. Each function returns
/// a negative number on failure and leaves its reason to <see cref="Errno"/>.
/// </summary>
/// <remarks>
/// What a libc may be too old to have a function for goes by the number of the system call. Numbers of x64:
/// https://github.com/torvalds/linux/blob/master/arch/x86/entry/syscalls/syscall_64.tbl; of arm64:
/// https://github.com/torvalds/linux/blob/master/include/uapi/asm-generic/unistd.h. Flags of arm64 that differ:
/// https://github.com/torvalds/linux/blob/master/arch/arm64/include/uapi/asm/fcntl.h.
/// </remarks>
static unsafe class Libc
{
    public const int AtCurrentFolder = -100;
    public const int AtSymlinkNoFollow = 0x100;
    public const int AtRemoveDir = 0x200;
    public const int AtSymlinkFollow = 0x400;
    public const int AtNoAutomount = 0x800;
    public const int AtEmptyPath = 0x1000;

    public const int OpenWrite = 1;
    public const int OpenCreate = 0x40;
    public const int OpenExclusive = 0x80;
    public const int OpenNonBlocking = 0x800;
    public const int OpenNoAccessTime = 0x40000;
    public const int OpenCloseOnExec = 0x80000;
    public const int OpenPath = 0x200000;

    /// <summary>__O_TMPFILE, which stands with O_DIRECTORY: https://man7.org/linux/man-pages/man2/open.2.html.</summary>
    public const int OpenUnnamed = 0x400000;

    /// <summary>RLIMIT_NOFILE: https://man7.org/linux/man-pages/man2/getrlimit.2.html.</summary>
    public const int LimitOfOpenFiles = 7;

    public const uint RenameNoReplace = 1;
    public const int SeekSet = 0;
    public const int SeekData = 3;
    public const int SeekHole = 4;
    public const int AdviseSequential = 2;
    public const int AdviseForget = 4;

    /// <summary>UTIME_NOW, a tv_nsec that stands for the time of the call; see utimensat(2).</summary>
    public const long TimeNow = (1 << 30) - 1;

    /// <summary>FS_IOC_GETFSUUID, _IOR(0x15, 0, struct fsuuid2), Linux 6.9: a length, then up to 16 bytes.</summary>
    public const ulong GetFileSystemUuid = 0x80111500;

    /// <summary>IOPRIO_WHO_PROCESS; with 0 the calling thread is meant: https://man7.org/linux/man-pages/man2/ioprio_set.2.html.</summary>
    public const int IoPriorityOfProcess = 1;

    /// <summary>IOPRIO_CLASS_SHIFT.</summary>
    public const int IoPriorityClassShift = 13;

    /// <summary>IOPRIO_CLASS_IDLE.</summary>
    public const int IoPriorityIdle = 3;

    /// <summary>IOPRIO_PRIO_VALUE(IOPRIO_CLASS_BE, 7).</summary>
    public const int IoPriorityBestEffortLast = (2 << IoPriorityClassShift) | 7;

    /// <summary>FICLONE, _IOW(0x94, 9, int): ioctl_ficlonerange(2).</summary>
    public const ulong CloneContents = 0x40049409;

    /// <summary>FALLOC_FL_KEEP_SIZE and FALLOC_FL_PUNCH_HOLE: fallocate(2).</summary>
    public const int PunchHole = 1 | 2;

    /// <summary>The longest path that the kernel takes, with its NUL.</summary>
    public const int PathMax = 4096;

    static readonly bool Arm = RuntimeInformation.ProcessArchitecture == Architecture.Arm64;
    static readonly long NumberOfGetDents = Arm ? 61 : 217;
    static readonly long NumberOfRename = Arm ? 276 : 316;
    static readonly long NumberOfStatx = Arm ? 291 : 332;
    static readonly long NumberOfSetIoPriority = Arm ? 30 : 251;
    static readonly long NumberOfGetIoPriority = Arm ? 31 : 252;
    const long NumberOfChmod = 452;

    /// <summary>O_DIRECTORY.</summary>
    public static readonly int OpenFolder = Arm ? 0x4000 : 0x10000;

    /// <summary>O_NOFOLLOW.</summary>
    public static readonly int OpenNoFollow = Arm ? 0x8000 : 0x20000;

    /// <summary>getdents64(2): records of <see cref="FolderRecord"/>; 0 at the end of the folder.</summary>
    public static int ReadFolder(int folder, byte* buffer, int size) =>
        (int)SystemCall(NumberOfGetDents, folder, buffer, size);

    /// <summary>statx(2). Linux 4.11; .NET itself asks for a later kernel.</summary>
    public static int Stat(int folder, byte* name, int flags, uint mask, Statx* into) =>
        (int)SystemCall(NumberOfStatx, folder, name, flags, mask, into);

    /// <summary>statx(2).</summary>
    public static int Stat(Descriptor folder, byte* name, int flags, uint mask, Statx* into) =>
        (int)SystemCall(NumberOfStatx, folder, name, flags, mask, into);

    /// <summary>ioprio_set(2).</summary>
    public static int SetIoPriority(int which, int who, int priority) =>
        (int)SystemCall(NumberOfSetIoPriority, which, who, priority);

    /// <summary>ioprio_get(2).</summary>
    public static int GetIoPriority(int which, int who) => (int)SystemCall(NumberOfGetIoPriority, which, who, 0);

    /// <summary>renameat2(2).</summary>
    public static int Rename(Descriptor folder, byte* name, Descriptor newFolder, byte* newName, uint flags) =>
        (int)SystemCall(NumberOfRename, folder, name, newFolder, newName, flags);

    /// <summary>fchmodat2(2), which unlike fchmodat(2) can refuse to follow a link. Linux 6.6.</summary>
    public static int ChangeMode(Descriptor folder, byte* name, uint mode, int flags) =>
        (int)SystemCall(NumberOfChmod, folder, name, mode, flags);

    [DllImport("libc", EntryPoint = "openat", SetLastError = true)]
    public static extern int Open(Descriptor folder, byte* name, int flags, uint mode);

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    public static extern int Open(byte* path, int flags, uint mode);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    public static extern int Close(int descriptor);

    [DllImport("libc", EntryPoint = "lseek", SetLastError = true)]
    public static extern long Seek(Descriptor descriptor, long offset, int origin);

    [DllImport("libc", EntryPoint = "pread", SetLastError = true)]
    public static extern nint Read(Descriptor file, byte* buffer, nint size, long offset);

    [DllImport("libc", EntryPoint = "pwrite", SetLastError = true)]
    public static extern nint Write(Descriptor file, byte* buffer, nint size, long offset);

    [DllImport("libc", EntryPoint = "ftruncate", SetLastError = true)]
    public static extern int SetLength(Descriptor file, long length);

    [DllImport("libc", EntryPoint = "fdatasync", SetLastError = true)]
    public static extern int FlushContents(Descriptor file);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    public static extern int Flush(Descriptor entry);

    /// <summary>LOCK_EX and LOCK_NB; https://man7.org/linux/man-pages/man2/flock.2.html.</summary>
    public const int LockExclusiveAtOnce = 2 | 4;

    [DllImport("libc", EntryPoint = "flock", SetLastError = true)]
    public static extern int Lock(SafeHandle file, int operation);

    [DllImport("libc", EntryPoint = "syncfs", SetLastError = true)]
    public static extern int FlushVolume(Descriptor any);

    /// <summary>nice(3): -1 may be a failure or not.</summary>
    [DllImport("libc", EntryPoint = "nice", SetLastError = true)]
    public static extern int AddNice(int increment);

    /// <summary>posix_fadvise(3): its failure does not matter.</summary>
    [DllImport("libc", EntryPoint = "posix_fadvise")]
    public static extern int Advise(Descriptor file, long offset, long length, int advice);

    /// <summary>UMOUNT_NOFOLLOW; https://man7.org/linux/man-pages/man2/umount.2.html.</summary>
    public const int UnmountNoFollow = 8;

    [DllImport("libc", EntryPoint = "umount2", SetLastError = true)]
    public static extern int Unmount(byte* path, int flags);

    [DllImport("libc", EntryPoint = "mkdirat", SetLastError = true)]
    public static extern int CreateFolder(Descriptor folder, byte* name, uint mode);

    [DllImport("libc", EntryPoint = "symlinkat", SetLastError = true)]
    public static extern int CreateLink(byte* target, Descriptor folder, byte* name);

    [DllImport("libc", EntryPoint = "linkat", SetLastError = true)]
    public static extern int CreateHardLink(Descriptor folder, byte* name, Descriptor newFolder, byte* newName, int flags);

    [DllImport("libc", EntryPoint = "linkat", SetLastError = true)]
    public static extern int CreateHardLink(int folder, byte* name, Descriptor newFolder, byte* newName, int flags);

    /// <summary>getrlimit(2): two numbers, the limit and what it can be raised to.</summary>
    [DllImport("libc", EntryPoint = "getrlimit", SetLastError = true)]
    public static extern int GetLimit(int resource, ulong* limits);

    [DllImport("libc", EntryPoint = "readlinkat", SetLastError = true)]
    public static extern nint ReadLink(Descriptor folder, byte* name, byte* buffer, nint size);

    [DllImport("libc", EntryPoint = "readlink", SetLastError = true)]
    public static extern nint ReadLink(byte* path, byte* buffer, nint size);

    [DllImport("libc", EntryPoint = "unlinkat", SetLastError = true)]
    public static extern int Remove(Descriptor folder, byte* name, int flags);

    [DllImport("libc", EntryPoint = "renameat", SetLastError = true)]
    public static extern int Rename(Descriptor folder, byte* name, Descriptor newFolder, byte* newName);

    [DllImport("libc", EntryPoint = "fchownat", SetLastError = true)]
    public static extern int ChangeOwner(Descriptor folder, byte* name, uint owner, uint group, int flags);

    [DllImport("libc", EntryPoint = "fchown", SetLastError = true)]
    public static extern int ChangeOwner(Descriptor entry, uint owner, uint group);

    [DllImport("libc", EntryPoint = "fchmod", SetLastError = true)]
    public static extern int ChangeMode(Descriptor entry, uint mode);

    [DllImport("libc", EntryPoint = "chmod", SetLastError = true)]
    public static extern int ChangeMode(byte* path, uint mode);

    /// <summary>utimensat(2): two times, that of the last access and that of the last change.</summary>
    [DllImport("libc", EntryPoint = "utimensat", SetLastError = true)]
    public static extern int ChangeTimes(Descriptor folder, byte* name, Timespec* times, int flags);

    [DllImport("libc", EntryPoint = "futimens", SetLastError = true)]
    public static extern int ChangeTimes(Descriptor entry, Timespec* times);

    /// <summary>Number of the account whose rights the process has.</summary>
    [DllImport("libc", EntryPoint = "geteuid")]
    public static extern uint EffectiveUser();

    [DllImport("libc", EntryPoint = "fstatfs", SetLastError = true)]
    public static extern int StatVolume(Descriptor any, StatFs* into);

    [DllImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    public static extern int Control(Descriptor entry, ulong request, byte* argument);

    /// <summary>ioctl(2) with a number as its argument.</summary>
    [DllImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    public static extern int Control(Descriptor entry, ulong request, nint argument);

    [DllImport("libc", EntryPoint = "fallocate", SetLastError = true)]
    public static extern int Allocate(Descriptor file, int mode, long offset, long length);

    /// <summary>realpath(3); the buffer takes <see cref="PathMax"/> bytes.</summary>
    [DllImport("libc", EntryPoint = "realpath", SetLastError = true)]
    public static extern byte* RealPath(byte* path, byte* into);

    [DllImport("libc", EntryPoint = "syscall", SetLastError = true)]
    static extern long SystemCall(long number, long folder, byte* buffer, long size);

    [DllImport("libc", EntryPoint = "syscall", SetLastError = true)]
    static extern long SystemCall(long number, long which, long who, long priority);

    [DllImport("libc", EntryPoint = "syscall", SetLastError = true)]
    static extern long SystemCall(long number, long folder, byte* name, long flags, long mask, Statx* into);

    [DllImport("libc", EntryPoint = "syscall", SetLastError = true)]
    static extern long SystemCall(long number, Descriptor folder, byte* name, long flags, long mask, Statx* into);

    [DllImport("libc", EntryPoint = "syscall", SetLastError = true)]
    static extern long SystemCall(
        long number, Descriptor folder, byte* name, Descriptor newFolder, byte* newName, long flags);

    [DllImport("libc", EntryPoint = "syscall", SetLastError = true)]
    static extern long SystemCall(long number, Descriptor folder, byte* name, long mode, long flags);
}
