using System.Globalization;
using WorkflowResilience.Time;

namespace WorkflowResilience;

public sealed partial record RetryEvidencePolicy
{
    /// <summary>All that is wrong with it.</summary>
    /// <param name="path">The member that holds it.</param>
    internal IEnumerable<string> Problems(string path)
    {
        // Written so that a value that is not a number fails as well.
        if (!(MinimumSuccess is >= 0 and <= 0.5)) yield return Invariant($"{path}.MinimumSuccess is {MinimumSuccess}; it must be from 0 to 0.5.");
        if (!(ProvenSuccess is >= 0.5 and <= 1)) yield return Invariant($"{path}.ProvenSuccess is {ProvenSuccess}; it must be from 0.5 to 1.");
        if (!(Confidence is >= 0.5 and <= 0.999)) yield return Invariant($"{path}.Confidence is {Confidence}; it must be from 0.5 to 0.999.");
        if (!(ExplorationFloor is >= 0 and <= 0.5)) yield return Invariant($"{path}.ExplorationFloor is {ExplorationFloor}; it must be from 0 to 0.5.");
        if (!(UnknownExploration is >= 0 and <= 0.5)) yield return Invariant($"{path}.UnknownExploration is {UnknownExploration}; it must be from 0 to 0.5.");
        if (!(PriorStrength is >= 0.1 and <= 50)) yield return Invariant($"{path}.PriorStrength is {PriorStrength}; it must be from 0.1 to 50.");
        if (HalfLife < TimeSpan.FromMinutes(1) || HalfLife > TimeSpan.FromDays(30)) yield return $"{path}.HalfLife is {DurationText.Format(HalfLife)}; it must be from 1m to 30d.";
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
