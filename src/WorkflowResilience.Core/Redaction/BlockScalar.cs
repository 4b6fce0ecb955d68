namespace WorkflowResilience.Redaction;

/// <summary>A text of several lines in YAML: a bar or an angle bracket behind the name, and lines indented further than the name's.</summary>
internal static class BlockScalar
{
    internal static (int Start, int End) Find(ReadOnlySpan<char> text, int nameStart, int valueStart)
    {
        if (valueStart >= text.Length || text[valueStart] is not ('|' or '>')) return default;
        int at = valueStart + 1;
        while (at < text.Length && text[at] is '-' or '+' or ' ' or '\r') at++;
        if (at >= text.Length || text[at] != '\n') return default;
        int indent = nameStart - (text[..nameStart].LastIndexOf('\n') + 1);
        int start = at + 1, end = start;
        while (end < text.Length)
        {
            int blanks = text[end..].IndexOfAnyExcept(' ');
            if (blanks < 0 || (blanks <= indent && text[end + blanks] is not ('\r' or '\n'))) break;
            int line = text[end..].IndexOf('\n');
            end = line < 0 ? text.Length : end + line + 1;
        }

        int first = start + Math.Max(0, text[start..end].IndexOfAnyExcept(" \r\n"));
        return (first, start + text[start..end].TrimEnd(" \r\n").Length);
    }
}
