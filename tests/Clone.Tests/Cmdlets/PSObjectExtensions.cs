using System.Management.Automation;

namespace Clone.Tests.Cmdlets;

/// <summary>Short reading of properties.</summary>
static class PSObjectExtensions
{
    public static object? Get(this PSObject item, string property) => item.Properties[property].Value;

    public static T Get<T>(this PSObject item, string property) =>
        LanguagePrimitives.ConvertTo<T>(item.Properties[property].Value);
}
