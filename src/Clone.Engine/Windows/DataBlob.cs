using System.Runtime.InteropServices;

namespace Clone.Engine.Windows;

/// <summary>DATA_BLOB: https://learn.microsoft.com/windows/win32/api/dpapi/ns-dpapi-crypt_integer_blob.</summary>
[StructLayout(LayoutKind.Sequential)]
unsafe struct DataBlob
{
    public uint Size;
    public byte* Data;
}
