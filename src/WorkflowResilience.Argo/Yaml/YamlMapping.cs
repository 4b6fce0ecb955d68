using System.Collections;

namespace WorkflowResilience.Argo;

/// <summary>Members in their order. A name that stands twice is kept twice: the first counts, the other is for the one who has to complain about it.</summary>
internal sealed class YamlMapping : YamlNode, IEnumerable<YamlMember>
{
    // From here on names are looked up; below, looking at each is as fast.
    private const int Many = 12;

    private readonly List<YamlMember> _members = [];
    private Dictionary<string, int>? _index;

    internal int Count => _members.Count;

    internal YamlMember this[int index] => _members[index];

    /// <summary>The value of a name; null when there is none.</summary>
    internal YamlNode? this[string key] => IndexOf(key) is >= 0 and int index ? _members[index].Value : null;

    public IEnumerator<YamlMember> GetEnumerator() => _members.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal int IndexOf(string key)
    {
        if (_members.Count <= Many) return _members.FindIndex(member => string.Equals(member.Key, key, StringComparison.Ordinal));
        if (_index is null)
        {
            _index = new Dictionary<string, int>(StringComparer.Ordinal);
            for (int i = 0; i < _members.Count; i++) _index.TryAdd(_members[i].Key, i);
        }

        return _index.GetValueOrDefault(key, -1);
    }

    internal bool Has(string key) => IndexOf(key) >= 0;

    internal YamlMapping? MappingAt(string key) => this[key] as YamlMapping;

    internal YamlSequence? SequenceAt(string key) => this[key] as YamlSequence;

    internal YamlScalar? ScalarAt(string key) => this[key] as YamlScalar;

    /// <summary>The text of a scalar that is not null; null for anything else.</summary>
    internal string? TextAt(string key) => this[key] is YamlScalar { IsNull: false } scalar ? scalar.Value : null;

    /// <summary>Where a name stands; where the members begin when there is no such name.</summary>
    internal YamlMark MarkOf(string key) => IndexOf(key) is >= 0 and int index ? _members[index].Mark : Mark;

    internal void Add(string key, YamlNode value) => Add(new YamlMember(key, value, default));

    /// <summary>Adds nothing for null, so that an absent value needs no branch where it is written.</summary>
    internal void AddIfAny(string key, YamlNode? value)
    {
        if (value is not null) Add(key, value);
    }

    internal void Add(YamlMember member)
    {
        _members.Add(member);
        _index?.TryAdd(member.Key, _members.Count - 1);
    }
}
