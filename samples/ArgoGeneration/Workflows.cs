using WorkflowResilience;
using WorkflowResilience.Argo;

namespace ArgoGeneration;

/// <summary>The workflows of the sample, in code.</summary>
internal static class Workflows
{
    private const string Runner = "registry.example/ci/stage-runner:1.4.2", Git = "registry.example/ci/git:1.4.2", Curl = "registry.example/ci/curl:8.10.1";

    private static readonly ArgoResources s_resources = new() { CpuRequest = "200m", MemoryRequest = "512Mi", CpuLimit = "1", MemoryLimit = "2Gi" };

    /// <summary>Five stages from a pull request to its review, each with the policy that it has in a process.</summary>
    internal static ArgoWorkflow Resilient { get; } = new("resilient-workflow")
    {
        Inputs =
        [
            new ArgoInput("repository") { Pattern = "^[A-Za-z0-9._-]+/[A-Za-z0-9._-]+$", Description = "owner/name" },
            new ArgoInput("pr-number") { Pattern = "^[0-9]+$" },
        ],
        ServiceAccount = "resilient-workflow",
        Workspace = new ArgoWorkspace("5Gi"),
        Deadline = TimeSpan.FromHours(8),
        AttemptMetric = new ArgoMetric("stage_attempt_total", "Attempts of a stage by outcome"),
        Stages =
        [
            new ArgoStage(WorkflowStage.RepositoryClone, DefaultPolicies.RepositoryClone, ArgoWork.Script(Git, """
                # An attempt that is repeated meets what the one before left. And git refuses a directory of another user, which the root of a mounted volume is.
                rm -rf /workspace/source
                git init -q /workspace/source
                cd /workspace/source
                git fetch --depth 1 "https://github.com/$REPOSITORY.git" "pull/$PR_NUMBER/head" || exit 75
                git checkout -q FETCH_HEAD

                """))
            {
                Owner = RetryOwner.Argo,
                Environment = new Dictionary<string, ArgoValue> { ["REPOSITORY"] = ArgoValue.Parameter("repository"), ["PR_NUMBER"] = ArgoValue.Parameter("pr-number") },
                Resources = s_resources,
            },
            Process(WorkflowStage.CodeAnalysis, "analyze-code", WorkflowStage.RepositoryClone),
            Process(WorkflowStage.TestExecution, "run-tests", WorkflowStage.CodeAnalysis) with { MountsServiceAccountToken = false },
            Process(WorkflowStage.CoverageAnalysis, "analyze-coverage", WorkflowStage.TestExecution) with
            {
                MountsServiceAccountToken = false,
                Outputs = [new ArgoOutputParameter("line-rate", "/tmp/coverage/line-rate", Default: "unknown")],
                Artifacts = [new ArgoArtifact("coverage", "/tmp/coverage", Optional: true)],
            },
            Process(WorkflowStage.PullRequestReview, "comment-review", WorkflowStage.CoverageAnalysis) with
            {
                Approval = new ArgoApproval { Name = "approve" },
                Environment = new Dictionary<string, ArgoValue>
                {
                    ["REPOSITORY"] = ArgoValue.Parameter("repository"),
                    ["PR_NUMBER"] = ArgoValue.Parameter("pr-number"),
                    ["LINE_RATE"] = ArgoValue.Output(WorkflowStage.CoverageAnalysis, "line-rate"),
                    ["GITHUB_TOKEN"] = ArgoValue.Secret("github-review-bot", "token"),
                },
            },
        ],
        Report = new ArgoReport(ArgoWork.Container(Runner, ["/app/stage-runner"], "--operation", "report")),
    };

    /// <summary>The same, with services that are told.</summary>
    internal static ArgoWorkflow Told { get; } = Resilient with
    {
        Name = "resilient-workflow-told",
        Endpoints = new ArgoEndpoints(Curl)
        {
            Analysis = new Uri("https://analysis.example.com/api/analyze"),
            Failure = new Uri("https://notify.example.com/api/failure"),
            Success = new Uri("https://notify.example.com/api/success"),
            FinalAnalysis = new Uri("https://analysis.example.com/api/final-analysis"),
            Record = new Uri("https://metrics.example.com/api/record"),
            Token = new ArgoValue.SecretValue("workflow-endpoints", "token"),
        },
    };

    /// <summary>A release that asks, falls back, and takes back what it did.</summary>
    internal static ArgoWorkflow Release { get; } = new("release")
    {
        ServiceAccount = "release",
        Locks = [ArgoLock.Mutex("release")],
        Stages =
        [
            new ArgoStage("Build", new StagePolicy { MaxAttempts = 4, Backoff = BackoffSchedule.Linear(TimeSpan.FromSeconds(30)) }, Program("build"))
            {
                Owner = RetryOwner.Argo,
                Schedule = RetrySchedule.Unrolled,
                Outputs = [new ArgoOutputParameter("version", "/tmp/version")],
                Resources = s_resources,
            },
            new ArgoStage(WorkflowStage.SecurityScan, DefaultPolicies.SecurityScan, Program("scan")) { After = ["Build"], Fallback = Program("scan-offline"), Resources = s_resources },
            new ArgoStage("Deploy", new StagePolicy { MaxAttempts = 2 }, Program("deploy"))
            {
                After = [WorkflowStage.SecurityScan],
                Environment = new Dictionary<string, ArgoValue> { ["VERSION"] = ArgoValue.Output("Build", "version") },
                Compensation = Program("roll-back"),
                Resources = s_resources,
            },
            new ArgoStage("Verify", new StagePolicy { MaxAttempts = 1 }, Program("verify")) { After = ["Deploy"], Intervention = new ArgoApproval { Yes = "again", No = "abort" }, Resources = s_resources },
        ],
    };

    /// <summary>A night's work.</summary>
    internal static ArgoWorkflow Nightly { get; } = new("nightly-scan")
    {
        ServiceAccount = "nightly-scan",
        Stages = [new ArgoStage(WorkflowStage.SecurityScan, DefaultPolicies.SecurityScan, Program("scan")) { Resources = s_resources }],
    };

    /// <summary>At three in the morning, unless three nights failed.</summary>
    internal static ArgoSchedule EachNight { get; } = new() { Schedules = ["0 3 * * *"], TimeZone = "Etc/UTC", StopAfterFailures = 3 };

    private static ArgoStage Process(WorkflowStage stage, string operation, WorkflowStage after) =>
        new(stage, DefaultPolicies.For(stage), Program(operation)) { After = [after], Resources = s_resources };

    private static ArgoWork Program(string operation) => ArgoWork.Container(Runner, ["/app/stage-runner"], "--operation", operation);
}
