using System.Globalization;
using System.Text.Json;

namespace Diagnose.JsonLines;

/// <summary>A line that asks for a diagnosis: <c>{"id":…,"text":"…"}</c>.</summary>
/// <param name="Id">The id as it was written.</param>
/// <param name="Text">What is to be diagnosed.</param>
internal readonly record struct Question(JsonElement Id, string Text)
{
    /// <summary>Reads a line; <paramref name="problem"/> says why it is none, otherwise it is null.</summary>
    internal static Question Read(ReadOnlySpan<byte> line, out string? problem)
    {
        if (line.StartsWith("\uFEFF"u8)) line = line[3..];
        try
        {
            return Parse(line, out problem);
        }
        catch (InvalidOperationException)
        {
            // Bytes that are no UTF-8, and halves of characters: logs are full of them. The rest of the text is still worth an answer.
            return Parse(WholeCharacters.Of(line), out problem);
        }
    }

    private static Question Parse(ReadOnlySpan<byte> line, out string? problem)
    {
        try
        {
            var reader = new Utf8JsonReader(line);
            JsonElement root = JsonElement.ParseValue(ref reader);
            while (reader.Read())
            {
                // Reads on so that what stands behind the object is found.
            }

            problem = root.ValueKind != JsonValueKind.Object ? "it is no object {\"id\",\"text\"}"
                : !root.TryGetProperty("id", out JsonElement id) || id.ValueKind is not (JsonValueKind.String or JsonValueKind.Number) ? "\"id\" is missing, or neither a string nor a number"
                : !root.TryGetProperty("text", out JsonElement text) || text.ValueKind != JsonValueKind.String ? "\"text\" is missing, or no string"
                : null;
            if (problem is not null) return default;
            if (root.GetProperty("id") is { ValueKind: JsonValueKind.String } name) _ = name.GetString();
            return new Question(root.GetProperty("id"), root.GetProperty("text").GetString()!);
        }
        catch (JsonException exception)
        {
            int place = exception.Message.IndexOf(" LineNumber: ", StringComparison.Ordinal);
            string why = place < 0 ? exception.Message : exception.Message[..place];
            problem = string.Create(CultureInfo.InvariantCulture, $"it is no JSON, byte {(exception.BytePositionInLine ?? 0) + 1}: {why}");
        }

        return default;
    }
}
