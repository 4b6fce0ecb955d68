namespace WorkflowResilience;

/// <summary>What has become of the attempts after failures of one fingerprint in one stage, and what follows from it for the next one. Pure; a value.</summary>
/// <param name="Succeeded">Attempts that succeeded, weighed by their age.</param>
/// <param name="Failed">Attempts that did not, weighed by their age.</param>
internal readonly record struct RetryEvidence(double Succeeded, double Failed)
{
    /// <summary>What stands in the place of a pattern's id when evidence has decided.</summary>
    internal const string Name = "evidence";

    /// <summary>What stands there when an attempt is made to find out whether it helps.</summary>
    internal const string Exploration = "exploration";

    // More would take longer to unlearn than it is worth: with the defaults two successes that exploration finds lift a refusal.
    private const double Most = 50;

    // Less than a hundredth of a retry is none: where all is forgotten, the policy is as if it had never learned.
    private const double Least = 0.01;

    internal double Total => Succeeded + Failed;

    /// <summary>The same evidence, some time later.</summary>
    internal RetryEvidence Aged(TimeSpan age, TimeSpan halfLife)
    {
        double rest = age <= TimeSpan.Zero ? 1 : double.Exp2(-(age / halfLife));
        return Total * rest < Least ? default : new(Succeeded * rest, Failed * rest);
    }

    /// <summary>The evidence and one attempt more.</summary>
    internal RetryEvidence With(bool succeeded)
    {
        double rest = Math.Min(1, (Most - 1) / Math.Max(1, Total));
        return succeeded ? new((Succeeded * rest) + 1, Failed * rest) : new(Succeeded * rest, (Failed * rest) + 1);
    }

    /// <summary>What evidence says of an attempt that the policy would make, or would not make because it does not know the failure.</summary>
    /// <param name="policy">The bounds.</param>
    /// <param name="retries">What the policy would do.</param>
    /// <param name="u">A number from [0, 1).</param>
    internal EvidenceAnswer Weigh(RetryEvidencePolicy policy, bool retries, double u)
    {
        if (retries) return Total == 0 || !SaysNo(policy) ? EvidenceAnswer.Nothing : u < policy.ExplorationFloor ? EvidenceAnswer.Explore : EvidenceAnswer.Refuse;
        return Total > 0 && SaysYes(policy) ? EvidenceAnswer.Retry : u < policy.UnknownExploration ? EvidenceAnswer.Explore : EvidenceAnswer.Nothing;
    }

    /// <summary>The chance of success is below this with the policy's confidence.</summary>
    internal double UpperBound(RetryEvidencePolicy policy) => BetaDistribution.Quantile(policy.Confidence, Alpha(policy), Beta(policy));

    // The upper bound lies below the minimum exactly when so much of the distribution does: one evaluation in place of a search.
    private bool SaysNo(RetryEvidencePolicy policy) => BetaDistribution.Below(policy.MinimumSuccess, Alpha(policy), Beta(policy)) >= policy.Confidence;

    private bool SaysYes(RetryEvidencePolicy policy) => 1 - BetaDistribution.Below(policy.ProvenSuccess, Alpha(policy), Beta(policy)) >= policy.Confidence;

    private double Alpha(RetryEvidencePolicy policy) => Succeeded + (policy.PriorStrength / 2);

    private double Beta(RetryEvidencePolicy policy) => Failed + (policy.PriorStrength / 2);
}
