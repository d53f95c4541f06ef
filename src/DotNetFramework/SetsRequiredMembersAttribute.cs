namespace System.Diagnostics.CodeAnalysis;

/// <summary>Lets a constructor say that it sets all required members, where the framework has no such attribute.</summary>
[AttributeUsage(AttributeTargets.Constructor, Inherited = false)]
sealed class SetsRequiredMembersAttribute : Attribute;
