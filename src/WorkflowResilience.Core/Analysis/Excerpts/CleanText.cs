using System.Buffers;

namespace WorkflowResilience.Analysis;

/// <summary>
/// A piece of a log as its program meant it: without terminal codes, overwritten progress, time stamps and the names that a collector put before the lines. Cleaned
/// before it is redacted, so that a secret which codes or prefixes cut up is whole again when the rules see it.
/// </summary>
internal static class CleanText
{
    /// <summary>The text, line for line. As many line feeds as before.</summary>
    /// <param name="text">The text.</param>
    /// <param name="same">A string that is the text, if there is one: it is returned when there was nothing to clean.</param>
    internal static string Of(ReadOnlySpan<char> text, string? same = null)
    {
        ReadOnlySpan<char> whole = text;
        char[] buffer = ArrayPool<char>.Shared.Rent(text.Length);
        try
        {
            int written = 0;
            while (true)
            {
                int end = text.IndexOf('\n');
                ReadOnlySpan<char> line = end < 0 ? text : text[..end];
                written += Line(line, buffer.AsSpan(written));
                if (end < 0) return same is not null && whole.SequenceEqual(buffer.AsSpan(0, written)) ? same : new string(buffer, 0, written);
                buffer[written++] = '\n';
                text = text[(end + 1)..];
            }
        }
        finally
        {
            // What was in there may have been secret.
            ArrayPool<char>.Shared.Return(buffer, clearArray: true);
        }
    }

    private static int Line(ReadOnlySpan<char> line, Span<char> target)
    {
        int length = TerminalCodes.CopyVisible(line, target);
        while (length > 0 && char.IsWhiteSpace(target[length - 1])) length--;
        int prefix = LogPrefix.Length(target[..length]);
        if (prefix == 0) return length;
        target[prefix..length].CopyTo(target);
        return length - prefix;
    }
}
