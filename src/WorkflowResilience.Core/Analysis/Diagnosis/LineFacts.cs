using System.Buffers;
using System.Text;

namespace WorkflowResilience.Analysis;

/// <summary>What must be known of a line on which patterns match.</summary>
/// <param name="Standing">What the line is.</param>
/// <param name="AnnouncesRetry">Whether it says that what failed is tried again.</param>
/// <param name="IsCompared">Whether it shows a value that a test compared.</param>
internal readonly record struct LineFacts(LineStanding Standing, bool AnnouncesRetry, bool IsCompared)
{
    private const int Longest = 4096;

    private static readonly string[] s_compared = ["expected", "actual", "received", "but was", "but:", "got:", "got ", "want", "+", "-", "E ", "left:", "right:", "<", ">", "to be", "to equal", "assert"];

    internal static LineFacts Of(ReadOnlySpan<byte> line)
    {
        char[] buffer = ArrayPool<char>.Shared.Rent(Longest);
        ReadOnlySpan<char> text = buffer.AsSpan(0, Encoding.UTF8.GetChars(line[..Math.Min(line.Length, Longest)], buffer));
        var facts = new LineFacts(LineStandings.Of(text), Mentions.AnnouncesRetry(text), Compares(text.TrimStart(' ')));
        ArrayPool<char>.Shared.Return(buffer, clearArray: true);
        return facts;
    }

    private static bool Compares(ReadOnlySpan<char> text)
    {
        foreach (string word in s_compared)
        {
            if (text.StartsWith(word, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }
}
