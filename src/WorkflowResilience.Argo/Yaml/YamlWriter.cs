using System.Buffers;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.Core.Tokens;
using Comment = YamlDotNet.Core.Events.Comment;
using DocumentEnd = YamlDotNet.Core.Events.DocumentEnd;
using DocumentStart = YamlDotNet.Core.Events.DocumentStart;
using Scalar = YamlDotNet.Core.Events.Scalar;
using StreamEnd = YamlDotNet.Core.Events.StreamEnd;
using StreamStart = YamlDotNet.Core.Events.StreamStart;

namespace WorkflowResilience.Argo;

/// <summary>Writes YAML through the events of the emitter: the same bytes on every system and in every culture.</summary>
/// <remarks>Line feeds; two spaces; a string stands bare only when it is plainly a word, several lines as a block where that loses nothing, and in double quotes else.</remarks>
internal static class YamlWriter
{
    // What begins with one of these and goes on with the others is a word, unless YAML 1.1 knows better.
    private const string WordMarks = "-_./";

    private static readonly SearchValues<char> s_word = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789" + WordMarks);

    private static readonly EmitterSettings s_settings = new EmitterSettings()
        .WithBestIndent(2).WithBestWidth(int.MaxValue).WithMaxSimpleKeyLength(256).WithNewLine("\n").WithIndentedSequences().WithUtf16SurrogatePairs();

    /// <summary>The documents as one text, separated by <c>---</c>.</summary>
    internal static string Write(params IReadOnlyList<YamlNode> documents)
    {
        using var text = new StringWriter { NewLine = "\n" };
        var emitter = new Emitter(text, s_settings);
        emitter.Emit(new StreamStart());
        for (int i = 0; i < documents.Count; i++)
        {
            emitter.Emit(new DocumentStart(null, new TagDirectiveCollection(), isImplicit: i == 0));
            Emit(emitter, documents[i]);
            emitter.Emit(new DocumentEnd(isImplicit: true));
        }

        emitter.Emit(new StreamEnd());
        return text.ToString();
    }

    /// <summary>Whether a string may stand bare.</summary>
    internal static bool IsWord(string value) =>
        value.Length > 0 && (char.IsAsciiLetter(value[0]) || value[0] == '/') && value.AsSpan().IndexOfAnyExcept(s_word) < 0 && YamlTypes.Of(value) == YamlType.String;

    private static void Emit(Emitter emitter, YamlNode root)
    {
        var open = new Stack<IEnumerator<YamlNode?>>();
        Begin(emitter, root, open);
        while (open.TryPeek(out IEnumerator<YamlNode?>? children))
        {
            if (children.MoveNext())
            {
                if (children.Current is { } child) Begin(emitter, child, open);
            }
            else
            {
                open.Pop().Dispose();
            }
        }
    }

    private static void Begin(Emitter emitter, YamlNode node, Stack<IEnumerator<YamlNode?>> open)
    {
        switch (node)
        {
            case YamlScalar scalar:
                emitter.Emit(Event(scalar));
                break;
            case YamlMapping mapping:
                open.Push(Children(emitter, mapping));
                break;
            case YamlSequence sequence:
                open.Push(Children(emitter, sequence));
                break;
        }
    }

    private static IEnumerator<YamlNode?> Children(Emitter emitter, YamlMapping mapping)
    {
        emitter.Emit(new MappingStart(AnchorName.Empty, TagName.Empty, isImplicit: true, mapping.Count == 0 ? MappingStyle.Flow : MappingStyle.Block));
        foreach (YamlMember member in mapping)
        {
            Explain(emitter, member.Value);
            emitter.Emit(Event(YamlScalar.Text(member.Key)));
            yield return member.Value;
        }

        emitter.Emit(new MappingEnd());
    }

    private static IEnumerator<YamlNode?> Children(Emitter emitter, YamlSequence sequence)
    {
        emitter.Emit(new SequenceStart(AnchorName.Empty, TagName.Empty, isImplicit: true, sequence.Count == 0 ? SequenceStyle.Flow : SequenceStyle.Block));
        foreach (YamlNode item in sequence) yield return item;

        emitter.Emit(new SequenceEnd());
    }

    private static void Explain(Emitter emitter, YamlNode node)
    {
        if (node.Comment is null) return;
        foreach (string line in node.Comment.Split('\n')) emitter.Emit(new Comment(line, isInline: false));
    }

    private static Scalar Event(YamlScalar scalar)
    {
        ScalarStyle style = scalar.Type != YamlType.String || IsWord(scalar.Value) ? ScalarStyle.Plain : IsBlock(scalar.Value) ? ScalarStyle.Literal : ScalarStyle.DoubleQuoted;
        return new Scalar(AnchorName.Empty, TagName.Empty, scalar.Value, style, isPlainImplicit: style == ScalarStyle.Plain, isQuotedImplicit: style != ScalarStyle.Plain);
    }

    // A block loses what stands in front of its first line's text, and shows nothing of blanks at the end of a line or of what cannot be seen.
    private static bool IsBlock(string value)
    {
        if (!value.Contains('\n', StringComparison.Ordinal) || char.IsWhiteSpace(value[0])) return false;
        for (int i = 0; i < value.Length; i++)
        {
            char c = value[i];
            if (c == '\n' ? i > 0 && value[i - 1] is ' ' or '\t' : c is (< ' ' and not '\t') or '\x7f' or '\x85' or '\u2028' or '\u2029' or '\ufeff' || char.IsSurrogate(c)) return false;
        }

        return value[^1] is not (' ' or '\t');
    }
}
