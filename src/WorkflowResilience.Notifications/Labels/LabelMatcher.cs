using System.Buffers;
using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace WorkflowResilience.Notifications;

/// <summary>
/// A condition on one label, as Alertmanager has them: <c>severity="critical"</c>, <c>team!=db</c>, <c>stage=~"Test.*|Scan"</c>, <c>kind!~circuit_.*</c>. A label that is not there
/// matches as an empty text; regular expressions match the whole text, in time linear in it.
/// </summary>
/// <remarks>Immutable and thread-safe. Two are equal when their text is.</remarks>
public sealed class LabelMatcher : IEquatable<LabelMatcher>
{
    private const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.Singleline;

    // Expressions of these characters and | are lists of texts, which need no engine: what most routes are made of.
    private static readonly SearchValues<char> s_plain = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-:/ |");

    private readonly Regex? _regex;
    private readonly string[]? _texts;

    private LabelMatcher(string name, MatchOperator op, string value)
    {
        (Name, Operator, Value) = (name, op, value);
        if (op is not (MatchOperator.Matches or MatchOperator.NotMatches)) return;
        if (!value.AsSpan().ContainsAnyExcept(s_plain))
        {
            _texts = value.Split('|');
            return;
        }

        // By itself first: 'a)|(b' is wrong, but right between the brackets of the anchors.
        _ = new Regex(value, Options);
        _regex = new Regex($"^(?:{value})\\z", Options);
    }

    /// <summary>The label's name.</summary>
    public string Name { get; }

    /// <summary>How it is compared.</summary>
    public MatchOperator Operator { get; }

    /// <summary>The text or regular expression to compare with.</summary>
    public string Value { get; }

    /// <summary>The label has this value.</summary>
    /// <param name="name">The label's name.</param>
    /// <param name="value">The value; empty: the label is not there.</param>
    public static LabelMatcher Equal(string name, string value) => Of(name, MatchOperator.Equal, value);

    /// <summary>The label matches a regular expression.</summary>
    /// <param name="name">The label's name.</param>
    /// <param name="pattern">The expression; it matches whole values.</param>
    public static LabelMatcher Matches(string name, string pattern) => Of(name, MatchOperator.Matches, pattern);

    /// <summary>A matcher of its parts.</summary>
    /// <param name="name">The label's name: a letter or <c>_</c>, then letters, digits and <c>_</c>.</param>
    /// <param name="op">How it is compared.</param>
    /// <param name="value">The text or regular expression.</param>
    /// <exception cref="FormatException">The name or the expression is wrong; the message says how.</exception>
    public static LabelMatcher Of(string name, MatchOperator op, string value)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(value);
        if (Problem(name) is { } problem) throw new FormatException(problem);
        try
        {
            return new LabelMatcher(name, op, value);
        }
        catch (RegexParseException e)
        {
            throw new FormatException($"The expression '{value}' of the label '{name}' is wrong at character {e.Offset}: {e.Error}.", e);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            throw new FormatException($"The expression '{value}' of the label '{name}' is not one that can be matched in linear time; write one without look-around and back references.", e);
        }
    }

    /// <summary>Reads a matcher such as <c>severity="critical"</c>; the quotes may be left out.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="FormatException">It is none; the message says why and where.</exception>
    public static LabelMatcher Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int at = text.AsSpan().IndexOfAny('=', '!');
        if (at < 0) throw new FormatException($"The matcher '{text}' has no operator; write a name, one of =, !=, =~ and !~, and a value, such as severity=\"critical\".");
        char second = at + 1 < text.Length ? text[at + 1] : ' ';
        (MatchOperator op, int length) = (text[at], second) switch
        {
            ('=', '~') => (MatchOperator.Matches, 2),
            ('!', '~') => (MatchOperator.NotMatches, 2),
            ('!', '=') => (MatchOperator.NotEqual, 2),
            ('=', _) => (MatchOperator.Equal, 1),
            _ => throw new FormatException($"The matcher '{text}' has '!' at character {at + 1} without '=' or '~' behind it; the operators are =, !=, =~ and !~."),
        };
        string value = text[(at + length)..].Trim();
        if (value.StartsWith('"')) value = Unquote(text, value);
        return Of(text[..at].Trim(), op, value);
    }

    /// <summary>Whether the labels match.</summary>
    /// <param name="labels">The labels.</param>
    /// <returns>Whether they do.</returns>
    public bool IsMatch(ImmutableSortedDictionary<string, string> labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        return IsMatch(labels.GetValueOrDefault(Name, ""));
    }

    /// <inheritdoc/>
    public bool Equals(LabelMatcher? other) =>
        other is not null && Operator == other.Operator && string.Equals(Name, other.Name, StringComparison.Ordinal) && string.Equals(Value, other.Value, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as LabelMatcher);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Operator, Value);

    /// <summary>The matcher as <see cref="Parse"/> reads it.</summary>
    /// <returns>Such as <c>severity="critical"</c>.</returns>
    public override string ToString() => $"{Name}{Sign}\"{Value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}\"";

    internal static bool AllMatch(IReadOnlyList<LabelMatcher> matchers, ImmutableSortedDictionary<string, string> labels)
    {
        for (int i = 0; i < matchers.Count; i++)
        {
            if (!matchers[i].IsMatch(labels)) return false;
        }

        return true;
    }

    internal static string? Problem(string name)
    {
        if (name.Length == 0) return "A matcher has no label; write a name before the operator, such as severity.";
        for (int i = 0; i < name.Length; i++)
        {
            if (char.IsAsciiLetter(name[i]) || name[i] == '_' || (i > 0 && char.IsAsciiDigit(name[i]))) continue;
            return $"The label '{name}' has '{name[i]}' at character {i + 1}; a label is a letter or _, then letters, digits and _.";
        }

        return null;
    }

    private string Sign => Operator switch
    {
        MatchOperator.Equal => "=",
        MatchOperator.NotEqual => "!=",
        MatchOperator.Matches => "=~",
        _ => "!~",
    };

    private bool IsMatch(string value) => Operator switch
    {
        MatchOperator.Equal => string.Equals(value, Value, StringComparison.Ordinal),
        MatchOperator.NotEqual => !string.Equals(value, Value, StringComparison.Ordinal),
        MatchOperator.Matches => IsWholeMatch(value),
        _ => !IsWholeMatch(value),
    };

    private bool IsWholeMatch(string value)
    {
        if (_texts is null) return _regex!.IsMatch(value);
        foreach (string text in _texts)
        {
            if (string.Equals(text, value, StringComparison.Ordinal)) return true;
        }

        return false;
    }

    private static string Unquote(string text, string quoted)
    {
        var value = new System.Text.StringBuilder(quoted.Length);
        for (int i = 1; i < quoted.Length; i++)
        {
            char c = quoted[i];
            if (c == '"')
            {
                return i == quoted.Length - 1 ? value.ToString() : throw new FormatException($"The matcher '{text}' goes on behind its closing quote; write one matcher in one text.");
            }

            if (c == '\\' && i + 1 < quoted.Length)
            {
                char next = quoted[++i];
                if (next == 'n') value.Append('\n');
                else if (next is '"' or '\\') value.Append(next);
                else value.Append('\\').Append(next);
                continue;
            }

            value.Append(c);
        }

        throw new FormatException($"The matcher '{text}' has no closing quote; add \" at its end.");
    }
}
