using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using WorkflowResilience;

namespace Diagnose.Reporting;

/// <summary>A finding as JSON.</summary>
internal sealed record FindingDocument
{
    private static readonly FindingJsonContext s_readable = new(new JsonSerializerOptions(FindingJsonContext.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public required string File { get; init; }

    public required int ExitCode { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required FailureDiagnosis? Diagnosis { get; init; }

    public required FailureExcerpt Excerpt { get; init; }

    public required string Fingerprint { get; init; }

    internal static string Write(Finding finding) => JsonSerializer.Serialize(
        new FindingDocument { File = finding.File, ExitCode = finding.ExitCode, Diagnosis = finding.Diagnosis, Excerpt = finding.Excerpt, Fingerprint = finding.Fingerprint.Id },
        s_readable.FindingDocument);
}
