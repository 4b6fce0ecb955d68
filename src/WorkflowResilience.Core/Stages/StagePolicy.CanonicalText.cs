namespace WorkflowResilience;

public sealed partial record StagePolicy
{
    /// <summary>
    /// The policy as text: one <c>name = value</c> line for each member in a fixed order, nested ones as <c>Backoff.Max</c> or <c>Conditions[0].Kinds</c>, the same on
    /// every machine and in every culture. Code is represented by its name. Two policies are equal exactly when their texts are.
    /// </summary>
    /// <remarks>
    /// It is what drift detection compares, what the hash of a workflow's definition covers, and how a reload sees that nothing has changed. Also an invalid policy has a text.
    /// </remarks>
    /// <returns>Lines separated by line feeds.</returns>
    public string ToCanonicalText()
    {
        CanonicalText text = new();
        text.Add(nameof(MaxAttempts), MaxAttempts);
        text.Add(nameof(Backoff), Backoff);
        text.Add(nameof(AttemptTimeout), AttemptTimeout);
        text.Add(nameof(TotalTimeout), TotalTimeout);
        text.Add(nameof(AbandonGrace), AbandonGrace);
        text.Add(nameof(MinimumAttemptTime), MinimumAttemptTime);
        text.Add(nameof(MaxServerDelay), MaxServerDelay);
        text.Add(nameof(Conditions), Conditions);
        text.Add(nameof(UnknownFailures), UnknownFailures);
        text.Add(nameof(CircuitBreaker), CircuitBreaker);
        text.Add(nameof(RetryBudget), RetryBudget);
        text.Add(nameof(RetryEvidence), RetryEvidence);
        text.Add(nameof(Bulkhead), Bulkhead);
        text.Add(nameof(Hedging), Hedging);
        text.Add(nameof(Throttle), Throttle);
        text.Add(nameof(MaxKeys), MaxKeys);
        text.Add(nameof(Effect), Effect);
        text.Add(nameof(RetryNested), RetryNested);
        text.Add(nameof(Offload), Offload);
        return text.ToString();
    }

    /// <summary>Whether two policies say the same, code being represented by its name.</summary>
    /// <param name="other">The other policy.</param>
    /// <returns>Whether their canonical texts are the same.</returns>
    public bool Equals(StagePolicy? other) =>
        ReferenceEquals(this, other) || (other is not null && string.Equals(ToCanonicalText(), other.ToCanonicalText(), StringComparison.Ordinal));

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(ToCanonicalText());
}
