using System.Linq;
using Clone.Tests.Folders;
using Xunit;

namespace Clone.Tests.Shell;

public sealed class StandInTests
{
    public static TheoryData<string, string> Cases => new()
    {
        { "Write-Output 1 2; Write-Output (3, 4); @(Write-Output (1, 2, 3) -NoEnumerate).Count", "1,2,3,4,1" },
        { "Write-Host a b; Write-Host c -NoNewline; Write-Host d; Write-Host 1, 2 -Separator -", "a b,cd,1-2" },
        { "New-Item -Path d/e -ItemType Directory | ForEach-Object Name; Test-Path d; Test-Path d -PathType Leaf; Test-Path x", "e,True,False,False" },
        { "New-Item f -Value text | ForEach-Object Length; Get-Content f -Raw; (New-Item f -Force).Length", "4,text,0" },
        { "Set-Content f -Value a, b, c; Get-Content f; Get-Content f -Tail 1; Get-Content f -TotalCount 1", "a,b,c,c,a" },
        { "'x', 'y' | Set-Content -LiteralPath f -NoNewline; Get-Content -LiteralPath f -Raw", "xy" },
        { "[void](New-Item '[a].txt'); Test-Path -LiteralPath '[a].txt'; Test-Path '[a].txt'", "True,False" },
        { "1..3 | ForEach-Object { [void](New-Item \"$_.txt\") }; Get-ChildItem -Filter *.txt -Name; (Get-ChildItem -Directory | Measure-Object).Count", "1.txt,2.txt,3.txt,0" },
        { "[void](New-Item d/e/f -Force); (Get-ChildItem d -Recurse -File).Name; Remove-Item d -Recurse; Test-Path d", "f,False" },
        { "Set-Content a -Value 1; Copy-Item a b; Get-Content b; (Get-Item b).Name; Get-ChildItem b | Remove-Item; Test-Path b", "1,b,False" },
        { "(Join-Path a b) -eq [IO.Path]::Combine('a', 'b'); Split-Path (Join-Path a b) -Leaf; Split-Path (Join-Path a b)", "True,b,a" },
        { "Set-Location ..; (Get-Location).Path.Length -gt 0", "True" },
        { "3, 1, 2, 1 | Sort-Object -Unique; 'b', 'A', 'c' | Sort-Object -Descending", "1,2,3,c,b,A" },
        { "@{ N = 2; M = 1 }, @{ N = 1; M = 2 } | ForEach-Object { [pscustomobject]$_ } | Sort-Object N | ForEach-Object M", "2,1" },
        { "1..9 | Select-Object -First 2; 1..9 | Select-Object -Last 1; 1..4 | Select-Object -Skip 3; 1, 1, 2 | Select-Object -Unique", "1,2,9,4,1,2" },
        { "$o = [pscustomobject]@{ A = 5; B = 6 } | Select-Object A, @{ n = 'C'; e = { $_.B * 2 } }, D; $o.A; $o.C; $null -eq $o.D; $o.PSObject.Properties.Name -join ' '", "5,12,True,A C D" },
        { "[pscustomobject]@{ L = 1, 2 } | Select-Object -ExpandProperty L", "1,2" },
        { "$m = 1, 2, 6 | Measure-Object -Sum -Average -Maximum -Minimum; $m.Count; $m.Sum; $m.Average; $m.Maximum; $m.Minimum", "3,9,3,6,1" },
        { "('ab', 'c' | Measure-Object Length -Sum).Sum", "3" },
        { "(New-Object Text.StringBuilder 'abc').Length; (New-Object psobject -Property @{ A = 1 }).A; New-Object string ([char]'x'), 3; (New-Object Collections.ArrayList).Count", "3,1,xxx,0" },
        { "Get-Date '2026-02-03' -Format yyyyMMdd; (Get-Date).GetType().Name; Start-Sleep -Milliseconds 1", "20260203,DateTime" },
        { "1, 2 | Out-String -Stream; ('x' | Out-String).Trim(); 'abc' | dotnet exec nothing.dll 2>$null; $LASTEXITCODE -ne 0", "1,2,x,True" },
    };

    // In one process, each in a folder of its own.
    [Fact]
    public void A_stand_in_does_what_the_real_one_does()
    {
        using var folder = new TempFolder();
        var scripts = Cases.Select(row => row.Data.Item1).ToList();
        for (var i = 0; i < scripts.Count; i++)
        {
            folder.Folder("folder" + i);
            folder.File($"case{i}.ps1", scripts[i]);
        }

        folder.File("all.ps1", $$"""
            foreach ($i in 0..{{scripts.Count - 1}}) {
                Set-Location (Join-Path $PSScriptRoot "folder$i")
                "case $i"
                & (Join-Path $PSScriptRoot "case$i.ps1")
            }
            """);
        using var shell = ShellProcess.Start([folder["all.ps1"]]);
        var result = shell.End();
        Assert.Equal("", result.Errors);
        var expected = Cases.SelectMany((row, i) => row.Data.Item2.Split(',').Prepend("case " + i));
        Assert.Equal(string.Join('\n', expected), string.Join('\n', result.Lines));
    }

    [Fact]
    public void Tables_and_lists_are_shaped_as_asked()
    {
        var result = ShellProcess.Run("$o = [pscustomobject]@{ A = 1; B = 'x' }; $o | Format-List; $o | Format-Table B -HideTableHeaders; ($o | Format-Table | Out-String).Length -gt 0");
        Assert.Equal("", result.Errors);
        Assert.Equal(["A : 1", "B : x", "x", "True"], result.Lines);
    }

    [Theory]
    [InlineData("Get-ChildItem nothing; Get-Content nothing; Remove-Item nothing; Get-Item nothing; 'goes on'", 4)]
    [InlineData("[void](New-Item a); New-Item a; 'goes on'", 1)]
    public void A_failure_is_an_error_that_lets_the_script_go_on(string script, int errors)
    {
        var result = ShellProcess.Run(script + "; $Error.Count");
        Assert.Equal(["goes on", errors.ToString()], result.Lines);
        Assert.Equal(0, result.ExitCode);
    }

    [Fact]
    public void Every_one_is_marked_as_a_stand_in()
    {
        var names = ShellProcess.Run("""
            Get-Command -CommandType Cmdlet | Where-Object { $_.ImplementingType.Assembly.GetName().Name -eq 'CloneShell' } |
                ForEach-Object { $_.ImplementingType.Namespace }
            """).Lines;
        Assert.True(names.Length > 20);
        Assert.All(names, name => Assert.Equal("CloneShell.StandIns", name));
    }
}
