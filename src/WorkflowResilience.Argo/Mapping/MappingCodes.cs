namespace WorkflowResilience.Argo;

/// <summary>All codes that rows of a mapping have.</summary>
public static class MappingCodes
{
    /// <summary>The codes in their order.</summary>
    public static IReadOnlyList<MappingCode> All { get; } =
    [
        new(Rounded, "whole seconds", "A time with a fraction of a second is rounded up to the next whole second."),
        new(NoCap, "no longest wait before Argo 3.7", "The target has no cap for a single wait, so there are fewer attempts: none that would wait longer than the policy permits."),
        new(Fraction, "factor with a fraction", "Argo multiplies waits with whole numbers only; the nearest backoff is written, and both schedules are named."),
        new(Jitter, "no jitter", "Argo spreads no waits: each is the policy's own wait before jitter."),
        new(WaitsFirst, "a final failure waits first", "Argo waits before it asks whether a failure may be repeated: one that may not ends the stage only after the next wait."),
        new(InProcess, "kept in the process", "The process runs the policy, and the member acts there as it says."),
        new(Written, "written as it is", "The YAML says the same, or the member says nothing."),
        new(Shape, "waits that no factor gives", "Linear waits, tables and Fibonacci numbers are multiples of the wait before only by chance; the nearest backoff is written, and both schedules are named."),
        new(Drawn, "waits that code or chance gives", "The waits of a decorrelated or custom schedule exist only when they are computed; their middle is written, as near as Argo's backoff comes."),
        new(Unrolled, "unrolled waits", "Each attempt and each wait is a task of its own; what chance decides was drawn once, from the stage's name, and is the same in every run."),
        new(PodDeadline, "deadline of the pod", "The time of an attempt is the pod's on its node: image pull and init containers count against it."),
        new(Budget, "budget of all attempts", "maxDuration counts from the start of the first attempt and ends later ones; the time that pods wait for a node counts as well."),
        new(Backstop, "deadline behind the process", "The process keeps the time itself; the pod's deadline lies behind the latest end of the policy and only ends a process that hangs."),
        new(Grace, "grace before the kill", "Kubernetes asks a pod to end and kills it 30 s later (terminationGracePeriodSeconds), whatever the policy's grace is."),
        new(ExitCodes, "conditions by exit code", "The process tells by its exit code what sort of failure it met, and the expression lists the codes that the policy repeats."),
        new(Unseen, "condition that no exit code tells", "Types, texts, results and code are seen in the process alone; give such a failure a kind that a condition names."),
        new(OwnWaits, "condition with waits of its own", "Argo has one backoff for all failures of a template."),
        new(ServerDelay, "waits that a server asks for", "Argo knows no Retry-After: only a process that repeats by itself can keep it."),
        new(Breaker, "circuit breaker", "A circuit lives in a process, and each attempt is a process of its own: nothing opens."),
        new(RetryBudget, "retry budget", "No tokens are counted across pods; the limit of attempts alone protects the target."),
        new(Evidence, "evidence of earlier retries", "What became of earlier retries is remembered in a process, and each attempt is a process of its own."),
        new(Throttle, "throttle", "Accepted calls are counted in a process, and each attempt is a process of its own: nothing is turned away."),
        new(Bulkhead, "places for concurrent attempts", "Places are counted in a process; a semaphore of Argo (synchronization) limits pods, but is held through waits as well."),
        new(MinimumTime, "least time of a retry", "Argo begins a retry as long as its wait ends within maxDuration, however little time is left."),
        new(Effect, "what a second run would do", "Where the outcome is unknown, a stage that is not idempotent is not repeated: neither after a deadline or a kill, nor when its pod was lost."),
        new(Nested, "failures of nested executions", "The exit code does not tell that an execution inside has already repeated the failure."),
        new(OneAttempt, "kept within an attempt", "The member acts within one attempt, and that is the process's own."),
        new(AnyFailure, "unrolled attempts repeat any failure", "A task depends on Failed and Errored of another one, not on its exit code: what the policy would stop is repeated as well."),
        new(NoTotal, "no budget for unrolled attempts", "Tasks have no time in common; activeDeadlineSeconds of the workflow limits all of its stages together."),
        new(Overflow, "waits beyond Argo's arithmetic", "From some attempt on Argo's wait exceeds 292 years before it is capped, overflows and is no wait at all; the attempts from there on are left out."),
        new(Infrastructure, "infrastructure retry", "Argo repeats a pod that ended in Error: image pull, artifacts, lost node. A process that had begun begins its policy anew."),
    ];

    internal const string Rounded = "ARGO101";
    internal const string NoCap = "ARGO102";
    internal const string Fraction = "ARGO103";
    internal const string Jitter = "ARGO104";
    internal const string WaitsFirst = "ARGO105";
    internal const string InProcess = "ARGO106";
    internal const string Written = "ARGO107";
    internal const string Shape = "ARGO108";
    internal const string Drawn = "ARGO109";
    internal const string Unrolled = "ARGO110";
    internal const string PodDeadline = "ARGO111";
    internal const string Budget = "ARGO112";
    internal const string Backstop = "ARGO113";
    internal const string Grace = "ARGO114";
    internal const string ExitCodes = "ARGO115";
    internal const string Unseen = "ARGO116";
    internal const string OwnWaits = "ARGO117";
    internal const string ServerDelay = "ARGO118";
    internal const string Breaker = "ARGO119";
    internal const string RetryBudget = "ARGO120";
    internal const string Evidence = "ARGO121";
    internal const string Throttle = "ARGO122";
    internal const string Bulkhead = "ARGO123";
    internal const string MinimumTime = "ARGO124";
    internal const string Effect = "ARGO125";
    internal const string Nested = "ARGO126";
    internal const string OneAttempt = "ARGO127";
    internal const string AnyFailure = "ARGO128";
    internal const string NoTotal = "ARGO129";
    internal const string Overflow = "ARGO130";
    internal const string Infrastructure = "ARGO131";
}
