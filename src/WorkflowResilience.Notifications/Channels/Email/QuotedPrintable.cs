using System.Text;

namespace WorkflowResilience.Notifications;

/// <summary>Text as quoted-printable (RFC 2045, 6.7): lines of ASCII, at most 76 characters each, ended by CRLF.</summary>
internal static class QuotedPrintable
{
    private const int Width = 76;

    internal static void Append(StringBuilder to, string text)
    {
        foreach (ReadOnlySpan<char> line in text.AsSpan().EnumerateLines()) AppendLine(to, line);
    }

    private static void AppendLine(StringBuilder to, ReadOnlySpan<char> line)
    {
        Span<byte> bytes = stackalloc byte[4];
        int column = 0;
        for (int i = 0; i < line.Length;)
        {
            Rune.DecodeFromUtf16(line[i..], out Rune rune, out int length);
            i += length;
            int count = rune.EncodeToUtf8(bytes);

            // A blank at a line's end would be lost on the way. A character's bytes stay together, so that half-decoded text is readable.
            bool literal = count == 1 && rune.Value is >= ' ' and <= '~' and not '=' && !(rune.Value == ' ' && i == line.Length);
            int width = literal ? 1 : 3 * count;
            if (column + width > Width - 1)
            {
                to.Append("=\r\n");
                column = 0;
            }

            if (literal) to.Append((char)rune.Value);
            else foreach (byte b in bytes[..count]) to.Append('=').Append(b.ToString("X2", System.Globalization.CultureInfo.InvariantCulture));
            column += width;
        }

        to.Append("\r\n");
    }
}
