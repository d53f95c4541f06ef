using System.Management.Automation;
using Microsoft.PowerShell.Commands.Internal.Format;

namespace CloneShell.StandIns;

/// <summary>Stands in for Format-Table.</summary>
[Cmdlet(VerbsCommon.Format, "Table")]
public sealed class FormatTable : OuterFormatTableBase
{
    public FormatTable() => FormatEngine.Shape(this, "Table");
}
