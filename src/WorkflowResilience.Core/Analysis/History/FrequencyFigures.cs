namespace WorkflowResilience.Analysis;

/// <summary>How often something comes.</summary>
/// <param name="PerHour">Now: over the last long window, or over the last rare window where it used to be rare.</param>
/// <param name="BaselinePerHour">Before; null when too little is known.</param>
internal readonly record struct FrequencyFigures(double PerHour, double? BaselinePerHour);
