using System.Text;

namespace WorkflowResilience.Analysis;

/// <summary>One frame of a stack: names that the compiler made are given back their method's, and of the source's path its file's name stays.</summary>
internal static class StackFrameText
{
    internal static string Of(ReadOnlySpan<char> frame)
    {
        int source = frame.LastIndexOf(" in ", StringComparison.Ordinal);
        if (source < 0 || frame[source..].LastIndexOf(":line ", StringComparison.Ordinal) is not (> 0 and var number)) return Method(frame);
        ReadOnlySpan<char> path = frame[(source + 4)..(source + number)];
        return $"{Method(frame[..source])} in {path[(path.LastIndexOfAny('/', '\\') + 1)..]}:{frame[(source + number + 6)..]}";
    }

    // Ns.Type.<RunAsync>d__3.MoveNext() → Ns.Type.RunAsync(); Ns.Type.<>c__DisplayClass1_0.<Run>b__0(…) → Ns.Type.Run(…); Ns.Type.<Run>g__Local|1_0(…) → Ns.Type.Run.Local(…).
    private static string Method(ReadOnlySpan<char> text)
    {
        int open = text.IndexOf('(');
        ReadOnlySpan<char> name = open < 0 ? text : text[..open];
        if (!name.Contains('<')) return text.ToString();
        var result = new StringBuilder(text.Length);
        foreach (Range part in name.Split('.'))
        {
            ReadOnlySpan<char> piece = name[part];
            if (piece.StartsWith("<>c", StringComparison.Ordinal) || (piece is "MoveNext" && name[..part.Start.GetOffset(name.Length)].Contains(">d", StringComparison.Ordinal))) continue;
            if (result.Length > 0) result.Append('.');
            Append(result, piece);
        }

        return result.Append(open < 0 ? "" : text[open..]).ToString();
    }

    private static void Append(StringBuilder result, ReadOnlySpan<char> piece)
    {
        ReadOnlySpan<char> inside = piece.TrimStart('<');
        int close = inside.IndexOf('>');
        if (inside.Length == piece.Length || close <= 0)
        {
            result.Append(piece);
            return;
        }

        result.Append(inside[..close]);
        int local = inside.IndexOf("g__", StringComparison.Ordinal), end = inside.IndexOf('|');
        if (local > close && end > local) result.Append('.').Append(inside[(local + 3)..end]);
    }
}
