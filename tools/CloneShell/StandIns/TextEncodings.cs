using System.Text;

namespace CloneShell.StandIns;

/// <summary>The encodings of text files, by the names that PowerShell gives them.</summary>
static class TextEncodings
{
    /// <summary>The encoding of a name; UTF-8 without a mark for any other.</summary>
    public static Encoding Find(string name) => name switch
    {
        "utf8BOM" => Encoding.UTF8,
        "unicode" => Encoding.Unicode,
        "ascii" => Encoding.ASCII,
        _ => new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
    };
}
