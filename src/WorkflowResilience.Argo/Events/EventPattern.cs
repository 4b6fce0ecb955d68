namespace WorkflowResilience.Argo;

/// <summary>What a value of an event must look like before a Sensor acts on it.</summary>
/// <remarks>
/// Immutable; compared by value. A closed set of forms, each of which describes the whole value and none of which can begin with a hyphen: what passes is never taken for an option by a program, nor for
/// another part of an address.
/// </remarks>
public sealed record EventPattern
{
    // Parts as git has them, without one that is a dot or two.
    private const string Path = "[A-Za-z0-9_][-A-Za-z0-9_]*([./][A-Za-z0-9_][-A-Za-z0-9_]*)*";

    private EventPattern(params string[] values) => Text = string.Join('\n', values);

    /// <summary>The name of a Workflow: up to 63 lower-case letters, digits and hyphens.</summary>
    public static EventPattern WorkflowName { get; } = new("^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$");

    /// <summary>A whole number that is not negative, of at most 18 digits: the number of a pull request.</summary>
    public static EventPattern Number { get; } = new("^[0-9]{1,18}$");

    /// <summary>The id of a commit: 40 or 64 hexadecimal digits.</summary>
    public static EventPattern Commit { get; } = new("^[0-9a-f]{40}([0-9a-f]{24})?$");

    /// <summary>A repository with its owner: <c>owner/name</c>.</summary>
    public static EventPattern Repository { get; } = new("^[A-Za-z0-9][-A-Za-z0-9]{0,38}/[A-Za-z0-9_][-A-Za-z0-9_.]{0,99}$");

    /// <summary>The name of a branch or tag, or a reference as <c>refs/heads/main</c>, of letters, digits and any of <c>_ - . /</c>.</summary>
    public static EventPattern Branch { get; } = new("^" + Path + "$");

    /// <summary>Regular expressions of which one has to match, in the language of Go; each describes the whole value.</summary>
    public IReadOnlyList<string> Expressions => Text.Split('\n');

    private string Text { get; }

    /// <summary>One of these words, exactly.</summary>
    /// <param name="words">At least one; letters, digits and any of <c>_ - . /</c>, no hyphen, dot or slash first.</param>
    /// <returns>The pattern.</returns>
    /// <exception cref="ArgumentException">There is no word, or one has not that form.</exception>
    public static EventPattern OneOf(params IReadOnlyList<string> words)
    {
        ArgumentNullException.ThrowIfNull(words);
        if (words.Count == 0) throw new ArgumentException("Nothing is one of no words; name at least one.", nameof(words));
        return new EventPattern([.. words.Select(static word => $"^{Literal(EventNames.Word(word, nameof(words)))}$")]);
    }

    /// <summary>A branch, tag or reference that begins so and goes on: <c>release/</c> passes <c>release/2</c>.</summary>
    /// <param name="prefix">Letters, digits and any of <c>_ - . /</c>, no hyphen, dot or slash first.</param>
    /// <returns>The pattern.</returns>
    /// <exception cref="ArgumentException">The prefix has not that form.</exception>
    public static EventPattern StartingWith(string prefix) => new($"^{Literal(EventNames.Word(prefix, nameof(prefix)))}{Path}$");

    /// <summary>The expressions, <c> or </c> between them.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => string.Join(" or ", Expressions);

    /// <summary>The name of a Workflow that begins so.</summary>
    internal static EventPattern WorkflowOf(string prefix) => new($"^{prefix}[a-z0-9]([-a-z0-9]{{0,{61 - prefix.Length}}}[a-z0-9])?$");

    // Of all that a word may have, only the dot means something in an expression.
    private static string Literal(string word) => word.Replace(".", "\\.", StringComparison.Ordinal);
}
