namespace Clone.Engine;

/// <summary>A third-party library that the adapters have loaded.</summary>
/// <param name="Name">Its name, such as Azure.Core.</param>
/// <param name="Version">The version that its makers gave it.</param>
/// <param name="Path">The file that it was loaded from.</param>
public sealed record LibraryInfo(string Name, string Version, string Path);
