namespace System.Runtime.CompilerServices;

/// <summary>Lets the compiler mark required members where the framework has no such attribute.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Field | AttributeTargets.Property, Inherited = false)]
sealed class RequiredMemberAttribute : Attribute;
