using System.Collections;

namespace WorkflowResilience.Argo;

/// <summary>A list.</summary>
internal sealed class YamlSequence : YamlNode, IEnumerable<YamlNode>
{
    private readonly List<YamlNode> _items = [];

    internal int Count => _items.Count;

    internal YamlNode this[int index] => _items[index];

    public IEnumerator<YamlNode> GetEnumerator() => _items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal void Add(YamlNode item) => _items.Add(item);
}
