using System.Buffers.Text;

namespace WorkflowResilience.Analysis;

/// <summary>Reads from a message on a rate limit how long the caller is asked to wait.</summary>
internal static class LimitWindow
{
    /// <summary>The longest wait for which a retry minutes later is worth while.</summary>
    internal static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    // Thirty years. What is longer says nothing more, and a wait beyond all time would not fit into a TimeSpan.
    private const double MostSeconds = 1e9;

    /// <summary>The wait behind "after" or "in" on a line, as in <c>in 6h12m0s</c> or <c>Retry-After: 120</c>; null when there is none.</summary>
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

                // A header and a member of that name count in seconds without saying so.
                bool bare = i > 0 && line[i - 1] is (byte)'-' or (byte)'_';
                if (Seconds(line[at..], bare) is { } seconds) return TimeSpan.FromSeconds(Math.Min(seconds, MostSeconds));
            }

            i++;
        }

        return null;
    }

    private static int Word(ReadOnlySpan<byte> text) => text.StartsWith("after"u8) || text.StartsWith("After"u8) ? 5 : text.StartsWith("in "u8) ? 2 : 0;

    // Numbers with a unit behind each: 20s, 1.5 hours, 6h12m0s.
    private static double? Seconds(ReadOnlySpan<byte> text, bool bare)
    {
        double? seconds = null;
        while (Number(text, out double number) is > 0 and var digits)
        {
            ReadOnlySpan<byte> behind = text[digits..], rest = behind.TrimStart((byte)' ');
            int letters = 0;
            while (letters < rest.Length && char.IsAsciiLetter((char)rest[letters])) letters++;
            if (Unit(rest[..letters]) is not { } unit) return seconds ?? (bare && IsEnd(behind) ? number : null);
            seconds = (seconds ?? 0) + (number * unit);
            text = rest[letters..].TrimStart((byte)' ');
        }

        return seconds;
    }

    // How many bytes of a text's beginning are a number below a thousand million: what is larger is no wait, but a date.
    private static int Number(ReadOnlySpan<byte> text, out double number)
    {
        number = 0;
        int length = text.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        if (length < 0) length = text.Length;
        if (length is 0 or > 9) return 0;
        int fraction = length + 1;
        while (fraction < text.Length && text[length] == '.' && char.IsAsciiDigit((char)text[fraction])) fraction++;
        if (fraction > length + 1) length = fraction;
        return Utf8Parser.TryParse(text[..length], out number, out int read) && read == length ? length : 0;
    }

    private static bool IsEnd(ReadOnlySpan<byte> text) => text.IsEmpty || text[0] is (byte)' ' or (byte)',' or (byte)';' or (byte)'"' or (byte)'\'' or (byte)'}' or (byte)')' or (byte)']';

    private static double? Unit(ReadOnlySpan<byte> word) =>
        word.SequenceEqual("ms"u8) || word.StartsWith("milli"u8) ? 0.001
        : word.SequenceEqual("s"u8) || word.StartsWith("sec"u8) ? 1
        : word.SequenceEqual("m"u8) || word.StartsWith("min"u8) ? 60
        : word.SequenceEqual("h"u8) || word.StartsWith("hr"u8) || word.StartsWith("hour"u8) ? 3600
        : word.SequenceEqual("d"u8) || word.StartsWith("day"u8) ? 86_400
        : word.StartsWith("week"u8) ? 7 * 86_400
        : word.StartsWith("month"u8) ? 30 * 86_400
        : null;
}
