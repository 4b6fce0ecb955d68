using System.Text;

namespace WorkflowResilience.Notifications;

/// <summary>Writes the headers of a mail: folded at 78 columns, beyond ASCII as encoded words (RFC 2047), and never a line end that came with a value.</summary>
internal static class MimeHeader
{
    private const int Width = 76;

    // An encoded word has 75 characters at most: =?utf-8?B?…?= leaves 60 for base64, which hold 45 bytes.
    private const int MaxEncodedBytes = 45;

    private const int MaxName = 200;

    /// <summary>A header of free text.</summary>
    internal static void Unstructured(StringBuilder to, string name, string value)
    {
        string clean = EmailText.OneLine(value, 2000);
        Folded(to, name, IsPlain(clean) ? clean.Split(' ') : [.. EncodedWords(clean)]);
    }

    /// <summary>A header of ASCII tokens: ids, dates, keywords. What is no printable ASCII in it goes.</summary>
    internal static void Tokens(StringBuilder to, string name, string value) =>
        Folded(to, name, string.Concat(value.Where(static c => c is >= ' ' and < '\u007F')).Split(' ', StringSplitOptions.RemoveEmptyEntries));

    /// <summary>A header of addresses.</summary>
    internal static void Addresses(StringBuilder to, string name, IReadOnlyList<EmailAddress> addresses)
    {
        List<string> words = [];
        for (int i = 0; i < addresses.Count; i++)
        {
            words.AddRange(Name(addresses[i].Name));
            words.Add((addresses[i].Name is null ? addresses[i].Address : $"<{addresses[i].Address}>") + (i + 1 < addresses.Count ? "," : ""));
        }

        Folded(to, name, words);
    }

    private static IEnumerable<string> Name(string? name)
    {
        string clean = EmailText.OneLine(name, MaxName);
        if (clean.Length == 0) return [];
        if (!IsPlain(clean)) return EncodedWords(clean);

        // Blanks within quotes are folded like others: the reader unfolds them first.
        return $"\"{clean.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"".Split(' ');
    }

    // Each word is decoded by itself: none may hold half a character.
    private static IEnumerable<string> EncodedWords(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        for (int start = 0; start < bytes.Length;)
        {
            int end = Math.Min(bytes.Length, start + MaxEncodedBytes);
            while (end < bytes.Length && (bytes[end] & 0xC0) == 0x80) end--;
            yield return $"=?utf-8?B?{Convert.ToBase64String(bytes, start, end - start)}?=";
            start = end;
        }
    }

    private static bool IsPlain(string text) =>
        Ascii.IsValid(text) && !text.Contains("=?", StringComparison.Ordinal) && text.Split(' ').All(static word => word.Length <= 60);

    private static void Folded(StringBuilder to, string name, IReadOnlyList<string> words)
    {
        to.Append(name).Append(':');
        int column = name.Length + 1;
        foreach (string word in words)
        {
            if (column + 1 + word.Length > Width && column > name.Length + 1)
            {
                to.Append("\r\n");
                column = 0;
            }

            to.Append(' ').Append(word);
            column += 1 + word.Length;
        }

        to.Append("\r\n");
    }
}
