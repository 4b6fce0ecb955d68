namespace WorkflowResilience.Analysis;

/// <summary>
/// Puts marks in the place of what differs between two occurrences of one failure, and keeps what tells one failure from another: words, status, errno, exit codes, error
/// codes, the last part of a path. Linear in the line; the order of the rules is part of the fingerprint's version.
/// </summary>
internal static class LineMask
{
    /// <summary>The longest masked line, in characters: a longer one keeps its beginning and its end.</summary>
    internal const int MaxLength = 300;

    // Of a line that never ends, this much of both its ends is masked.
    private const int LongestInput = 16 * 1024;
    private const int Head = 200;
    private const string Cut = " … ";

    // Masking what is masked already changes nothing but where a cut took a word from beside a number.
    private const int MaxPasses = 4;

    /// <summary>The masked line.</summary>
    /// <param name="line">One line; of several, line feeds count as spaces.</param>
    /// <param name="codes">Where the codes that were kept go, if anybody wants them.</param>
    internal static string Mask(string line, ICollection<string>? codes = null)
    {
        ReadOnlySpan<char> text = line.Length <= LongestInput ? line : string.Concat(line.AsSpan(0, LongestInput / 2), Cut, line.AsSpan(line.Length - (LongestInput / 2)));
        string masked = Pass(CleanText.Of(text), codes);
        for (int pass = 1; pass < MaxPasses; pass++)
        {
            string again = Pass(masked, null);
            if (string.Equals(again, masked, StringComparison.Ordinal)) break;
            masked = again;
        }

        return masked;
    }

    private static string Pass(string line, ICollection<string>? codes)
    {
        var scan = new MaskScan(line, codes);
        try
        {
            return Shorten(scan.Run());
        }
        finally
        {
            scan.Return();
        }
    }

    private static string Shorten(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        if (text.Length <= MaxLength) return text.ToString();
        int head = text[..Head].LastIndexOf(' ');
        if (head < Head / 2) head = Head;
        int tail = text.Length - (MaxLength - Head - Cut.Length);
        int blank = text[tail..].IndexOf(' ');
        if (blank >= 0 && blank < (MaxLength - Head) / 2) tail += blank + 1;
        return string.Concat(text[..head].TrimEnd(), Cut, text[tail..].TrimStart());
    }
}
