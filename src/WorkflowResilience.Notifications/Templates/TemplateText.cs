using System.Text;

namespace WorkflowResilience.Notifications;

/// <summary>
/// A text with placeholders, taken apart once: <c>{stage}</c>, with a substitute <c>{root_cause|unknown}</c>, and <c>{{</c> and <c>}}</c> for braces. Filled in one pass: what looks
/// like a placeholder in a value is text.
/// </summary>
internal sealed class TemplateText
{
    /// <summary>The longest template, in characters.</summary>
    internal const int MaxLength = 16_384;

    private readonly List<(string? Text, Func<MessageModel, string?>? Value, string Substitute)> _parts = [];

    private TemplateText()
    {
    }

    /// <summary>Takes a text apart.</summary>
    /// <param name="text">The text.</param>
    /// <param name="problem">What is wrong with it, as a phrase; null when nothing is.</param>
    internal static TemplateText? Parse(string text, out string? problem)
    {
        problem = null;
        if (text.Length > MaxLength)
        {
            problem = $"has {text.Length} characters; {MaxLength} is the most";
            return null;
        }

        var template = new TemplateText();
        var literal = new StringBuilder();
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (c is '{' or '}' && i + 1 < text.Length && text[i + 1] == c)
            {
                literal.Append(c);
                i++;
            }
            else if (c == '}')
            {
                problem = $"has '}}' at character {i + 1} without '{{' before it; write }}}} for a brace";
                return null;
            }
            else if (c != '{')
            {
                literal.Append(c);
            }
            else
            {
                int end = text.IndexOf('}', i);
                if (end < 0)
                {
                    problem = $"has '{{' at character {i + 1} without '}}' behind it; write {{{{ for a brace";
                    return null;
                }

                string inside = text[(i + 1)..end];
                int bar = inside.IndexOf('|', StringComparison.Ordinal);
                string name = (bar < 0 ? inside : inside[..bar]).Trim();
                if (PlaceholderTable.Find(name) is not { } value)
                {
                    problem = $"has the unknown placeholder '{{{name}}}' at character {i + 1}{NearestName.Hint(name, PlaceholderTable.Names)}";
                    return null;
                }

                template.AddLiteral(literal);
                template._parts.Add((null, value, bar < 0 ? "" : inside[(bar + 1)..]));
                i = end;
            }
        }

        template.AddLiteral(literal);
        return template;
    }

    /// <summary>Fills it in, each value escaped for a format.</summary>
    internal string Fill(MessageModel model, MessageFormat format)
    {
        var text = new StringBuilder();
        foreach ((string? literal, Func<MessageModel, string?>? value, string substitute) in _parts)
        {
            if (literal is not null) text.Append(literal);
            else text.Append(value!(model) is { Length: > 0 } there ? Markup.Escape(format, there) : substitute);
        }

        return text.ToString();
    }

    private void AddLiteral(StringBuilder literal)
    {
        if (literal.Length > 0) _parts.Add((literal.ToString(), null, ""));
        literal.Clear();
    }
}
