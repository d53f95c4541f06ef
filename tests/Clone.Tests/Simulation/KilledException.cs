using System;

namespace Clone.Tests.Simulation;

/// <summary>The program is dead: whatever it asks for from now on does not happen.</summary>
sealed class KilledException() : Exception("killed");
