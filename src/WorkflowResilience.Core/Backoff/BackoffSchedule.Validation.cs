using System.Globalization;
using WorkflowResilience.Time;

namespace WorkflowResilience;

public abstract partial record BackoffSchedule
{
    /// <summary>What a member that holds no schedule says.</summary>
    internal static string Missing(string path) => $"{path} is null; give a schedule, such as BackoffSchedule.Exponential(TimeSpan.FromSeconds(1)).";

    /// <summary>All that is wrong with the schedule.</summary>
    /// <param name="path">The member that holds it.</param>
    internal IEnumerable<string> Problems(string path) => Own(path).Append(Wait($"{path}.Max", Max)).OfType<string>().Concat(JitterProblems($"{path}.Jitter"));

    private IEnumerable<string?> Own(string path) => this switch
    {
        FixedBackoff s => [Wait($"{path}.Interval", s.Interval)],
        LinearBackoff s => [Wait($"{path}.Increment", s.Increment)],
        FibonacciBackoff s => [Wait($"{path}.Unit", s.Unit)],
        DecorrelatedBackoff s => [Wait($"{path}.Initial", s.Initial)],
        ExponentialBackoff s => [Wait($"{path}.Initial", s.Initial), Growth($"{path}.Factor", s.Factor)],
        TableBackoff { Delays.Count: 0 } => [$"{path}.Delays is empty; list at least one wait."],
        TableBackoff s => s.Delays.Select((delay, i) => Wait(string.Create(CultureInfo.InvariantCulture, $"{path}.Delays[{i}]"), delay)),
        CustomBackoff s =>
        [
            string.IsNullOrWhiteSpace(s.Name) ? $"{path}.Name is empty; give the code a name that stands for it in texts." : null,
            s.Compute is null ? $"{path}.Compute is null; give the code." : null,
        ],
        _ => [],
    };

    private IEnumerable<string> JitterProblems(string path)
    {
        if (Jitter is null) return [$"{path} is null; write Jitter.None for no spread."];
        if (this is DecorrelatedBackoff or CustomBackoff && Jitter is not Jitter.NoJitter)
            return [$"{path} is {Jitter.Name(Jitter)}; a {(this is CustomBackoff ? "custom" : "decorrelated")} schedule spreads its waits itself: leave it at None."];
        return Jitter is Jitter.ProportionalJitter { Share: not (> 0 and <= 1) } p
            ? [string.Create(CultureInfo.InvariantCulture, $"{path}.Share is {p.Share}; it must be above 0 and at most 1.")]
            : [];
    }

    private static string? Wait(string path, TimeSpan wait) => wait >= TimeSpan.Zero && wait <= Longest
        ? null
        : $"{path} is {DurationText.Format(wait)}; it must be from 0s to {DurationText.Format(Longest)}.";

    private static string? Growth(string path, double factor) => factor > 1 && double.IsFinite(factor)
        ? null
        : string.Create(CultureInfo.InvariantCulture, $"{path} is {factor}; it must be a finite number above 1.");
}
