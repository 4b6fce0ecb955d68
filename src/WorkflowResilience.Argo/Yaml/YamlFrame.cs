using YamlDotNet.Core;

namespace WorkflowResilience.Argo;

/// <summary>A list or a set of members that is being read.</summary>
internal sealed class YamlFrame(YamlNode node, AnchorName anchor, int firstNode)
{
    private const string Merge = "<<";

    private YamlScalar? _key;
    private YamlMark _keyMark;
    private List<YamlMapping>? _merged;

    internal YamlNode Node => node;

    internal AnchorName Anchor => anchor;

    /// <summary>Which node of the text it is, counted from 1.</summary>
    internal int FirstNode => firstNode;

    /// <summary>The levels from here to the innermost value, this one included.</summary>
    internal int Height { get; private set; } = 1;

    /// <summary>A value of so many levels is put into it.</summary>
    internal void Holds(int height) => Height = Math.Max(Height, height + 1);

    /// <summary>Puts a value, or the name of the next one, in its place.</summary>
    internal YamlProblem? Put(YamlNode value, YamlMark mark)
    {
        if (node is YamlSequence sequence)
        {
            sequence.Add(value);
            return null;
        }

        var mapping = (YamlMapping)node;
        if (_key is null)
        {
            _keyMark = mark;
            return (_key = value as YamlScalar) is null ? new YamlProblem("A list or members cannot be a name here; Kubernetes knows only texts as names.", mark, IsLimit: false) : null;
        }

        YamlScalar key = _key;
        _key = null;
        if (key is { Style: ScalarStyle.Plain, Value: Merge }) return AddMerged(value, mark);
        mapping.Add(new YamlMember(key.Value, value, _keyMark));
        return null;
    }

    /// <summary>Ends it: what was merged in follows, unless a name of its own says otherwise.</summary>
    internal void End()
    {
        if (_merged is null) return;
        var mapping = (YamlMapping)node;
        foreach (YamlMember member in _merged.SelectMany(static merged => merged))
        {
            if (!mapping.Has(member.Key)) mapping.Add(member);
        }
    }

    private YamlProblem? AddMerged(YamlNode value, YamlMark mark)
    {
        IEnumerable<YamlNode> all = value is YamlSequence several ? several : [value];
        foreach (YamlNode one in all)
        {
            if (one is not YamlMapping merged) return new YamlProblem("Behind << there must be members, or a list of them, mostly an alias.", mark, IsLimit: false);
            (_merged ??= []).Add(merged);
        }

        return null;
    }
}
