using System.Globalization;
using System.Text;

namespace WorkflowResilience.Processes;

/// <summary>Cuts a stream of characters into lines, as a terminal shows them, with bounded memory. Not thread-safe.</summary>
/// <remarks>
/// A carriage return goes back to the beginning of the line, and what follows replaces the line: of a progress display only the state that it was left in becomes a line.
/// Of a long line the beginning is kept and the rest counted.
/// </remarks>
internal sealed class LineSplitter(int maxLength, Action<string> onLine)
{
    private readonly StringBuilder _line = new();
    private long _cut;
    private bool _returned;

    internal void Feed(ReadOnlySpan<char> characters)
    {
        while (!characters.IsEmpty)
        {
            int end = characters.IndexOfAny('\r', '\n');
            if (end >= 0 && end <= maxLength && characters[end] == '\n' && _line.Length == 0)
            {
                // Nearly every line of nearly every program: whole within one buffer.
                onLine(new string(characters[..end]));
                _returned = false;
                characters = characters[(end + 1)..];
                continue;
            }

            Append(end < 0 ? characters : characters[..end]);
            if (end < 0) return;
            if (characters[end] == '\n') Complete();
            else _returned = true;
            characters = characters[(end + 1)..];
        }
    }

    /// <summary>The stream has ended; text without a line end is a line too.</summary>
    internal void End()
    {
        if (_line.Length > 0) Complete();
    }

    private void Append(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty) return;
        if (_returned) Clear();
        int kept = Math.Min(text.Length, maxLength - _line.Length);
        _line.Append(text[..kept]);
        _cut += text.Length - kept;
    }

    private void Complete()
    {
        if (_cut > 0)
        {
            // Half of a surrogate pair is no character.
            if (char.IsHighSurrogate(_line[^1])) _line.Length--;
            _line.Append(CultureInfo.InvariantCulture, $"… [{_cut} more characters]");
        }

        onLine(_line.ToString());
        Clear();
    }

    private void Clear()
    {
        _line.Clear();
        _cut = 0;
        _returned = false;
    }
}
