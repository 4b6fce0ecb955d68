using System.Buffers;

namespace WorkflowResilience.Analysis;

/// <summary>What a terminal obeys instead of showing: escape sequences and control characters.</summary>
internal static class TerminalCodes
{
    private const char Escape = '\u001B';
    private const char Bell = '\u0007';

    // All control characters but the tab, and the mark of byte order.
    private static readonly SearchValues<char> s_unseen = SearchValues.Create(
        [.. Enumerable.Range(0, 32).Where(c => c != '\t').Select(c => (char)c), .. Enumerable.Range(127, 33).Select(c => (char)c), '\uFEFF']);

    /// <summary>Copies one line without what a terminal does not show, in the last state that carriage returns left it in.</summary>
    /// <returns>How many characters were written.</returns>
    internal static int CopyVisible(ReadOnlySpan<char> line, Span<char> target)
    {
        line = LastState(line);
        int written = 0;
        while (line.Length > 0)
        {
            int seen = line.IndexOfAny(s_unseen);
            if (seen < 0) seen = line.Length;
            line[..seen].CopyTo(target[written..]);
            written += seen;
            line = line[seen..];
            if (line.Length > 0) line = line[SequenceLength(line)..];
        }

        return written;
    }

    // A progress bar writes over itself; the state that stood there at the end is the last one that is not blank.
    private static ReadOnlySpan<char> LastState(ReadOnlySpan<char> line)
    {
        while (line.LastIndexOf('\r') is >= 0 and int at)
        {
            ReadOnlySpan<char> state = line[(at + 1)..];
            if (!state.IsWhiteSpace() && CopiesAnything(state)) return state;
            line = line[..at];
        }

        return line;
    }

    private static bool CopiesAnything(ReadOnlySpan<char> state)
    {
        for (int i = 0; i < state.Length;)
        {
            if (s_unseen.Contains(state[i])) i += SequenceLength(state[i..]);
            else if (char.IsWhiteSpace(state[i])) i++;
            else return true;
        }

        return false;
    }

    // How much of a text that begins with an unseen character belongs to it. A sequence without an end goes to the end of the line.
    private static int SequenceLength(ReadOnlySpan<char> text)
    {
        if (text[0] == '\u009B') return ControlSequence(text, 1);
        if (text[0] != Escape || text.Length == 1) return 1;
        switch (text[1])
        {
            case '[':
                return ControlSequence(text, 2);
            case ']' or 'P' or 'X' or '^' or '_':
                int end = text[2..].IndexOfAny(Bell, Escape, '\u009C');
                if (end < 0) return text.Length;
                end += 2;
                return text[end] == Escape && end + 1 < text.Length && text[end + 1] == '\\' ? end + 2 : text[end] == Escape ? end : end + 1;
            default:
                int i = 1;
                while (i < text.Length && text[i] is >= ' ' and <= '/') i++;
                return i < text.Length && text[i] is >= '0' and <= '~' ? i + 1 : i;
        }
    }

    private static int ControlSequence(ReadOnlySpan<char> text, int i)
    {
        while (i < text.Length && text[i] is >= ' ' and <= '?') i++;
        return i < text.Length && text[i] is >= '@' and <= '~' ? i + 1 : i;
    }
}
