using System;
using System.IO;
using System.Management.Automation;
using System.Reflection;
using Microsoft.PowerShell.Commands.Internal.Format;

namespace CloneShell.StandIns;

/// <summary>
/// The engine formats objects by itself; only the thin cmdlets around it are missing, and what they set is internal to
/// the engine. The version of the engine is pinned, and tests run every cmdlet that comes by here.
/// </summary>
static class FormatEngine
{
    const BindingFlags Hidden = BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public;

    /// <summary>Makes a cmdlet shape its objects as a table or a list.</summary>
    public static void Shape(FrontEndCommandBase cmdlet, string shape) =>
        SetImplementation(cmdlet, Make("InnerFormatShapeCommand", Enum.Parse(Find("FormatShape"), shape)));

    /// <summary>Makes a cmdlet write the lines of its formatted objects.</summary>
    public static void WriteLines(FrontEndCommandBase cmdlet, TextWriter writer, int width)
    {
        var output = Make("OutputManagerInner");
        output.GetType().GetProperty("LineOutput", Hidden)!.SetValue(output, Make("TextWriterLineOutput", writer, width));
        SetImplementation(cmdlet, output);
    }

    static void SetImplementation(FrontEndCommandBase cmdlet, object implementation) =>
        typeof(FrontEndCommandBase).GetField("implementation", Hidden)!.SetValue(cmdlet, implementation);

    static object Make(string type, params object[] arguments) =>
        Activator.CreateInstance(Find(type), Hidden, binder: null, arguments, culture: null)!;

    static Type Find(string name) =>
        typeof(PSObject).Assembly.GetType("Microsoft.PowerShell.Commands.Internal.Format." + name, throwOnError: true)!;
}
