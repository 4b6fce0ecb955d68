namespace WorkflowResilience.Argo;

/// <summary>A value that is known when the workflow runs, to be compared in a <see cref="When"/>.</summary>
/// <remarks>Immutable.</remarks>
public sealed class WhenValue
{
    private readonly string _reference;

    internal WhenValue(string reference) => _reference = reference;

    /// <summary>It is this text.</summary>
    /// <exception cref="ArgumentException">The text holds a quote, a backslash, a control character or two braces: the value could not be told from the condition.</exception>
    public When Is(string text) => Compare("==", text);

    /// <summary>It is another text.</summary>
    /// <exception cref="ArgumentException">The text holds a quote, a backslash, a control character or two braces: the value could not be told from the condition.</exception>
    public When IsNot(string text) => Compare("!=", text);

    private When Compare(string comparison, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        ExprText.RequireWhole(text, nameof(text));

        // The language of "when" ends a string at either quote and takes a backslash away; text is put in before it is read.
        foreach (char c in text)
        {
            if (c is '"' or '\'' or '\\' or '`' || char.IsControl(c)) throw new ArgumentException($"The text holds {(char.IsControl(c) ? "a control character" : c)}, which would break the condition; compare with a plain word.", nameof(text));
        }

        if (text.Contains("{{", StringComparison.Ordinal)) throw new ArgumentException("The text holds {{, which Argo would substitute; compare with a plain word.", nameof(text));
        return new When(new ExprPart($"\"{_reference}\" {comparison} \"{text}\"", ExprRank.Comparison));
    }
}
