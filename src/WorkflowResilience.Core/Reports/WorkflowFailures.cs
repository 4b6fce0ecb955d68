using System.Globalization;
using System.Text;
using System.Text.Json;

namespace WorkflowResilience;

/// <summary>Reads <c>{{workflow.failures}}</c> of an Argo workflow: a quoted text that holds JSON, <c>"null"</c> when nothing failed.</summary>
/// <remarks>The quotes are those of Go, which escapes some characters in ways that JSON does not know; both are read.</remarks>
public static class WorkflowFailures
{
    /// <summary>Reads the failures.</summary>
    /// <param name="text">The text as Argo puts it into an argument or a variable; JSON without the quotes around it is read as well.</param>
    /// <returns>The failures in the order of the text; empty for <c>"null"</c>, <c>null</c> and an empty text.</returns>
    /// <exception cref="FormatException">It is neither; the message says what is wrong.</exception>
    public static IReadOnlyList<FailedNode> Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string json = text.Trim();
        if (json is ['"', ..]) json = Unquote(json).Trim();
        if (json is "" or "null") return [];
        if (json is ['{', '{', ..]) throw new FormatException("This is the tag {{workflow.failures}} itself: it is replaced only in exit handlers.");
        try
        {
            FailedNode[] failures = JsonSerializer.Deserialize(json, ReportJsonContext.Default.FailedNodeArray) ?? [];
            return Array.Exists(failures, static failure => failure is null) ? throw new FormatException("The failures of a workflow have an entry that is null.") : failures;
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            throw new FormatException($"These are not the failures of a workflow: {FailureText.MessageOf(exception)}", exception);
        }
    }

    private static string Unquote(string quoted)
    {
        var text = new StringBuilder(quoted.Length);
        for (int i = 1; i < quoted.Length; i++)
        {
            char c = quoted[i];
            if (c == '"') return i == quoted.Length - 1 ? text.ToString() : throw Wrong("there is more behind the closing quote");
            if (c != '\\') text.Append(c);
            else i += Escape(quoted, i + 1, text);
        }

        throw Wrong("the closing quote is missing");
    }

    // How many characters behind the backslash belong to it.
    private static int Escape(string quoted, int at, StringBuilder text)
    {
        char c = at < quoted.Length ? quoted[at] : '\0';
        int digits = c switch { 'x' => 2, 'u' => 4, 'U' => 8, _ => 0 };
        if (digits == 0)
        {
            text.Append(c switch
            {
                'n' => '\n',
                't' => '\t',
                'r' => '\r',
                'a' => '\a',
                'b' => '\b',
                'f' => '\f',
                'v' => '\v',
                '"' or '\\' or '/' or '\'' => c,
                _ => throw Wrong("a backslash stands before a character that needs none"),
            });
            return 1;
        }

        if (at + digits >= quoted.Length || !int.TryParse(quoted.AsSpan(at + 1, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int number) || number is < 0 or > 0x10FFFF)
            throw Wrong("a character is not written with hexadecimal digits");

        if (number > 0xFFFF) text.Append(char.ConvertFromUtf32(number));
        else text.Append((char)number);
        return 1 + digits;
    }

    private static FormatException Wrong(string why) => new($"These are not the failures of a workflow: {why}.");
}
