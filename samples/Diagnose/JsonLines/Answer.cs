using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using WorkflowResilience;
using WorkflowResilience.Analysis;

namespace Diagnose.JsonLines;

/// <summary>What came of a line: its answer, or why there is none.</summary>
/// <param name="Line">The answer as a line of JSON in UTF-8; empty when there is none.</param>
/// <param name="Problem">Why there is none, or null.</param>
internal readonly record struct Answer(ReadOnlyMemory<byte> Line, string? Problem)
{
    private static readonly JsonWriterOptions s_readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal static Answer Of(FailureAnalyzer analyzer, byte[] line)
    {
        Question question = Question.Read(line, out string? problem);
        return problem is null ? new Answer(Written(question.Id, analyzer.Diagnose(question.Text)), null) : new Answer(default, problem);
    }

    private static ReadOnlyMemory<byte> Written(JsonElement id, FailureDiagnosis? diagnosis)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, s_readable))
        {
            json.WriteStartObject();
            json.WritePropertyName("id");
            id.WriteTo(json);
            json.WriteString("category", diagnosis?.Category.ToString() ?? "None");
            json.WriteString("verdict", diagnosis?.Verdict switch { FailureVerdict.Transient => "transient", FailureVerdict.Permanent => "permanent", _ => "unknown" });
            json.WriteNumber("confidence", diagnosis?.Confidence ?? 0);
            json.WriteStartArray("patterns");
            foreach (DiagnosedCause cause in diagnosis?.Causes ?? []) json.WriteStringValue(cause.Pattern);
            json.WriteEndArray();
            json.WriteString("recommendation", diagnosis is { Recommendations: [var first, ..] } ? first.Text : null);
            json.WriteEndObject();
        }

        buffer.Write("\n"u8);
        return buffer.WrittenMemory;
    }
}
