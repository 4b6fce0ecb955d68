using YamlDotNet.Core;

namespace WorkflowResilience.Argo;

/// <summary>
/// Says what to change in a text that Argo reads and the parser refuses, without changing what it says: the parser wants lines in brackets and in double quotes to begin behind their key, and no
/// blanks in an empty line at the beginning of a block.
/// </summary>
/// <param name="At">The index of what was refused.</param>
/// <param name="Text">The text to read in its place.</param>
internal readonly record struct YamlMending(long At, string Text)
{
    // Further in than most keys are; where it is not enough, it is added again.
    private const string Indent = "                                        ";

    private static readonly char[] s_breaks = ['\n', '\r', '\u0085', '\u2028', '\u2029'];

    /// <summary>How to go on after the parser has refused a text; null: it is wrong.</summary>
    internal static YamlMending? Of(string text, Exception refusal, Mark at) => refusal switch
    {
        YamlException e when Says(e, "multi-line double-quoted scalar, found wrong indentation") => Indented(text, e.End),
        YamlException e when Says(e, "block scalar, found extra spaces in first line") => WithoutBlanksBefore(text, e.End),

        // So it refuses plain text in brackets that begins before its key.
        InvalidOperationException => Indented(text, at),
        _ => null,
    };

    private static bool Says(YamlException exception, string complaint) => FailureText.MessageOf(exception).Contains(complaint, StringComparison.Ordinal);

    private static YamlMending? Indented(string text, Mark at)
    {
        int start = LineOf(text, (int)at.Index);
        return new YamlMending(at.Index, text.Insert(start, Indent));
    }

    private static YamlMending? WithoutBlanksBefore(string text, Mark at)
    {
        int line = LineOf(text, (int)at.Index), start = line;
        while (start > 0 && text[start - 1] is ' ' or '\n' or '\r') start--;
        string breaks = new([.. text[start..line].Where(static c => c is not ' ')]);
        return breaks.Length == line - start ? null : new YamlMending(at.Index, string.Concat(text.AsSpan(0, start), breaks, text.AsSpan(line)));
    }

    // Counted by index: what ends a line is not the same for all who count lines.
    private static int LineOf(string text, int index) => index == 0 ? 0 : text.LastIndexOfAny(s_breaks, Math.Min(index, text.Length) - 1) + 1;
}
