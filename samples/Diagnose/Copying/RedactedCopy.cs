using System.Text;
using Diagnose.JsonLines;
using WorkflowResilience;

namespace Diagnose.Copying;

/// <summary>Copies a text line by line without its secrets. A line without one is copied byte by byte, line ends and bytes that are no UTF-8 included.</summary>
internal static class RedactedCopy
{
    private const int LongestLine = 1 << 29;

    internal static void Write(Stream from, Stream to)
    {
        byte[] beginning = new byte[2];
        int length = from.ReadAtLeast(beginning, beginning.Length, throwOnEndOfStream: false);
        Encoding? wide = length < 2 ? null : (beginning[0], beginning[1]) switch { (0xFF, 0xFE) => Encoding.Unicode, (0xFE, 0xFF) => Encoding.BigEndianUnicode, _ => null };
        LineReader lines = wide is null
            ? new LineReader(from, LongestLine, beginning.AsSpan(0, length))
            : new LineReader(Encoding.CreateTranscodingStream(from, wide, Encoding.UTF8), LongestLine);
        var redactor = new LineRedactor();
        while (lines.TryRead(out byte[] line, out bool tooLong))
        {
            int end = line.Length > 0 && line[^1] == '\r' ? line.Length - 1 : line.Length;
            string text = Encoding.UTF8.GetString(line, 0, end);
            string redacted = tooLong ? "[line withheld: it is too long]" : redactor.Redact(text);
            to.Write(ReferenceEquals(redacted, text) ? line.AsSpan(0, end) : Encoding.UTF8.GetBytes(redacted));
            to.Write(line.AsSpan(end));
            if (lines.LastIsWhole) to.WriteByte((byte)'\n');
        }
    }
}
