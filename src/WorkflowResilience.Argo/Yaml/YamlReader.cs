using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace WorkflowResilience.Argo;

/// <summary>Reads YAML from the events of the parser, without recursion and within <see cref="YamlLimits"/>.</summary>
/// <remarks>Whatever the text is, it is read, or there is a located problem; nothing is thrown for it.</remarks>
internal sealed class YamlReader
{
    private readonly List<YamlNode?> _documents = [];
    private readonly Stack<YamlFrame> _open = new();
    private readonly Dictionary<AnchorName, (YamlNode Node, int Size, int Height)> _anchors = [];
    private int _aliases;
    private int _nodes;
    private YamlNode? _root;
    private YamlMending? _mending;

    private YamlReader()
    {
    }

    internal static YamlText Read(string text)
    {
        if (text.Length > YamlLimits.Length)
            return new YamlText([], TooMuch(new YamlMark(1, 1), $"The text has {text.Length:N0} characters; {YamlLimits.Length:N0} is the limit. Check its documents one by one."));
        long last = -1;
        for (long read = text.Length; ; read += text.Length)
        {
            var reader = new YamlReader();
            YamlProblem? problem = reader.ReadAll(text);

            // What is mended lies behind what was mended before, or mending does not help.
            if (reader._mending is not { } mending || mending.At <= last || read > YamlLimits.Reread) return new YamlText(reader._documents, problem);
            (last, text) = mending;
        }
    }

    private static YamlProblem TooMuch(YamlMark mark, FormattableString message) => new(message.ToString(CultureInfo.InvariantCulture), mark, IsLimit: true);

    private YamlProblem? ReadAll(string text)
    {
        // Control characters are refused here: the parser takes some for the end of the text.
        if (FirstForbidden(text) is { } forbidden) return forbidden;
        var scanner = new Scanner(new StringReader(text), skipComments: true);
        var parser = new Parser(scanner);
        try
        {
            while (parser.MoveNext())
            {
                if (parser.Current is { } current && Take(current) is { } problem) return problem;
            }
        }
        catch (YamlException e)
        {
            _mending = YamlMending.Of(text, e, scanner.CurrentPosition);

            // The words are those of the parser about the shape of the text; values are quoted by it nowhere but in names of anchors and tags.
            return new YamlProblem(YamlComplaint.Of(e), YamlMark.Of(e.Start), IsLimit: false);
        }
        catch (Exception e) when (e is ArgumentException or FormatException or OverflowException or InvalidOperationException or IndexOutOfRangeException)
        {
            _mending = YamlMending.Of(text, e, scanner.CurrentPosition);
            return new YamlProblem("The text is no YAML; the parser gave up here.", YamlMark.Of(parser.Current?.End ?? default), IsLimit: false);
        }

        return null;
    }

    private YamlProblem? Take(ParsingEvent current)
    {
        switch (current)
        {
            case DocumentStart:
                _root = null;
                _anchors.Clear();
                return null;
            case DocumentEnd:
                _documents.Add(_root);
                return null;
            case Scalar scalar:
                return TakeScalar(scalar);
            case AnchorAlias alias:
                return TakeAlias(alias);
            case MappingStart or SequenceStart:
                return Open((NodeEvent)current);
            case MappingEnd or SequenceEnd:
                return Close();
            default:
                return null;
        }
    }

    private YamlProblem? TakeScalar(Scalar scalar)
    {
        var mark = YamlMark.Of(scalar.Start);
        if (scalar.Value.Length > YamlLimits.ScalarLength) return TooMuch(mark, $"The value has {scalar.Value.Length:N0} characters; {YamlLimits.ScalarLength:N0} is the limit. Keep large texts in a ConfigMap or an artifact.");
        return Put(YamlScalar.Read(scalar.Value, scalar.Style, scalar.Tag.IsEmpty ? null : scalar.Tag.Value, mark), 1, 0, scalar.Anchor, mark);
    }

    private YamlProblem? TakeAlias(AnchorAlias alias)
    {
        var mark = YamlMark.Of(alias.Start);
        if (++_aliases > YamlLimits.Aliases) return TooMuch(mark, $"There are more than {YamlLimits.Aliases:N0} aliases; write the values out.");
        if (!_anchors.TryGetValue(alias.Value, out (YamlNode Node, int Size, int Height) known)) return new YamlProblem($"The alias *{alias.Value} stands for nothing above it; name an anchor that is complete there.", mark, IsLimit: false);
        return Put(known.Node, known.Size, known.Height, AnchorName.Empty, mark);
    }

    private YamlProblem? Open(NodeEvent start)
    {
        var mark = YamlMark.Of(start.Start);
        if (_open.Count == YamlLimits.Depth) return TooDeep(mark);
        if (++_nodes > YamlLimits.Nodes) return TooManyNodes(mark);
        _open.Push(new YamlFrame(start is MappingStart ? new YamlMapping { Mark = mark } : new YamlSequence { Mark = mark }, start.Anchor, _nodes));
        return null;
    }

    private YamlProblem? Close()
    {
        YamlFrame frame = _open.Pop();
        frame.End();
        int size = _nodes - frame.FirstNode + 1;

        // It is counted already, and an alias to it counts the same again.
        return Put(frame.Node, 0, frame.Height, AnchorName.Empty, frame.Node.Mark) ?? Remember(frame.Anchor, frame.Node, size, frame.Height);
    }

    private YamlProblem? Put(YamlNode node, int size, int height, AnchorName anchor, YamlMark mark)
    {
        if ((_nodes += size) > YamlLimits.Nodes) return TooManyNodes(mark);

        // An alias deep inside brings its own depth with it: who walks through the values is safe from a chain of them.
        if (_open.Count + height > YamlLimits.Depth) return TooDeep(mark);
        if (_open.TryPeek(out YamlFrame? frame))
        {
            frame.Holds(height);
            if (frame.Put(node, mark) is { } problem) return problem;
        }
        else
        {
            _root = node;
        }

        return Remember(anchor, node, size, height);
    }

    private YamlProblem? Remember(AnchorName anchor, YamlNode node, int size, int height)
    {
        if (!anchor.IsEmpty) _anchors[anchor] = (node, size, height);
        return null;
    }

    private static YamlProblem TooDeep(YamlMark mark) => TooMuch(mark, $"The text is more than {YamlLimits.Depth} levels deep.");

    private static YamlProblem TooManyNodes(YamlMark mark) => TooMuch(mark, $"The text stands for more than {YamlLimits.Nodes:N0} values, those of aliases counted each time.");

    private static YamlProblem? FirstForbidden(string text)
    {
        int line = 1, start = 0;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (c == '\n')
            {
                line++;
                start = i + 1;
            }
            else if ((c < ' ' && c is not ('\t' or '\r')) || c is '\x7f' or '\ufffe' or '\uffff' || (char.IsSurrogate(c) && !IsPair(text, i)))
            {
                return new YamlProblem(string.Create(CultureInfo.InvariantCulture, $"The character U+{(int)c:X4} must not stand in YAML; write it as \"\\u{(int)c:x4}\" in double quotes, or remove it."), new YamlMark(line, i - start + 1), IsLimit: false);
            }
        }

        return null;
    }

    private static bool IsPair(string text, int at) => char.IsHighSurrogate(text[at])
        ? at + 1 < text.Length && char.IsLowSurrogate(text[at + 1])
        : at > 0 && char.IsHighSurrogate(text[at - 1]);
}
