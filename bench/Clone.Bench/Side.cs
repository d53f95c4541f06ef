using System.Collections.Generic;

namespace Clone.Bench;

/// <summary>One of the commands that are compared.</summary>
/// <param name="Name">Its name and version.</param>
/// <param name="Program">The program.</param>
/// <param name="Arguments">Its arguments.</param>
/// <param name="Environment">Variables beside those of the bench.</param>
sealed record Side(
    string Name, string Program, IReadOnlyList<string> Arguments, IReadOnlyDictionary<string, string> Environment);
