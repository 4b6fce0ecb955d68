using System.Collections.Frozen;

namespace WorkflowResilience;

/// <summary>Both directions of the exit-code contract: the code for a failure, and what the code of a child means.</summary>
public static class WorkflowExitCodes
{
    /// <summary>
    /// What exit codes of children mean. A code that is not listed, 1 among them, says nothing: its failure has an unknown kind and verdict.
    /// </summary>
    /// <remarks>
    /// From 128 on a shell or the runtime reports a signal: 128 and its number. A SIGKILL comes mostly from the kernel or a container engine that ran out of memory;
    /// what sent a SIGTERM or SIGINT wanted the work to stop, though a fresh machine may well finish it.
    /// </remarks>
    public static IReadOnlyList<ChildExitCode> Children { get; } =
    [
        new(70, FailureKind.Unknown, FailureVerdict.Permanent, "a defect"),
        new(75, FailureKind.Unavailable, FailureVerdict.Transient, "try again later"),
        new(76, FailureKind.Unavailable, FailureVerdict.Transient, "a service that it needs does not serve"),
        new(77, FailureKind.Authentication, FailureVerdict.Permanent, "credentials are missing, wrong or not sufficient"),
        new(78, FailureKind.Configuration, FailureVerdict.Permanent, "a setting is missing or wrong"),
        new(79, FailureKind.Unknown, FailureVerdict.Permanent, "a person has to look"),
        new(124, FailureKind.Timeout, FailureVerdict.Transient, "timed out by timeout(1)"),
        new(126, FailureKind.Configuration, FailureVerdict.Permanent, "the command cannot be executed"),
        new(127, FailureKind.Configuration, FailureVerdict.Permanent, "the command was not found"),
        new(129, FailureKind.Cancelled, FailureVerdict.Transient, "its terminal was closed (SIGHUP)"),
        new(130, FailureKind.Cancelled, FailureVerdict.Unknown, "interrupted (SIGINT)"),
        new(137, FailureKind.Resource, FailureVerdict.Transient, "killed (SIGKILL), mostly for want of memory"),
        new(143, FailureKind.Cancelled, FailureVerdict.Transient, "asked to end (SIGTERM)"),
        new(152, FailureKind.Resource, FailureVerdict.Permanent, "over its limit of processor time (SIGXCPU)"),
        new(153, FailureKind.Resource, FailureVerdict.Permanent, "over its limit of file size (SIGXFSZ)"),
        new(unchecked((int)0xC000013A), FailureKind.Cancelled, FailureVerdict.Unknown, "interrupted (Windows, Ctrl+C)"),
        new(unchecked((int)0xC0000017), FailureKind.Resource, FailureVerdict.Transient, "out of memory (Windows)"),
    ];

    // Below the table, because initialisers run from top to bottom.
    private static readonly FrozenDictionary<int, ChildExitCode> s_children = Children.ToFrozenDictionary(child => child.Code);

    /// <summary>The exit code for a failure.</summary>
    /// <param name="failure">The failure.</param>
    /// <returns>
    /// What the reason says by itself (a missing policy, an open circuit, an unknown outcome); otherwise the code of a child that kept this contract (70 to 79);
    /// otherwise what kind and verdict say.
    /// </returns>
    public static WorkflowExitCode Of(StageFailure failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        return OfReason(failure.Reason) ?? OfChild(failure.ExitCode) ?? Of(failure.Kind, failure.Verdict);
    }

    /// <summary>The exit code for a diagnosis alone, as of a log: where more is known of the failure, the failure itself is to be asked.</summary>
    /// <param name="diagnosis">The diagnosis.</param>
    /// <returns>
    /// For a transient verdict <see cref="WorkflowExitCode.Unavailable"/> when a dependency is to blame, otherwise <see cref="WorkflowExitCode.Transient"/>. Without one, what the
    /// category says by itself (credentials, settings); then <see cref="WorkflowExitCode.Unknown"/> for an unknown verdict, <see cref="WorkflowExitCode.Defect"/> for sources and tests,
    /// <see cref="WorkflowExitCode.NeedsPerson"/> for everything else that stays. A text that shows no failure has no diagnosis, and no code but 0.
    /// </returns>
    public static WorkflowExitCode Of(FailureDiagnosis diagnosis)
    {
        ArgumentNullException.ThrowIfNull(diagnosis);
        return (diagnosis.Verdict, diagnosis.Category) switch
        {
            (FailureVerdict.Transient, FailureCategory.ExternalDependency) => WorkflowExitCode.Unavailable,
            (FailureVerdict.Transient, _) => WorkflowExitCode.Transient,
            (_, FailureCategory.Authentication) => WorkflowExitCode.Authentication,
            (_, FailureCategory.Configuration) => WorkflowExitCode.Configuration,
            (FailureVerdict.Unknown, _) => WorkflowExitCode.Unknown,
            (_, FailureCategory.CodeQuality) => WorkflowExitCode.Defect,
            _ => WorkflowExitCode.NeedsPerson,
        };
    }

    /// <summary>What a child's exit code means; null for one that says nothing.</summary>
    /// <param name="exitCode">The exit code.</param>
    /// <returns>The row of <see cref="Children"/>, or null.</returns>
    public static ChildExitCode? Find(int exitCode) => s_children.GetValueOrDefault(exitCode);

    /// <summary>The exit code for a failure of which no more is known than its kind and verdict.</summary>
    internal static WorkflowExitCode Of(FailureKind kind, FailureVerdict verdict) => OfKind(kind) ?? OfVerdict(verdict);

    internal static FailureFacts FactsOf(int exitCode)
    {
        ChildExitCode? child = Find(exitCode);
        return new FailureFacts { ExitCode = exitCode, Kind = child?.Kind ?? FailureKind.Unknown, Verdict = child?.Verdict ?? FailureVerdict.Unknown };
    }

    private static WorkflowExitCode? OfReason(StageReason reason) => reason switch
    {
        StageReason.None => WorkflowExitCode.Ok,
        StageReason.Cancelled => WorkflowExitCode.Unknown,
        StageReason.NotConfigured => WorkflowExitCode.Configuration,
        StageReason.Abandoned or StageReason.UnknownOutcome or StageReason.CircuitIsolated => WorkflowExitCode.NeedsPerson,
        StageReason.CircuitOpen => WorkflowExitCode.Unavailable,
        StageReason.BulkheadFull or StageReason.ServerDelayTooLong => WorkflowExitCode.Transient,
        _ => null,
    };

    private static WorkflowExitCode? OfChild(int? exitCode) => exitCode is >= 70 and <= 79 && Enum.IsDefined((WorkflowExitCode)exitCode) ? (WorkflowExitCode)exitCode : null;

    private static WorkflowExitCode? OfKind(FailureKind kind) => kind.Name switch
    {
        "Unavailable" => WorkflowExitCode.Unavailable,
        "Authentication" => WorkflowExitCode.Authentication,
        "Configuration" => WorkflowExitCode.Configuration,
        "Compilation" or "TestFailure" => WorkflowExitCode.Defect,
        _ => null,
    };

    private static WorkflowExitCode OfVerdict(FailureVerdict verdict) => verdict switch
    {
        FailureVerdict.Transient => WorkflowExitCode.Transient,
        FailureVerdict.Permanent => WorkflowExitCode.Defect,
        _ => WorkflowExitCode.Unknown,
    };
}
