namespace WorkflowResilience.Analysis;

/// <summary>The methods of a stack that are the host's own, as a fingerprint needs them: without lines, files, arities and the names that compilers make up.</summary>
internal static class StackFrames
{
    // Further down nobody's own code is worth a search.
    private const int Looked = 200;

    private static readonly string[] s_foreign = ["System.", "Microsoft.", "WorkflowResilience.", "java.", "javax.", "jdk.", "sun.", "node:", "kotlin.", "scala."];

    /// <summary>The innermost own method of a stack; null when there is none.</summary>
    internal static string? First(IReadOnlyList<string> stack)
    {
        for (int i = 0; i < stack.Count && i < Looked; i++)
        {
            if (Method(stack[i]) is { } method) return method;
        }

        return null;
    }

    /// <summary>The method that a line of a stack, with its <c>at</c> or as capture trims it, names: <c>Shop.Orders.Load</c>; null for other lines and for frames of frameworks.</summary>
    internal static string? Method(string line)
    {
        ReadOnlySpan<char> text = line.AsSpan().TrimStart();
        bool marked = text.StartsWith("at ", StringComparison.Ordinal);
        if (marked) text = text[3..].TrimStart();
        if (text.StartsWith("async ", StringComparison.Ordinal)) text = text[6..];
        int end = text.IndexOf('(');
        if (end < 0 && !marked) return null;
        if (end < 0) end = text.IndexOf(" in ", StringComparison.Ordinal);
        if (end >= 0) text = text[..end];
        text = text.TrimEnd();
        if (text.IsEmpty || text.Contains(' ') || text.ContainsAny('/', '\\')) return null;
        foreach (string foreign in s_foreign)
        {
            if (text.StartsWith(foreign, StringComparison.Ordinal)) return null;
        }

        return Plain(text);
    }

    // Shop.Orders+<LoadAsync>d__12`1.MoveNext, Shop.Orders.<>c__DisplayClass3_0.<Load>b__1, Shop.Orders.<Load>g__Local|4_0, Shop.List`1[T].Add
    private static string Plain(ReadOnlySpan<char> name)
    {
        Span<char> plain = name.Length <= 512 ? stackalloc char[name.Length] : new char[name.Length];
        int length = 0;
        for (int i = 0; i < name.Length; i++)
        {
            char c = name[i];
            if (c == '<')
            {
                int close = name[i..].IndexOf('>');
                ReadOnlySpan<char> inside = close < 0 ? [] : name.Slice(i + 1, close - 1);
                inside.CopyTo(plain[length..]);
                length += inside.Length;

                // What follows a made-up name's bracket, up to the next dot, is numbering.
                int dot = name[i..].IndexOfAny('.', '+');
                if (dot < 0) break;
                i += dot - 1;
                continue;
            }

            if (c is '`' or '[')
            {
                int dot = name[i..].IndexOfAny(".+");
                if (c == '[' && name[i..].IndexOf(']') is >= 0 and int bracket) dot = bracket + 1;
                if (dot < 0 || i + dot >= name.Length) break;
                i += dot - 1;
                continue;
            }

            plain[length++] = c == '+' ? '.' : c;
        }

        ReadOnlySpan<char> result = plain[..length];
        if (result.EndsWith(".MoveNext", StringComparison.Ordinal)) result = result[..^9];
        return result.ToString().Replace("..", ".", StringComparison.Ordinal);
    }
}
