namespace Clone.Bench;

/// <summary>What one run took.</summary>
/// <param name="Seconds">Wall time of the whole process.</param>
/// <param name="Megabytes">Its highest resident memory.</param>
readonly record struct Figure(double Seconds, double Megabytes);
