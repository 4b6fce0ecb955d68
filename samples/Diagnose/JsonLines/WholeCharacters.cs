using System.Globalization;
using System.Text;

namespace Diagnose.JsonLines;

/// <summary>Mends JSON whose texts hold bytes that are no UTF-8, or escapes of half a character: each becomes the replacement character.</summary>
internal static class WholeCharacters
{
    private const int Escape = 6;

    internal static byte[] Of(ReadOnlySpan<byte> json)
    {
        string text = Encoding.UTF8.GetString(json);
        var whole = new StringBuilder(text.Length);
        for (int i = 0, length; i < text.Length; i += length)
        {
            int unit = UnitAt(text, i);
            bool pair = unit >= 0 && char.IsHighSurrogate((char)unit) && UnitAt(text, i + Escape) is >= 0 and int second && char.IsLowSurrogate((char)second);
            length = pair ? 2 * Escape : unit >= 0 ? Escape : text[i] == '\\' ? Math.Min(2, text.Length - i) : 1;
            if (!pair && unit >= 0 && char.IsSurrogate((char)unit)) whole.Append("\\uFFFD");
            else whole.Append(text, i, length);
        }

        return Encoding.UTF8.GetBytes(whole.ToString());
    }

    // The UTF-16 unit that an escape stands for; negative where there is none.
    private static int UnitAt(string text, int at) =>
        at + Escape <= text.Length && text[at] == '\\' && text[at + 1] == 'u' && ushort.TryParse(text.AsSpan(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort unit) ? unit : -1;
}
