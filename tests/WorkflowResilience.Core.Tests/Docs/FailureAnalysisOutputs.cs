using WorkflowResilience.Analysis;
using WorkflowResilience.Processes;
using WorkflowResilience.Testing;

namespace WorkflowResilience.Tests.Docs;

/// <summary>The failure that the page on failure analysis shows.</summary>
internal static class FailureAnalysisOutputs
{
    private static readonly string[] s_output =
    [
        "restoring packages",
        "error NU1301: Unable to load the service index for source https://ci:" + string.Concat("hunter", "2two") + "@packages.example.org/index.json.",
        "error NU1301:   The SSL connection could not be established, see inner exception.",
        "error NU1301:   The remote certificate is invalid because of errors in the certificate chain: NotTimeValid",
        "    0 Warning(s)",
        "    3 Error(s)",
        "##[error]Process completed with exit code 1.",
    ];

    internal static string Failure()
    {
        ManualTimeProvider time = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
        using WorkflowRunner runner = WorkflowRunner.Create(options =>
        {
            options.TimeProvider = time;
            options.Seed = 42;
            options.Patterns = OutputTests.PatternsOfAnyMachine();
            options.UnknownStages = UnknownStages.DefaultPolicy;
            options.DefaultPolicy = new StagePolicy { MaxAttempts = 1 };
        });
        WorkflowDefinition workflow = WorkflowDefinition.Create("ci", new StageDefinition("Clone"), new StageDefinition("Restore") { After = ["Clone"] });
        Fail(runner, time, workflow);
        runner.FailureHistory.RecordFix(Fail(runner, time, workflow), RecoveryAction.ChangeConfiguration, "renewed the certificate of packages.example.org", "the build team");
        time.Advance(TimeSpan.FromDays(3));
        runner.ServiceStatuses.Report("packages", ServiceHealth.Unhealthy, "its certificate has expired");
        time.Advance(TimeSpan.FromSeconds(20));
        return OutputTests.OfAnyMachine(Fail(runner, time, workflow));
    }

    internal static string Diagnosis() => new FailureAnalyzer(new PatternLibrary()).Diagnose(
        """
        Pulling image registry.example.org/build/agent:7
        Error response from daemon: Get "https://registry.example.org/v2/": dial tcp: lookup registry.example.org on 10.0.0.2:53: no such host
        ##[error]Docker pull failed with exit code 1
        """)!.ToString();

    private static StageFailure Fail(WorkflowRunner runner, ManualTimeProvider time, WorkflowDefinition workflow) => time.Run(() => runner.TryRunAsync(
        "build-42",
        async run =>
        {
            await run.TryStageAsync("Clone", _ => throw new HttpRequestException(HttpRequestError.SecureConnectionError, "the proxy's certificate has expired"));
            await run.StageAsync("Restore", _ => throw new ProgramFailedException("dotnet", 1, [.. s_output.Select(line => new ProgramLine(line, false))], TimeSpan.FromSeconds(9)));
        },
        new RunOptions { Workflow = workflow })).Failure!;
}
