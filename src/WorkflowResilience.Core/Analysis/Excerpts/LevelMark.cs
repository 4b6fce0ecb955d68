namespace WorkflowResilience.Analysis;

/// <summary>Finds the level that a line's beginning claims, and where what it says begins.</summary>
internal static class LevelMark
{
    // Loggers put the level behind a thread, a category, a source; further in it is part of the sentence.
    private const int Within = 100;
    private const int MaxWords = 9;

    /// <summary>The line's level.</summary>
    /// <param name="line">The line.</param>
    /// <param name="technical">How much of its start only a machine reads: <c>##[error]</c>, <c>::error file=x::</c>, the header of klog.</param>
    internal static LineLevel Of(ReadOnlySpan<char> line, out int technical)
    {
        technical = 0;
        ReadOnlySpan<char> text = line.TrimStart();
        int indent = line.Length - text.Length;
        if (text.IsEmpty) return LineLevel.None;
        LineLevel level = text[0] switch
        {
            '#' when text.StartsWith("##[", StringComparison.Ordinal) => Annotation(text, 3, out technical),
            '[' when text.StartsWith("[command]", StringComparison.Ordinal) => LineLevel.Command,
            ':' when text.StartsWith("::", StringComparison.Ordinal) => Workflow(text, out technical),
            'E' when indent == 0 && Explained(text) is > 0 and int explained => Klog('E', explained, out technical),
            'I' or 'W' or 'E' or 'F' when KlogHeader(text) is > 0 and int header => Klog(text[0], header, out technical),
            '+' or '$' or '%' when text.Length > 1 && text[1] is ' ' or '+' => LineLevel.Command,
            _ => Word(text),
        };
        if (technical > 0) technical += indent;
        return level;
    }

    /// <summary>How long a tool's name and its mark are, as in <c>npm ERR! Test failed</c>: they tell nothing of the failure.</summary>
    internal static int Tool(ReadOnlySpan<char> text)
    {
        const string Mark = " ERR! ";
        int end = text[..Math.Min(text.Length, 16)].IndexOf(' ');
        return end > 0 && text[end..].StartsWith(Mark, StringComparison.Ordinal) ? end + Mark.Length : 0;
    }

    private static LineLevel Annotation(ReadOnlySpan<char> text, int start, out int technical)
    {
        int close = text[..Math.Min(text.Length, Within)].IndexOf(']');
        technical = close < 0 ? 0 : close + 1;
        return close < 0 ? LineLevel.None : text[start..close] switch
        {
            "error" => LineLevel.Error,
            "warning" => LineLevel.Warning,
            "command" or "group" or "endgroup" or "section" => LineLevel.Command,
            _ => LineLevel.Info,
        };
    }

    private static LineLevel Workflow(ReadOnlySpan<char> text, out int technical)
    {
        technical = 0;
        LineLevel level = text.StartsWith("::error", StringComparison.Ordinal) ? LineLevel.Error : text.StartsWith("::warning", StringComparison.Ordinal) ? LineLevel.Warning : LineLevel.None;
        if (level == LineLevel.None) return level;
        int close = text[2..].IndexOf("::", StringComparison.Ordinal);
        technical = close < 0 ? 0 : close + 4;
        return level;
    }

    // E       assert 503 == 200, as one runner of tests sets off what a test failed of; the lines of a comparison follow.
    private static int Explained(ReadOnlySpan<char> text)
    {
        int blanks = text[1..].IndexOfAnyExcept(' ');
        return blanks >= 3 && text[1 + blanks] is not ('+' or '-' or '?' or '\t') ? 1 + blanks : 0;
    }

    // E0102 03:04:05.123456       1 file.go:12] what it says
    private static int KlogHeader(ReadOnlySpan<char> text)
    {
        if (text.Length > 2 && text[1] == ' ') return SourceHeader(text);
        if (text.Length < 20 || text[1..5].ContainsAnyExceptInRange('0', '9') || text[5] != ' ' || Timestamps.Length(text[6..]) == 0) return 0;
        int close = text[..Math.Min(text.Length, Within)].IndexOf("] ", StringComparison.Ordinal);
        return close < 0 ? 0 : close + 2;
    }

    // W path/to/file.cc:38] what it says
    private static int SourceHeader(ReadOnlySpan<char> text)
    {
        int close = text[..Math.Min(text.Length, Within)].IndexOf("] ", StringComparison.Ordinal);
        return close > 4 && char.IsAsciiDigit(text[close - 1]) && text[2..close].IndexOf(' ') < 0 && text[2..close].Contains(':') ? close + 2 : 0;
    }

    private static LineLevel Klog(char letter, int header, out int technical)
    {
        technical = header;
        return letter is 'E' or 'F' ? LineLevel.Error : letter == 'W' ? LineLevel.Warning : LineLevel.Info;
    }

    // WARN, [ERROR], level=error, "level":"warn", and at the very start also warning: in small letters.
    private static LineLevel Word(ReadOnlySpan<char> text)
    {
        ReadOnlySpan<char> head = text[..Math.Min(text.Length, Within)];
        bool named = false;
        for (int i = 0, word = 0; i < head.Length && word < MaxWords; word++)
        {
            while (i < head.Length && !char.IsAsciiLetter(head[i])) i++;
            int start = i;
            while (i < head.Length && (char.IsAsciiLetterOrDigit(head[i]) || head[i] is '_' or '.' or '$')) i++;
            ReadOnlySpan<char> token = head[start..i];
            if (token.Length is < 3 or > 8)
            {
                named = false;
                continue;
            }

            // npm ERR! and its like.
            if (token is "ERR" && i < head.Length && head[i] == '!') return LineLevel.Error;
            bool loud = !token.ContainsAnyExceptInRange('A', 'Z');
            bool attached = start > 0 && head[start - 1] is '-' or '_' or '/' or '.' or '=' or '\'' && !named;
            bool opens = start <= 1 && i < head.Length && head[i] is ':' or ']' or '!' or '[';
            if ((loud && !attached && i < head.Length && head[i] is ' ' or ']' or ':' or ')' or '\t' or '|') || opens || named)
            {
                if (Level(token) is not LineLevel.None and var level) return level;
            }

            named = token is "level" or "lvl" or "severity" && i < head.Length && head[i] is '=' or '"' or ':';
        }

        return LineLevel.None;
    }

    private static LineLevel Level(ReadOnlySpan<char> word)
    {
        Span<char> upper = stackalloc char[8];
        int length = word.ToUpperInvariant(upper);
        return upper[..length] switch
        {
            "ERROR" or "FATAL" or "SEVERE" or "CRITICAL" or "PANIC" or "EMERG" or "CRIT" => LineLevel.Error,
            "WARN" or "WARNING" => LineLevel.Warning,
            "INFO" or "DEBUG" or "TRACE" or "NOTICE" or "NOTE" or "VERBOSE" or "HINT" or "FINE" or "DETAIL" => LineLevel.Info,
            _ => LineLevel.None,
        };
    }
}
