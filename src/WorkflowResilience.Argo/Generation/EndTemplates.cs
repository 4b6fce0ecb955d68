namespace WorkflowResilience.Argo;

/// <summary>What runs when a stage has failed, and at the end of the workflow: the report, and posts to those who asked for them.</summary>
internal static class EndTemplates
{
    internal const string OnExit = "on-exit", Report = "report", PostFailure = "post-failure", PostEnd = "post-end";

    private static readonly TimeSpan s_postTime = TimeSpan.FromSeconds(90);

    // The name of the workflow, ids, states and numbers hold nothing that JSON would have to escape; what comes from programs is JSON already.
    private const string PostText = """
        post() {
          [ -n "$1" ] || return 0
          printf '%s' "$2" | curl -fsS --max-time 20 --retry 0 -H 'Content-Type: application/json' ${TOKEN:+-H} ${TOKEN:+"Authorization: Bearer $TOKEN"} --data-binary @- "$1" >/dev/null ||
            echo "the post to $1 failed; the workflow goes on" >&2
        }

        """;

    private const string FailureText = """
        # A stage whose pod was lost put nothing out; then what should be its context is a tag still.
        case "$CONTEXT" in '{'[{]*) CONTEXT=null ;; esac
        body=$(printf '{"schema":"workflow-resilience/1","type":"stage-failure","workflow":"%s","runId":"%s","stage":"%s","status":"%s","context":%s}' "$WORKFLOW_NAME" "$WORKFLOW_RUN_ID" "$STAGE" "$STATUS" "${CONTEXT:-null}")
        post "$ANALYSIS_URL" "$body"
        post "$FAILURE_URL" "$body"

        """;

    private const string EndText = """
        body=$(printf '{"schema":"workflow-resilience/1","type":"workflow","workflow":"%s","runId":"%s","status":"%s","durationSeconds":%s,"failures":%s}' "$WORKFLOW_NAME" "$WORKFLOW_RUN_ID" "$WORKFLOW_STATUS" "$WORKFLOW_DURATION" "${WORKFLOW_FAILURES:-null}")
        case "$WORKFLOW_STATUS" in
          Succeeded) post "$SUCCESS_URL" "$body" ;;
          *) post "$FINAL_ANALYSIS_URL" "$body" ;;
        esac
        post "$RECORD_URL" "$body"

        """;

    private static readonly EnvironmentVariable[] s_run = [new("WORKFLOW_NAME", "{{workflow.name}}"), new("WORKFLOW_RUN_ID", "{{workflow.uid}}")];

    private static readonly EnvironmentVariable[] s_end = [.. s_run, new("WORKFLOW_STATUS", "{{workflow.status}}"), new("WORKFLOW_DURATION", "{{workflow.duration}}"), new("WORKFLOW_FAILURES", "{{workflow.failures}}")];

    internal static bool HasExit(ArgoWorkflow workflow) => workflow.Report is not null || workflow.Endpoints?.HasEndPosts == true;

    /// <summary>The posts of a stage that has failed. One hook may read the outputs, which a stage in error does not have.</summary>
    internal static IReadOnlyList<Hook> HooksOf(ArgoWorkflow workflow, StagePlan plan, string task) => workflow.Endpoints is not { HasStagePosts: true } ? [] :
    [
        new Hook("exit", PostFailure, $"tasks[\"{task}\"].status == \"Failed\"", Told(plan, "Failed", plan.IsUnrolled ? null : $"{{{{tasks.{task}.outputs.parameters.{Values.FailureContext}}}}}")),
        new Hook("errored", PostFailure, $"tasks[\"{task}\"].status == \"Error\"", Told(plan, "Error", null)),
    ];

    internal static IEnumerable<Template> Of(ArgoWorkflow workflow)
    {
        if (HasExit(workflow)) yield return Exit(workflow);
        if (workflow.Report is { } report) yield return ReportTemplate(report);
        if (workflow.Endpoints is not { } endpoints) yield break;
        if (endpoints.HasStagePosts)
        {
            yield return Post(PostFailure, endpoints, FailureText,
                [.. s_run, Input("STAGE", "stage"), Input("STATUS", "status"), Input("CONTEXT", "context"), new("ANALYSIS_URL", Address(endpoints.Analysis)), new("FAILURE_URL", Address(endpoints.Failure))]) with
            {
                Inputs = new Ports { Parameters = [new Parameter("stage"), new Parameter("status"), new Parameter("context") { Default = "null" }] },
            };
        }

        if (endpoints.HasEndPosts)
        {
            yield return Post(PostEnd, endpoints, EndText,
                [.. s_end, new("SUCCESS_URL", Address(endpoints.Success)), new("FINAL_ANALYSIS_URL", Address(endpoints.FinalAnalysis)), new("RECORD_URL", Address(endpoints.Record))]);
        }
    }

    private static EnvironmentVariable Input(string name, string input) => new(name, $"{{{{inputs.parameters.{input}}}}}");

    private static string Address(Uri? address) => address?.AbsoluteUri ?? "";

    private static Ports Told(StagePlan plan, string status, string? context) => new()
    {
        Parameters =
        [
            new Parameter("stage") { Value = plan.Definition.Stage.Name },
            new Parameter("status") { Value = status },
            .. context is null ? Array.Empty<Parameter>() : [new Parameter("context") { Value = context }],
        ],
    };

    // A step may fail and be passed over; a template that fails at the exit makes the whole workflow fail.
    private static Template.OfSteps Exit(ArgoWorkflow workflow)
    {
        List<Call> steps = [];
        if (workflow.Report is not null) steps.Add(new Call(Report, Report) { ContinuesOnFailure = true });
        if (workflow.Endpoints?.HasEndPosts == true) steps.Add(new Call(PostEnd, PostEnd) { ContinuesOnFailure = true });
        return new Template.OfSteps(OnExit, [steps]);
    }

    private static Template ReportTemplate(ArgoReport report)
    {
        var container = new Container(report.Work.Image)
        {
            Command = report.Work is ArgoWork.ContainerWork program ? program.Command : ((ArgoWork.ScriptWork)report.Work).Interpreter,
            Arguments = report.Work is ArgoWork.ContainerWork { Args: var args } ? [.. args.Select(static value => Values.Text(value, "0"))] : [],
            Environment = [.. s_end, .. report.Environment.OrderBy(static variable => variable.Key, StringComparer.Ordinal).Select(static variable => Values.Variable(variable.Key, variable.Value, "0"))],
        };
        return report.Work is ArgoWork.ScriptWork script
            ? new Template.OfScript(Report, container, ProgramText.Of(script, [], tells: false)) { Deadline = report.Timeout }
            : new Template.OfContainer(Report, container) { Deadline = report.Timeout };
    }

    private static Template.OfScript Post(string name, ArgoEndpoints endpoints, string text, EnvironmentVariable[] environment) => new(
        name,
        new Container(endpoints.Image)
        {
            Command = ["sh", "-u"],
            Environment = [.. environment, endpoints.Token is { } token ? new("TOKEN", null, token.Name, token.Key) : new EnvironmentVariable("TOKEN", "")],
            Resources = new ArgoResources { CpuRequest = "10m", MemoryRequest = "32Mi", MemoryLimit = "64Mi" },
        },
        (PostText + text).ReplaceLineEndings("\n"))
    { Deadline = s_postTime };
}
