using System.Text;

namespace WorkflowResilience.Analysis;

/// <summary>A line as evidence shows it: cut around what was matched when it is long, with the place in characters.</summary>
internal static class EvidenceLine
{
    private const string Cut = " … ";

    internal static (string Text, int Start, int Length) Of(ReadOnlySpan<byte> line, int start, int length)
    {
        int from = 0, to = line.Length;
        if (line.Length > LogExcerpt.MaxLineLength)
        {
            int room = LogExcerpt.MaxLineLength - (2 * Cut.Length);
            length = Math.Min(length, room);
            from = Math.Clamp(start - ((room - length) / 3), 0, line.Length - room);
            to = from + room;
            while (from < start && IsInside(line[from])) from++;
            while (to < line.Length && to > start + length && IsInside(line[to])) to--;
        }

        string before = from > 0 ? Cut : "", text = Encoding.UTF8.GetString(line[from..to]);
        int at = before.Length + Encoding.UTF8.GetCharCount(line[from..start]);
        return (string.Concat(before, text, to < line.Length ? Cut : ""), at, Encoding.UTF8.GetCharCount(line[start..Math.Min(start + length, to)]));
    }

    // Whether a character of several bytes began before this one.
    private static bool IsInside(byte value) => (value & 0xC0) == 0x80;
}
