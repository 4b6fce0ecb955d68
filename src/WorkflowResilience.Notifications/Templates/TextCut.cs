using System.Globalization;
using System.Text;

namespace WorkflowResilience.Notifications;

/// <summary>Cuts texts at a limit: never inside a character as people see it, an entity such as <c>&amp;amp;</c> or a redaction's marker, and saying that it was cut.</summary>
internal static class TextCut
{
    private const int LongestEntity = 8;
    private const int LongestMarker = 48;

    /// <summary>At most so many UTF-16 units.</summary>
    internal static string ToLength(string text, int maxLength)
    {
        if (text.Length <= maxLength) return text;
        string notice = string.Create(CultureInfo.InvariantCulture, $"… (truncated, {text.Length} characters)");
        if (notice.Length >= maxLength) return text[..Boundary(text, maxLength)];
        return string.Concat(text.AsSpan(0, Boundary(text, maxLength - notice.Length)).TrimEnd(), notice);
    }

    /// <summary>At most so many bytes of UTF-8.</summary>
    internal static string ToUtf8(string text, int maxBytes)
    {
        if (Encoding.UTF8.GetByteCount(text) <= maxBytes) return text;
        int low = 0, high = Math.Min(text.Length, maxBytes);
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            if (Encoding.UTF8.GetByteCount(ToLength(text, middle)) <= maxBytes) low = middle;
            else high = middle - 1;
        }

        return ToLength(text, low);
    }

    // The last place up to a limit at which the text may be cut.
    private static int Boundary(string text, int limit)
    {
        int at = Math.Max(0, limit);
        if (at == 0 || at >= text.Length) return Math.Min(at, text.Length);

        // Back to where a character begins; a cluster longer than this is cut all the same.
        int start = Math.Max(0, at - 64);
        while (start > 0 && char.IsLowSurrogate(text[start])) start--;
        int last = start;
        for (int i = start; i <= at;)
        {
            last = i;
            i += Math.Max(1, StringInfo.GetNextTextElementLength(text.AsSpan(i)));
        }

        at = last;
        int entity = text.LastIndexOf('&', Math.Max(0, at - 1), Math.Min(LongestEntity, at));
        if (entity >= 0 && text.IndexOf(';', entity, Math.Min(LongestEntity + 2, text.Length - entity)) is var end && end >= at && !text.AsSpan(entity, end - entity).Contains(' ')) at = entity;
        int marker = text.LastIndexOf("***", Math.Max(0, at - 1), Math.Min(LongestMarker, at), StringComparison.Ordinal);
        if (marker >= 0 && text.IndexOf("***", marker + 3, Math.Min(LongestMarker, text.Length - marker - 3), StringComparison.Ordinal) is var close && close >= 0 && close + 3 > at
            && text.AsSpan(marker + 3, close - marker - 3).IndexOfAny(' ', '\n') < 0) at = marker;
        return at;
    }
}
