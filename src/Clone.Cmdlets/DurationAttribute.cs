using System;
using System.Globalization;
using System.Management.Automation;

namespace Clone.Cmdlets;

/// <summary>Lets a time span be written as people do: 7d, 12h or 90m, beside PowerShell's own 7.00:00:00.</summary>
[AttributeUsage(AttributeTargets.Property)]
sealed class DurationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var text = (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) as string;
        if (text is not { Length: > 1 }) return inputData;
        var digits = text.Remove(text.Length - 1);
        var isNumber = double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number);
        if (!isNumber || number > TimeSpan.MaxValue.TotalDays / 2) return inputData;
        return char.ToLowerInvariant(text[text.Length - 1]) switch
        {
            'd' => TimeSpan.FromDays(number),
            'h' => TimeSpan.FromHours(number),
            'm' => TimeSpan.FromMinutes(number),
            _ => inputData,
        };
    }
}
