using static WorkflowResilience.PolicyWords;

namespace WorkflowResilience.Argo;

/// <summary>Which ends of a pod a policy repeats, when the process makes one attempt and tells its failure by the exit code contract.</summary>
internal sealed class RepeatedEnds
{
    /// <summary>A part of what Kubernetes says of a pod that its deadline ended.</summary>
    internal const string DeadlineMessage = "longer than the specified deadline";

    // From here on a code is no word of the process, but a signal, or a shell or timeout(1) that speaks of what it ran.
    private const int FirstForeign = 124;
    private const int Largest = 255;

    private static readonly FailureKind[] s_kinds =
    [
        FailureKind.Network, FailureKind.Timeout, FailureKind.Authentication, FailureKind.RateLimited, FailureKind.Unavailable, FailureKind.Resource, FailureKind.NotFound,
        FailureKind.InvalidInput, FailureKind.Cancelled, FailureKind.Flaky, FailureKind.Compilation, FailureKind.TestFailure, FailureKind.Configuration, FailureKind.Unknown,
    ];

    private readonly StagePolicy _policy;
    private readonly SortedSet<int> _repeated = [];
    private readonly SortedSet<int> _stopped = [];
    private readonly List<string> _doubts = [];

    internal RepeatedEnds(StagePolicy policy)
    {
        _policy = policy;
        Others = Repeats(new FailureFacts());
        Timeouts = policy.Effect != StageEffect.NotIdempotent && Repeats(new FailureFacts { Kind = FailureKind.Timeout, Verdict = FailureVerdict.Transient });
        foreach (IGrouping<int, (int Code, string Name, FailureFacts Facts)> code in Told().GroupBy(static told => told.Code)) Judge(code.Key, [.. code]);
        foreach (ChildExitCode child in WorkflowExitCodes.Children.Where(static child => child.Code is >= FirstForeign and <= Largest)) (RepeatsForeign(child) ? _repeated : _stopped).Add(child.Code);

        // It is said for reasons, of a failure of any kind: a person has to look.
        _stopped.Add((int)WorkflowExitCode.NeedsPerson);
    }

    /// <summary>The codes of the tables that are repeated.</summary>
    internal IReadOnlyCollection<int> Repeated => _repeated;

    /// <summary>Whether codes are repeated that no table knows.</summary>
    internal bool Others { get; }

    /// <summary>Whether an attempt is repeated that was too long.</summary>
    internal bool Timeouts { get; }

    /// <summary>What a code cannot tell apart, in sentences.</summary>
    internal IReadOnlyList<string> Doubts => _doubts;

    /// <summary>All kinds that the contract knows; a test holds the list against Core's.</summary>
    internal static IReadOnlyList<FailureKind> Kinds => s_kinds;

    /// <summary>The condition for a template with or without a deadline.</summary>
    internal RetryWhen? When(bool hasDeadline)
    {
        RetryWhen deadline = RetryWhen.Message.Contains(DeadlineMessage);
        if (_policy.Effect == StageEffect.NotIdempotent)
        {
            // Only what the process itself said after it had failed: a kill, a lost pod and a helper that failed afterwards leave open what was done.
            int[] own = [.. _repeated.Where(static code => code < FirstForeign)];
            if (Others)
            {
                RetryWhen said = RetryWhen.ExitCode.Between(1, FirstForeign - 1) & !RetryWhen.ExitCode.In([.. _stopped.Where(static code => code < FirstForeign)]);
                return RetryWhen.Status.Failed & said & !deadline;
            }

            return own.Length == 0 ? null : RetryWhen.Status.Failed & RetryWhen.ExitCode.In(own) & !deadline;
        }

        RetryWhen? ends = Others ? !RetryWhen.ExitCode.In(_stopped) : _repeated.Count > 0 ? RetryWhen.ExitCode.In(_repeated) : null;
        if (!hasDeadline) return ends is null ? RetryWhen.Status.Error : RetryWhen.Status.Error | ends;
        if (Timeouts) return ends is null ? RetryWhen.Status.Error | deadline : RetryWhen.Status.Error | ends | deadline;
        return ends is null ? RetryWhen.Status.Error : RetryWhen.Status.Error | (ends & !deadline);
    }

    /// <summary>Whether an exit code or a message can tell that a condition holds.</summary>
    internal static bool IsSeen(RetryCondition condition) => condition is RetryCondition.AnyCondition or RetryCondition.KindCondition or RetryCondition.StatusCondition;

    private IEnumerable<(int Code, string Name, FailureFacts Facts)> Told()
    {
        IEnumerable<FailureKind> named = _policy.Conditions.OfType<RetryCondition.KindCondition>().SelectMany(static condition => condition.Kinds);
        foreach (FailureKind kind in s_kinds.Union(named))
        {
            FailureVerdict verdict = kind.UsualVerdict();
            yield return ((int)WorkflowExitCodes.Of(kind, verdict), kind.Name, new FailureFacts { Kind = kind, Verdict = verdict });
        }

        foreach (RetryCondition.StatusRange range in _policy.Conditions.OfType<RetryCondition.StatusCondition>().SelectMany(static condition => condition.Ranges))
        {
            for (int status = range.First; status <= range.Last; status++)
            {
                (FailureKind kind, FailureVerdict verdict) = HttpStatusTable.Of(status);
                yield return ((int)WorkflowExitCodes.Of(kind, verdict), $"HTTP {Number(status)}", new FailureFacts { Kind = kind, Verdict = verdict, StatusCode = status });
            }
        }
    }

    private void Judge(int code, (int Code, string Name, FailureFacts Facts)[] told)
    {
        string[] repeated = [.. told.Where(one => Repeats(one.Facts)).Select(static one => one.Name).Distinct(StringComparer.Ordinal)];
        string[] stopped = [.. told.Where(one => !Repeats(one.Facts)).Select(static one => one.Name).Distinct(StringComparer.Ordinal)];
        bool mixed = repeated.Length > 0 && stopped.Length > 0;

        // A code that fits both follows what the contract says of it; the one for unknown failures, what the policy does with those.
        bool repeats = mixed && code == (int)WorkflowExitCode.Unknown ? Others
            : mixed ? WorkflowExitCodes.Find(code)?.Verdict == FailureVerdict.Transient : repeated.Length > 0;
        if (mixed) _doubts.Add($"Exit code {Number(code)} stands for {Short(repeated)}, which the policy repeats, and for {Short(stopped)}, which it does not: Argo {(repeats ? "repeats" : "ends")} all of them.");
        (repeats ? _repeated : _stopped).Add(code);
    }

    private static string Short(string[] names) => names.Length <= 6 ? WordList.And(names) : string.Join(", ", names.Take(5)) + " and more";

    private bool Repeats(FailureFacts facts) => Match(facts) is { } matched
        ? matched.Decision == RetryDecision.Retry
        : _policy.UnknownFailures == UnknownFailures.FollowVerdict && facts.Verdict == FailureVerdict.Transient;

    // What was asked to end from outside is the machine's business, of which a policy of the process says nothing, unless it says stop.
    private bool RepeatsForeign(ChildExitCode child)
    {
        FailureFacts facts = WorkflowExitCodes.FactsOf(child.Code);
        return Repeats(facts) || (child.Kind == FailureKind.Cancelled && child.Verdict == FailureVerdict.Transient && Match(facts) is null);
    }

    // Code is not asked: it sees exceptions, and here are none.
    private RetryCondition? Match(FailureFacts facts) => _policy.Conditions.FirstOrDefault(condition => IsSeen(condition) && condition.Matches(facts));
}
