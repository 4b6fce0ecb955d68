using System.Text;
using WorkflowResilience.Analysis;

namespace WorkflowResilience.Tests.Analysis.Scanning;

/// <summary>The model: every literal is compared at every place, and the hits are put in order afterwards.</summary>
internal static class NaiveScan
{
    internal static List<ScanHit> Hits(IReadOnlyList<ScanLiteral> literals, byte[] text)
    {
        List<ScanHit> hits = [];
        for (int index = 0; index < literals.Count; index++)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(literals[index].Text);
            for (int start = 0; start + bytes.Length <= text.Length; start++)
            {
                bool same = bytes.Index().All(b => text[start + b.Index] == b.Item || (!literals[index].IsOrdinal && Lower(text[start + b.Index]) == Lower(b.Item)));
                if (same && Free(literals[index].Before, text, start - 1, -1) && Free(literals[index].After, text, start + bytes.Length, 1))
                    hits.Add(new ScanHit(index, start, bytes.Length));
            }
        }

        return [.. hits.OrderBy(h => h.End).ThenByDescending(h => h.Length).ThenBy(h => h.Literal)];
    }

    private static bool Free(ScanEdge edge, byte[] text, int beside, int direction)
    {
        if (edge == ScanEdge.Any) return true;
        char near = At(text, beside), far = At(text, beside + direction);
        if (near == '_' || (near < 128 && char.IsLetterOrDigit(near))) return false;
        return edge == ScanEdge.Word || near is not ('.' or ',') || far is < '0' or > '9';
    }

    private static char At(byte[] text, int place) => place < 0 || place >= text.Length ? ' ' : (char)text[place];

    private static int Lower(byte value) => value is >= 65 and <= 90 ? value + 32 : value;
}
