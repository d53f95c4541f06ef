using System.Runtime.InteropServices;

namespace Clone.Engine.Windows;

/// <summary>Functions of crypt32.dll. Each is described at https://learn.microsoft.com/windows/win32/api/ by its name.</summary>
static unsafe class Crypt32
{
    const string Library = "crypt32.dll";

    /// <summary>dpapi/nf-dpapi-cryptprotectdata: the caller frees what is made with LocalFree.</summary>
    [DllImport(Library, ExactSpelling = true, SetLastError = true)]
    public static extern int CryptProtectData(
        DataBlob* data, char* description, DataBlob* entropy, void* reserved, void* prompt, uint flags, DataBlob* made);

    /// <summary>dpapi/nf-dpapi-cryptunprotectdata: the caller frees what is made with LocalFree.</summary>
    [DllImport(Library, ExactSpelling = true, SetLastError = true)]
    public static extern int CryptUnprotectData(
        DataBlob* data, char** description, DataBlob* entropy, void* reserved, void* prompt, uint flags, DataBlob* made);
}
