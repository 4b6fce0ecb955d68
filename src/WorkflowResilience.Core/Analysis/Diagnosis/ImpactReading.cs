using System.Globalization;
using WorkflowResilience.Time;

namespace WorkflowResilience.Analysis;

/// <summary>
/// Reads the impact of a failure from what the host has put into the run: the values and parameters <c>impact.users</c>, <c>impact.workflows</c>, <c>impact.features</c>,
/// <c>impact.blocked</c>, <c>impact.delay</c>, <c>impact.cost</c>, <c>impact.degraded</c>; for one stage, <c>impact.Stage.users</c> and so on go before them.
/// </summary>
internal static class ImpactReading
{
    internal static FailureImpact? Of(WorkflowStage stage, Func<string, string?> fields)
    {
        string? Value(string name) => fields($"impact.{stage.Name}.{name}") ?? fields($"impact.{name}");
        var impact = new FailureImpact
        {
            AffectedWorkflows = Count(Value("workflows")),
            AffectedUsers = Count(Value("users")),
            AffectedFeatures = List(Value("features")),
            BlockedOperations = List(Value("blocked")),
            Delay = DurationText.TryParse(Value("delay"), out TimeSpan delay, out _) && delay >= TimeSpan.Zero ? delay : null,
            Cost = double.TryParse(Value("cost"), NumberStyles.Float, CultureInfo.InvariantCulture, out double cost) && double.IsFinite(cost) ? cost : null,
            Degraded = bool.TryParse(Value("degraded"), out bool degraded) ? degraded : null,
        };
        bool says = impact is not { AffectedWorkflows: null, AffectedUsers: null, AffectedFeatures.Count: 0, BlockedOperations.Count: 0, Delay: null, Cost: null, Degraded: null };
        return says ? impact : null;
    }

    private static int? Count(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int count) ? count : null;

    private static string[] List(string? text) => text?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
}
