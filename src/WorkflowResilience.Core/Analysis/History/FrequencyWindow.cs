namespace WorkflowResilience.Analysis;

/// <summary>What was counted in a stretch of time.</summary>
/// <param name="Count">How many; a fraction where the past has lost weight.</param>
/// <param name="Time">How long, in milliseconds.</param>
internal readonly record struct FrequencyWindow(double Count, double Time)
{
    internal double Rate => Time > 0 ? Count / Time : 0;
}
