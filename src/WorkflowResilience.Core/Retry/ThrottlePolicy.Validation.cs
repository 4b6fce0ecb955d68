using System.Globalization;
using WorkflowResilience.Time;

namespace WorkflowResilience;

public sealed partial record ThrottlePolicy
{
    /// <summary>All that is wrong with the throttle.</summary>
    /// <param name="path">The member that holds it.</param>
    internal IEnumerable<string> Problems(string path)
    {
        // Written so that a value that is not a number fails as well.
        if (!(Multiplier is >= 1 and <= 100)) yield return string.Create(CultureInfo.InvariantCulture, $"{path}.Multiplier is {Multiplier}; it must be from 1 to 100.");
        if (Window < TimeSpan.FromSeconds(1) || Window > TimeSpan.FromDays(1)) yield return $"{path}.Window is {DurationText.Format(Window)}; it must be from 1s to 1d.";
        if (MinimumCalls is < 1 or > 1_000_000) yield return string.Create(CultureInfo.InvariantCulture, $"{path}.MinimumCalls is {MinimumCalls}; it must be from 1 to 1000000.");
        if (!(MaxRejection is >= 0 and <= 0.99)) yield return string.Create(CultureInfo.InvariantCulture, $"{path}.MaxRejection is {MaxRejection}; it must be from 0 to 0.99.");
    }
}
