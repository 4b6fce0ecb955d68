using System.Collections;

namespace WorkflowResilience.Analysis;

/// <summary>The texts that a pattern of an image must match, or must not, read when somebody looks at them: nothing but a check of the pattern does.</summary>
internal sealed class ImageTests(ImagePatterns patterns, int pattern, bool not) : IReadOnlyList<string>
{
    private string[]? _texts;

    public int Count => Texts.Length;

    public string this[int index] => Texts[index];

    private string[] Texts => _texts ??= not ? patterns.TestsOf(pattern).MatchesNot : patterns.TestsOf(pattern).Matches;

    public IEnumerator<string> GetEnumerator() => ((IReadOnlyList<string>)Texts).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
