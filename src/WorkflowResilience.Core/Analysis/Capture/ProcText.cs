using System.Buffers.Text;

namespace WorkflowResilience.Analysis;

/// <summary>Reads the forms in which Linux writes numbers: bare, or behind a name on a line. What has another form is absent.</summary>
internal static class ProcText
{
    /// <summary>The one number of a file; null for anything else, the word "max" among it.</summary>
    internal static long? Number(ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<byte> trimmed = text.Trim(" \t\n"u8);
        return Utf8Parser.TryParse(trimmed, out long value, out int read) && read == trimmed.Length && value >= 0 ? value : null;
    }

    /// <summary>The number behind a name at the beginning of a line: <c>oom_kill 3</c>, <c>MemTotal:  16 kB</c>.</summary>
    internal static long? Number(ReadOnlySpan<byte> text, ReadOnlySpan<byte> name)
    {
        while (!text.IsEmpty)
        {
            ReadOnlySpan<byte> line = Take(ref text, (byte)'\n');
            if (!line.StartsWith(name) || line.Length == name.Length) continue;
            ReadOnlySpan<byte> rest = line[name.Length..];
            if (rest[0] is not ((byte)' ' or (byte)'\t' or (byte)':')) continue;
            rest = rest.TrimStart(": \t"u8);
            return Utf8Parser.TryParse(rest, out long value, out int read) && value >= 0 && (read == rest.Length || rest[read] is (byte)' ') ? value : null;
        }

        return null;
    }

    /// <summary>Takes what stands before the next separator, or the rest.</summary>
    internal static ReadOnlySpan<byte> Take(scoped ref ReadOnlySpan<byte> text, byte separator)
    {
        int end = text.IndexOf(separator);
        ReadOnlySpan<byte> taken = end < 0 ? text : text[..end];
        text = end < 0 ? [] : text[(end + 1)..];
        return taken;
    }
}
