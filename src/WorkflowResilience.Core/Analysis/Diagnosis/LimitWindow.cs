using System.Buffers.Text;

namespace WorkflowResilience.Analysis;

/// <summary>Reads from a message on a rate limit how long the caller is asked to wait.</summary>
internal static class LimitWindow
{
    /// <summary>The longest wait for which a retry minutes later is worth while.</summary>
    internal static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>The wait behind "after", "in" or "for" on a line; null when there is none.</summary>
    internal static TimeSpan? Of(ReadOnlySpan<byte> line)
    {
        for (int i = 0; i < line.Length;)
        {
            int found = line[i..].IndexOfAny((byte)'a', (byte)'A', (byte)'i');
            if (found < 0) return null;
            i += found;
            int word = Word(line[i..]);
            if (word > 0 && (i == 0 || !char.IsAsciiLetter((char)line[i - 1])))
            {
                int at = i + word;
                while (at < line.Length && line[at] is (byte)' ' or (byte)':' or (byte)'"' or (byte)'=') at++;
                if (at < line.Length && Utf8Parser.TryParse(line[at..], out long number, out int digits) && number >= 0 && Unit(line[(at + digits)..]) is { } unit && number < 1_000_000_000) return unit * number;
            }

            i++;
        }

        return null;
    }

    private static int Word(ReadOnlySpan<byte> text) => text.StartsWith("after"u8) || text.StartsWith("After"u8) ? 5 : text.StartsWith("in "u8) ? 2 : 0;

    private static TimeSpan? Unit(ReadOnlySpan<byte> rest)
    {
        rest = rest.TrimStart((byte)' ');
        if (rest.StartsWith("ms"u8) || rest.StartsWith("milli"u8)) return TimeSpan.FromMilliseconds(1);
        if (rest.StartsWith("day"u8)) return TimeSpan.FromDays(1);
        if (rest.StartsWith("hour"u8) || rest.StartsWith("h "u8)) return TimeSpan.FromHours(1);
        if (rest.StartsWith("min"u8) || rest.StartsWith("m "u8)) return TimeSpan.FromMinutes(1);
        return rest.StartsWith("sec"u8) || rest.StartsWith("s"u8) ? TimeSpan.FromSeconds(1) : null;
    }
}
