using System.Globalization;
using WorkflowResilience.Time;

namespace WorkflowResilience;

public sealed partial record HedgingPolicy
{
    /// <summary>All that is wrong with the hedging.</summary>
    /// <param name="path">The member that holds it.</param>
    /// <param name="effect">What running the stage's delegate twice would do.</param>
    internal IEnumerable<string> Problems(string path, StageEffect effect)
    {
        if (Delay is { } delay && (delay < TimeSpan.Zero || delay > TimeSpan.FromDays(1)))
            yield return $"{path}.Delay is {DurationText.Format(delay)}; it must be from 0s to 1d, or null for what 95 % of the calls stay below.";
        if (MaxHedges is < 1 or > 10)
            yield return string.Create(CultureInfo.InvariantCulture, $"{path}.MaxHedges is {MaxHedges}; it must be from 1 to 10.");
        if (effect != StageEffect.Idempotent)
            yield return $"{path} runs the delegate more than once at the same time, but Effect is {effect}; say Effect = Idempotent if that is harmless, or remove {path}.";
    }
}
