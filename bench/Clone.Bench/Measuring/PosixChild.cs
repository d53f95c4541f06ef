using System;
using System.Collections;
using System.ComponentModel;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text;

namespace Clone.Bench.Measuring;

/// <summary>
/// Starts a program and waits for it by wait4, which tells what it and the children that it waited for have used. The
/// Process class of .NET keeps none of that.
/// </summary>
static unsafe class PosixChild
{
    const int AppendCreateWrite = 0x400 | 0x40 | 0x1; // O_APPEND | O_CREAT | O_WRONLY, asm-generic/fcntl.h
    const int Interrupted = 4; // EINTR, asm-generic/errno-base.h

    /// <summary>Starts a program, with its output in a file.</summary>
    public static int Start(Command command, string outputFile)
    {
        // posix_spawn_file_actions_t takes 80 bytes in glibc and 76 in musl.
        var actions = stackalloc byte[256];
        Must(posix_spawn_file_actions_init(actions));
        fixed (byte* nothing = Text("/dev/null"), file = Text(outputFile), program = Text(command.Program))
        {
            Must(posix_spawn_file_actions_addopen(actions, 0, nothing, 0, 0));
            Must(posix_spawn_file_actions_addopen(actions, 1, file, AppendCreateWrite, 0x180));
            Must(posix_spawn_file_actions_adddup2(actions, 1, 2));
            var arguments = Strings([command.Program, .. command.Arguments]);
            var variables = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
                .Where(v => !command.Environment.ContainsKey((string)v.Key)).Select(v => v.Key + "=" + v.Value)
                .Concat(command.Environment.Select(v => v.Key + "=" + v.Value));
            var environment = Strings([.. variables]);
            try
            {
                Must(posix_spawnp(out var pid, program, actions, null, arguments, environment));
                return pid;
            }
            finally
            {
                Free(arguments);
                Free(environment);
                Must(posix_spawn_file_actions_destroy(actions));
            }
        }
    }

    /// <summary>Waits for its end: its exit code (128 and the signal when one ended it), processor time, peak memory.</summary>
    public static (int ExitCode, TimeSpan Processor, long PeakBytes) Wait(int pid)
    {
        var usage = stackalloc long[32]; // struct rusage: 18 words, the first two pairs times, the fifth ru_maxrss in KiB
        int status;
        while (wait4(pid, &status, 0, usage) != pid)
            if (Marshal.GetLastPInvokeError() != Interrupted) throw new Win32Exception(Marshal.GetLastPInvokeError());
        var processor = TimeSpan.FromSeconds(usage[0] + usage[2]) + TimeSpan.FromMicroseconds(usage[1] + usage[3]);
        var signal = status & 0x7f;
        return (signal == 0 ? (status >> 8) & 0xff : 128 + signal, processor, usage[4] * 1024);
    }

    /// <summary>These functions return the error number itself.</summary>
    static void Must(int error)
    {
        if (error != 0) throw new Win32Exception(error, Marshal.GetPInvokeErrorMessage(error));
    }

    static byte[] Text(string text) => [.. Encoding.UTF8.GetBytes(text), 0];

    static byte** Strings(string[] texts)
    {
        var all = (byte**)NativeMemory.AllocZeroed((nuint)texts.Length + 1, (nuint)sizeof(byte*));
        for (var i = 0; i < texts.Length; i++) all[i] = (byte*)Marshal.StringToCoTaskMemUTF8(texts[i]);
        return all;
    }

    static void Free(byte** texts)
    {
        for (var text = texts; *text != null; text++) Marshal.FreeCoTaskMem((nint)(*text));
        NativeMemory.Free(texts);
    }

    [DllImport("libc")]
    static extern int posix_spawnp(out int pid, byte* file, void* actions, void* attributes, byte** arguments, byte** environment);

    [DllImport("libc")]
    static extern int posix_spawn_file_actions_init(void* actions);

    [DllImport("libc")]
    static extern int posix_spawn_file_actions_destroy(void* actions);

    [DllImport("libc")]
    static extern int posix_spawn_file_actions_addopen(void* actions, int descriptor, byte* path, int flags, uint mode);

    [DllImport("libc")]
    static extern int posix_spawn_file_actions_adddup2(void* actions, int from, int to);

    [DllImport("libc", SetLastError = true)]
    static extern int wait4(int pid, int* status, int options, void* usage);
}
