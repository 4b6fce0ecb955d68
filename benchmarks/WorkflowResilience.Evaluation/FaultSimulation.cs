using System.Globalization;
using WorkflowResilience.Analysis;
using WorkflowResilience.Testing;

namespace WorkflowResilience.Evaluation;

/// <summary>
/// Executions under injected faults in virtual time, the same faults for each policy: of the calls 30 % fail and pass by themselves, of the executions 10 % fail whatever is tried.
/// Who lets the verdict decide gets as far as who retries everything, and wastes less on the way.
/// </summary>
internal sealed class FaultSimulation(ulong seed, PatternLibrary patterns, int executions = 10_000)
{
    internal const ulong UsualSeed = 20260301;

    private const double TransientRate = 0.3, PermanentRate = 0.1;
    private const int Doom = Draw.Host + 500, Which = Doom + 1;

    private static readonly WorkflowStage s_stage = "Work";

    private static readonly StagePolicy s_plain = new()
    {
        MaxAttempts = 3,
        Backoff = BackoffSchedule.Fixed(TimeSpan.FromSeconds(10)),
        RetryBudget = null,
    };

    /// <summary>Retries what structure knows to pass, and nothing else.</summary>
    internal static StagePolicy KnownOnly { get; } = s_plain;

    /// <summary>A table that stops at what structure knows to stay, and retries everything else.</summary>
    internal static StagePolicy StaticTable { get; } = s_plain with
    {
        Conditions =
        [
            RetryCondition.On(FailureKind.Authentication, FailureKind.NotFound, FailureKind.InvalidInput, FailureKind.Compilation, FailureKind.TestFailure, FailureKind.Configuration).Stop(),
            RetryCondition.Anything,
        ],
    };

    internal static StagePolicy VerdictDecides { get; } = s_plain with { UnknownFailures = UnknownFailures.FollowVerdict };

    internal static StagePolicy VerdictAndEvidence { get; } = VerdictDecides with { RetryEvidence = new RetryEvidencePolicy() };

    /// <summary>The command: prints a row for each policy.</summary>
    internal static int Run(string[] args, PatternLibrary patterns)
    {
        ulong seed = args is ["--seed", var text] ? ulong.Parse(text, CultureInfo.InvariantCulture) : UsualSeed;
        var simulation = new FaultSimulation(seed, patterns);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"seed {seed}: {simulation.Executions} executions, {TransientRate:P0} of calls fail and pass, {PermanentRate:P0} of executions fail whatever is tried"));
        Console.WriteLine("| policy | successes | retries | seconds wasted on retries in vain | seconds of executions that failed |");
        Console.WriteLine("|---|---|---|---|---|");
        Print("known kinds only", simulation.Play(KnownOnly));
        Print("static table", simulation.Play(StaticTable));
        Print("verdict decides", simulation.Play(VerdictDecides));
        Print("verdict and evidence", simulation.Play(VerdictAndEvidence));
        return 0;
    }

    internal int Executions => executions;

    /// <summary>Plays all executions under a policy.</summary>
    internal SimulationFigures Play(StagePolicy policy)
    {
        var time = new ManualTimeProvider();
        int execution = 0, attempt = 0;
        FaultInjector faults = FaultInjector.Create(o =>
        {
            o.TimeProvider = time;
            o.Seed = seed;
            o.EnvironmentName = "Test";
            o.InjectedCapacity = 1;
            o.Rules.Add(new FaultRule(Fault.Latency(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(30))));
            o.Rules.Add(new FaultRule(Fault.Throw(_ => Pick(SimulatedFailures.Transient, execution, attempt))) { Rate = TransientRate });
        });
        using WorkflowRunner runner = WorkflowRunner.Create(o =>
        {
            o.TimeProvider = time;
            o.Seed = seed;
            o.Patterns = patterns;
            o.Policies[s_stage] = policy;
            o.Analysis = new FailureAnalysis { MaxPerSecond = 0 };
        });
        Func<CancellationToken, ValueTask> work = faults.Wrap(s_stage, (Func<CancellationToken, ValueTask>)(_ => IsDoomed(execution) ? throw Pick(SimulatedFailures.Permanent, execution, 0) : default));
        var figures = new SimulationFigures();
        for (; execution < executions; execution++)
        {
            attempt = 0;
            RunSummary summary = time.Run(() => runner.TryRunAsync(string.Create(CultureInfo.InvariantCulture, $"run-{execution}"), async run => await run.StageAsync(s_stage, Attempt)));
            figures = figures.With(summary.Stages[0]);
        }

        return figures;

        ValueTask Attempt(CancellationToken cancellationToken)
        {
            attempt++;
            return work(cancellationToken);
        }
    }

    private bool IsDoomed(int execution) => Draw.Unit(seed, (ulong)execution, 0, 0, Doom) < PermanentRate;

    private Exception Pick(IReadOnlyList<Func<int, Exception>> failures, int execution, int attempt)
    {
        ulong bits = Draw.Bits(seed, (ulong)execution, 1, attempt, Which);
        return failures[(int)(bits % (ulong)failures.Count)]((int)(bits >> 40));
    }

    private static void Print(string policy, SimulationFigures figures) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"| {policy} | {figures.Successes:N0} | {figures.Retries:N0} | {figures.Wasted.TotalSeconds:N0} | {figures.Failed.TotalSeconds:N0} |"));
}
