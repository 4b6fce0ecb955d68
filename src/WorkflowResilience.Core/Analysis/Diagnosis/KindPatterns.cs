namespace WorkflowResilience.Analysis;

/// <summary>What a failure's kind says of its cause: evidence of structure, without a text.</summary>
internal static class KindPatterns
{
    private static readonly Dictionary<string, FailurePattern> s_symptoms = All(PatternMeaning.Symptom), s_causes = All(PatternMeaning.Cause);

    /// <summary>The evidence of a kind; null when it says nothing of a cause.</summary>
    /// <param name="facts">What structure knows.</param>
    /// <remarks>
    /// A kind that the host itself gave its failure is a cause. One that structure assigned is a symptom: a text may say more, as the answer that came with a status does.
    /// </remarks>
    internal static FailurePattern? Of(in FailureFacts facts) =>
        (facts.Exception is { } exception && ExceptionChain.First<ClassifiedFailureException>(exception) is not null ? s_causes : s_symptoms).GetValueOrDefault(facts.Kind.Name);

    private static Dictionary<string, FailurePattern> All(PatternMeaning says)
    {
        var all = new Dictionary<string, FailurePattern>(StringComparer.Ordinal);
        Add(FailureKind.Network, FailureCategory.Network, FailureVerdict.Transient, "The target could not be reached, or the connection broke");
        Add(FailureKind.Timeout, FailureCategory.Unknown, FailureVerdict.Transient, "It took longer than it was given");
        Add(FailureKind.Authentication, FailureCategory.Authentication, FailureVerdict.Permanent, "Credentials are missing, wrong or not sufficient");
        Add(FailureKind.RateLimited, FailureCategory.RateLimiting, FailureVerdict.Transient, "The target asked for fewer calls");
        Add(FailureKind.Unavailable, FailureCategory.ExternalDependency, FailureVerdict.Transient, "The target answers that it cannot serve now");
        Add(FailureKind.Resource, FailureCategory.ResourceExhaustion, FailureVerdict.Transient, "Memory, disk, handles or processors are used up");
        Add(FailureKind.NotFound, FailureCategory.Configuration, FailureVerdict.Permanent, "What was asked for does not exist");
        Add(FailureKind.InvalidInput, FailureCategory.Configuration, FailureVerdict.Permanent, "The request or its data is wrong");
        Add(FailureKind.Flaky, FailureCategory.CodeQuality, FailureVerdict.Transient, "The work is known to fail now and then by chance");
        Add(FailureKind.Compilation, FailureCategory.CodeQuality, FailureVerdict.Permanent, "The sources do not compile");
        Add(FailureKind.TestFailure, FailureCategory.CodeQuality, FailureVerdict.Permanent, "A test is red");
        Add(FailureKind.Configuration, FailureCategory.Configuration, FailureVerdict.Permanent, "A setting is missing or wrong");
        return all;

        void Add(FailureKind kind, FailureCategory category, FailureVerdict verdict, string title) =>
            all.Add(kind.Name, new FailurePattern { Id = $"kind:{kind.Name}", Title = title, Category = category, Verdict = verdict, Tier = 3, Says = says });
    }
}
