namespace System.Runtime.CompilerServices;

/// <summary>Lets the compiler say what a later compiler must understand, where the framework has no such attribute.</summary>
[AttributeUsage(AttributeTargets.All, AllowMultiple = true, Inherited = false)]
sealed class CompilerFeatureRequiredAttribute(string featureName) : Attribute
{
    /// <summary>The feature.</summary>
    public string FeatureName { get; } = featureName;
}
