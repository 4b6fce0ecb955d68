namespace WorkflowResilience;

/// <summary>What was around a failure when it happened: plain data, redacted, bounded, which survives JSON.</summary>
/// <remarks>Immutable. What could not be read is absent, never guessed; what was left out to stay within bounds is named in <see cref="Omitted"/>.</remarks>
public sealed record FailureContext
{
    /// <summary>When it was captured, in UTC.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The workflow's name; null outside a run.</summary>
    public string? WorkflowName { get; init; }

    /// <summary>Which execution of the stage in the run it was, from 0.</summary>
    public int Occurrence { get; init; }

    /// <summary>The exceptions, the outermost first, to a depth of 16 and 32 in all; empty when a result counted as the failure.</summary>
    public IReadOnlyList<CapturedError> Errors { get; init; } = [];

    /// <summary>The stack of the innermost exception that has one: the frames that matter, without the machinery of <c>await</c>, at most 40 lines.</summary>
    public IReadOnlyList<string> Stack { get; init; } = [];

    /// <summary>The last lines that the run logged, oldest first; empty outside a run.</summary>
    public IReadOnlyList<RunLogLine> Log { get; init; } = [];

    /// <summary>How many older lines of the log are not here.</summary>
    public long LogDropped { get; init; }

    /// <summary>The program that failed, if one did.</summary>
    public CapturedProgram? Program { get; init; }

    /// <summary>What the run was started with.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The host's own values (<see cref="WorkflowRun.Values"/>), as texts.</summary>
    public IReadOnlyDictionary<string, string> Values { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>How the stages of the run ended that had ended before.</summary>
    public IReadOnlyList<PreviousResult> Previous { get; init; } = [];

    /// <summary>The machine and the process.</summary>
    public NodeIdentity? Node { get; init; }

    /// <summary>What the host has reported of its network and of services it depends on.</summary>
    public IReadOnlyList<ServiceStatus> Services { get; init; } = [];

    /// <summary>The state of the system.</summary>
    public SystemState? System { get; init; }

    /// <summary>What was left out to stay within bounds of size and time, each in a phrase; empty when nothing was.</summary>
    public IReadOnlyList<string> Omitted { get; init; } = [];
}
