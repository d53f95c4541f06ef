using System.Management.Automation;
using Microsoft.PowerShell.Commands.Internal.Format;

namespace CloneShell.StandIns;

/// <summary>Stands in for Format-List.</summary>
[Cmdlet(VerbsCommon.Format, "List")]
public sealed class FormatList : OuterFormatTableAndListBase
{
    public FormatList() => FormatEngine.Shape(this, "List");
}
