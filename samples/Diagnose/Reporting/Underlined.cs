using System.Globalization;
using System.Text;

namespace Diagnose.Reporting;

/// <summary>A line as a terminal shows it, and the line of carets under a part of it.</summary>
/// <param name="Line">The line, its tabs as spaces.</param>
/// <param name="Carets">What belongs under it; empty when nothing of it is underlined.</param>
internal readonly record struct Underlined(string Line, string Carets)
{
    private const int TabStop = 4;

    /// <summary>Underlines a part of a line, both counted in characters.</summary>
    internal static Underlined Of(string text, int start, int length)
    {
        var line = new StringBuilder(text.Length);
        var carets = new StringBuilder();
        int at = 0, column = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            int columns = rune.Value == '\t' ? TabStop - (column % TabStop) : Columns(rune);
            if (rune.Value == '\t') line.Append(' ', columns);
            else if (Rune.IsControl(rune)) line.Append(' ');
            else line.Append(rune.ToString());
            if (at < start + length) carets.Append(at >= start ? '^' : ' ', columns);
            at += rune.Utf16SequenceLength;
            column += columns;
        }

        return new Underlined(line.ToString(), length == 0 ? "" : carets.ToString());
    }

    // Marks that join the letter before them take no room, ideographs and pictures take two columns.
    private static int Columns(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format => 0,
        _ => IsWide(rune.Value) ? 2 : 1,
    };

    private static bool IsWide(int value) => value >= 0x1100 && value switch
    {
        <= 0x115F => true,
        < 0x2E80 or 0x303F => false,
        <= 0xA4CF => true,
        >= 0xAC00 and <= 0xD7A3 or >= 0xF900 and <= 0xFAFF or >= 0xFE30 and <= 0xFE6F or >= 0xFF00 and <= 0xFF60 or >= 0xFFE0 and <= 0xFFE6 => true,
        >= 0x1F300 and <= 0x1F64F or >= 0x1F680 and <= 0x1F6FF or >= 0x1F900 and <= 0x1F9FF or >= 0x20000 and <= 0x3FFFD => true,
        _ => false,
    };
}
