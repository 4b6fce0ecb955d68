using System.Text.Json.Nodes;

namespace WorkflowResilience.Tests.Docs;

/// <summary>The reports on the page of the endpoints, as they are written, spread over lines.</summary>
internal static class ReportOutputs
{
    private static readonly System.Text.Json.JsonSerializerOptions s_lines = new() { WriteIndented = true, NewLine = "\n", Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal static string StageFailure() => Lines(ReportJson.Write(new StageFailureReport
    {
        Stage = WorkflowStage.TestExecution,
        Workflow = "resilient-workflow",
        RunId = "0b54fa1c-2a6f-4c52-8f0e-6a2f4c1f0d11",
        Status = WorkflowStatus.Failed,
        Attempts = 2,
        MaxAttempts = 2,
        ExitCode = 70,
        Output = "error: test failed\npassword=tr0ub4dor",
        Time = new DateTimeOffset(2026, 1, 31, 14, 0, 0, TimeSpan.FromHours(2)),
        Pod = "resilient-workflow-x7k2p-test-execution-1",
        Context = System.Text.Json.JsonDocument.Parse("""{ "suite": "integration", "token": "tr0ub4dor" }""").RootElement,
    }));

    internal static string Stage() => Lines(ReportJson.Write(new StageRecord
    {
        Stage = WorkflowStage.RepositoryClone,
        Workflow = "resilient-workflow",
        RunId = "build-42",
        Attempts = 2,
        DurationSeconds = 41.5,
        WaitedSeconds = 30,
    }));

    internal static string Workflow() => Lines(ReportJson.Write(new WorkflowReport
    {
        Workflow = "resilient-workflow",
        RunId = "0b54fa1c-2a6f-4c52-8f0e-6a2f4c1f0d11",
        Status = WorkflowStatus.Failed,
        DurationSeconds = 812.4,
        Parameters = new Dictionary<string, string>(StringComparer.Ordinal) { ["repository"] = "example/service", ["pr-number"] = "17" },
        Failures =
        [
            new FailedNode
            {
                DisplayName = "test-execution(1)",
                TemplateName = "test-execution",
                Phase = "Failed",
                Message = "Error (exit code 70)",
                PodName = "resilient-workflow-x7k2p-test-execution-1",
                FinishedAt = new DateTimeOffset(2026, 1, 31, 12, 0, 0, TimeSpan.Zero),
            },
        ],
        Recommendations = ["Mend the code or the test that is red."],
    }));

    private static string Lines(string json) => JsonNode.Parse(json)!.ToJsonString(s_lines);
}
