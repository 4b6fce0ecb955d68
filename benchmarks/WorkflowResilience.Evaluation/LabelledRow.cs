using System.Text.Json;

namespace WorkflowResilience.Evaluation;

/// <summary>A message that people have labelled.</summary>
internal sealed record LabelledRow(string Id, string Text, string Category, bool Transient, string Family, string Hard)
{
    /// <summary>Reads rows, one JSON object a line.</summary>
    internal static IReadOnlyList<LabelledRow> Read(string file) => [.. File.ReadLines(file).Where(line => line.Trim().Length > 0).Select(Of)];

    private static LabelledRow Of(string line)
    {
        using JsonDocument document = JsonDocument.Parse(line);
        JsonElement row = document.RootElement;
        return new LabelledRow(Text("id"), Text("text"), Text("category"), row.TryGetProperty("transient", out JsonElement transient) && IsTrue(transient), Text("family"), Text("hard"));

        string Text(string name) => row.TryGetProperty(name, out JsonElement value) ? value.ValueKind == JsonValueKind.String ? value.GetString()! : value.ToString() : "";
    }

    private static bool IsTrue(JsonElement value) => value.ValueKind == JsonValueKind.True || (value.ValueKind == JsonValueKind.String && value.GetString() is "yes" or "true");
}
