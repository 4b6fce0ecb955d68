namespace WorkflowResilience;

/// <summary>What numbers of reports may be.</summary>
internal static class ReportNumber
{
    internal static double Seconds(double seconds) =>
        seconds >= 0 && double.IsFinite(seconds) ? seconds : throw new ArgumentOutOfRangeException(nameof(seconds), seconds, "A duration in seconds is finite and not negative.");
}
