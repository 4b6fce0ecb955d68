using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace WorkflowResilience;

/// <summary>Reports as JSON and back: what is posted to analysis, failure, success, final-analysis and record endpoints.</summary>
/// <remarks>
/// Each has <c>schema</c>, the version of the contract, and <c>type</c>: <c>stage-failure</c>, <c>stage</c> or <c>workflow</c>. Names are in camel case; null members are left out; members that
/// are not known are skipped when reading, so that new ones change no version. A change of what is there makes a new version, which is refused by older readers.
/// </remarks>
public static class ReportJson
{
    /// <summary>The version that is written: <c>workflow-resilience/1</c>.</summary>
    public const string Schema = "workflow-resilience/1";

    /// <summary>The report of a stage that failed, as one line of JSON.</summary>
    /// <param name="report">The report.</param>
    /// <returns>The JSON.</returns>
    public static string Write(StageFailureReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return JsonSerializer.Serialize(report with { Schema = Schema, Type = StageFailureReport.Kind }, ReportJsonContext.Default.StageFailureReport);
    }

    /// <summary>The record of a stage, as one line of JSON.</summary>
    /// <param name="record">The record.</param>
    /// <returns>The JSON.</returns>
    public static string Write(StageRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return JsonSerializer.Serialize(record with { Schema = Schema, Type = StageRecord.Kind }, ReportJsonContext.Default.StageRecord);
    }

    /// <summary>The report of a workflow, as one line of JSON.</summary>
    /// <param name="report">The report.</param>
    /// <returns>The JSON.</returns>
    public static string Write(WorkflowReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return JsonSerializer.Serialize(report with { Schema = Schema, Type = WorkflowReport.Kind }, ReportJsonContext.Default.WorkflowReport);
    }

    /// <summary>Reads the report of a stage that failed.</summary>
    /// <param name="json">The JSON.</param>
    /// <returns>The report.</returns>
    /// <exception cref="FormatException">It is of another version or type, or not such a report; the message says why.</exception>
    public static StageFailureReport ReadStageFailure(string json)
    {
        StageFailureReport report = Read(json, ReportJsonContext.Default.StageFailureReport, StageFailureReport.Kind);
        Check(report.Schema, report.Type, StageFailureReport.Kind);
        Check(report.Failure, StageFailureReport.Kind);
        return report with { Schema = null, Type = null };
    }

    /// <summary>Reads the record of a stage.</summary>
    /// <param name="json">The JSON.</param>
    /// <returns>The record.</returns>
    /// <exception cref="FormatException">It is of another version or type, or not such a record; the message says why.</exception>
    public static StageRecord ReadStage(string json)
    {
        StageRecord record = Read(json, ReportJsonContext.Default.StageRecord, StageRecord.Kind);
        Check(record.Schema, record.Type, StageRecord.Kind);
        return record with { Schema = null, Type = null };
    }

    /// <summary>Reads the report of a workflow.</summary>
    /// <param name="json">The JSON.</param>
    /// <returns>The report.</returns>
    /// <exception cref="FormatException">It is of another version or type, or not such a report; the message says why.</exception>
    public static WorkflowReport ReadWorkflow(string json)
    {
        WorkflowReport report = Read(json, ReportJsonContext.Default.WorkflowReport, WorkflowReport.Kind);
        Check(report.Schema, report.Type, WorkflowReport.Kind);
        Check(report.Failure, WorkflowReport.Kind);
        if (report.Stages.Any(static stage => stage is null)) throw new FormatException("This is not a 'workflow' report: stages has an entry that is null.");
        return report with { Schema = null, Type = null };
    }

    private static T Read<T>(string json, JsonTypeInfo<T> type, string kind)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            return JsonSerializer.Deserialize(json, type) ?? throw new FormatException($"This is not a '{kind}' report: it is null.");
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            throw new FormatException($"This is not a '{kind}' report: {FailureText.MessageOf(exception)}", exception);
        }
    }

    private static void Check(StageFailure? failure, string kind)
    {
        if (failure is not null && FailureJson.Problem(failure) is { } problem) throw new FormatException($"This is not a '{kind}' report: in its failure, {problem}");
    }

    private static void Check(string? schema, string? type, string kind)
    {
        if (schema is not Schema) throw new FormatException($"This is not a report of the version {Schema}: its schema is {(schema is null ? "missing" : $"'{ReportText.Of(schema, 80)}'")}.");
        if (!string.Equals(type, kind, StringComparison.Ordinal)) throw new FormatException($"This is not a '{kind}' report: its type is {(type is null ? "missing" : $"'{ReportText.Of(type, 80)}'")}.");
    }
}
