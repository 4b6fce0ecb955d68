namespace WorkflowResilience.Analysis;

/// <summary>Recognises the lines of a stack and the links of a chain of causes.</summary>
internal static class TraceLines
{
    private static readonly string[] s_links = ["Caused by:", "caused by:", "---> ", "--> ", "---- ", "-------- ", "Root cause:", "cause: "];

    /// <summary>Whether the line is a frame: it says where, not what.</summary>
    internal static bool IsFrame(ReadOnlySpan<char> line)
    {
        ReadOnlySpan<char> text = line.TrimStart();
        if (text.StartsWith("at ", StringComparison.Ordinal)) return text.Length < line.Length || text.Contains('(');
        if (text.StartsWith("File \"", StringComparison.Ordinal)) return text.Contains("line ", StringComparison.Ordinal);
        if (text.StartsWith("from ", StringComparison.Ordinal)) return text.Length < line.Length && text.Contains(":in ", StringComparison.Ordinal);
        if (text.StartsWith("... ", StringComparison.Ordinal)) return text.EndsWith(" more", StringComparison.Ordinal);
        if (text.StartsWith("--- End of ", StringComparison.Ordinal)) return true;
        return text.Length > 3 && text[0] == '#' && char.IsAsciiDigit(text[1]) && text.Contains(" in ", StringComparison.Ordinal)
            || text.Length < line.Length && text[0] == '/' && text.Contains(" +0x", StringComparison.Ordinal);
    }

    /// <summary>How much of the line's start says that what follows caused what stands above; 0 when nothing does.</summary>
    internal static int LinkLength(ReadOnlySpan<char> line)
    {
        ReadOnlySpan<char> text = line.TrimStart();
        int indent = line.Length - text.Length;
        foreach (string link in s_links)
        {
            if (text.StartsWith(link, StringComparison.Ordinal)) return indent + link.Length;
        }

        // Build tools nest what went wrong behind angle brackets, ever deeper.
        return text.Length > 2 && text[0] == '>' && text[1] == ' ' ? indent + 2 : 0;
    }
}
