using System.Globalization;
using System.Text.Json;

namespace WorkflowResilience.Analysis;

/// <summary>Turns the JSON of a pack into patterns. What JSON cannot say of right and wrong is told by <see cref="PackCheck"/>.</summary>
internal static class PackReader
{
    internal const int Schema = 1;

    /// <summary>Reads a pack.</summary>
    /// <exception cref="PatternPackException">It is no pack.</exception>
    internal static PatternPack Read(ReadOnlySpan<byte> json, string source)
    {
        if (json.StartsWith("\uFEFF"u8)) json = json[3..];
        PackDocument document = Parse(json, source);
        if (document.Schema != Schema)
            throw Refused(source, "schema", string.Create(CultureInfo.InvariantCulture, $"The schema {document.Schema} is not known here; {Schema} is. Write the pack for it, or use a newer version of the library."));
        var problems = new List<PackProblem>();
        var patterns = new FailurePattern[document.Patterns.Length];
        for (int i = 0; i < patterns.Length; i++)
        {
            if (document.Patterns[i] is not { } written)
            {
                problems.Add(new PackProblem(source, $"patterns[{i}]", "There is null where a pattern belongs; remove it."));
                continue;
            }

            patterns[i] = Pattern(written, (path, reason) => problems.Add(new PackProblem(source, $"patterns[{i}] {written.Id}: {path}", reason)));
        }

        return problems.Count == 0 ? new PatternPack(document.Pack, document.Version, patterns, document.Disable, source) : throw new PatternPackException(problems);
    }

    private static PackDocument Parse(ReadOnlySpan<byte> json, string source)
    {
        try
        {
            return JsonSerializer.Deserialize(json, PackJsonContext.Default.PackDocument) ?? throw Refused(source, "$", "There is null where a pack belongs.");
        }
        catch (JsonException exception)
        {
            string why = FailureText.MessageOf(exception);
            int repetition = why.IndexOf(" Path: ", StringComparison.Ordinal);
            string where = exception.LineNumber is { } line
                ? string.Create(CultureInfo.InvariantCulture, $"{exception.Path ?? "$"}, line {line + 1}, position {(exception.BytePositionInLine ?? 0) + 1}")
                : exception.Path ?? "$";
            throw Refused(source, where, repetition < 0 ? why : why[..repetition]);
        }
    }

    private static PatternPackException Refused(string source, string path, string reason) => new([new PackProblem(source, path, reason)]);

    private static FailurePattern Pattern(PatternDocument written, Action<string, string> wrong) => new()
    {
        Id = written.Id,
        Title = written.Title,
        Category = Enum<FailureCategory>(written.Category, "category", wrong),
        Verdict = written.Transient switch { true => FailureVerdict.Transient, false => FailureVerdict.Permanent, null => FailureVerdict.Unknown },
        Tier = written.Tier,
        Says = Enum<PatternMeaning>(written.Says, "says", wrong),
        Any = written.Any,
        All = written.All,
        Unless = written.Unless,
        Scope = Enum<PatternScope>(written.Scope, "scope", wrong),
        IsOrdinal = written.Ordinal,
        ExitCodes = written.ExitCodes,
        StatusCodes = written.Status,
        ExceptionTypes = written.Exceptions,
        When = Conditions(written.When, wrong),
        Factors = written.Factors,
        Recommendations = Advice(written.Recommendations, wrong),
        Link = Link(written.Link, wrong),
        Owner = written.Owner,
        Since = written.Since,
        Matches = written.Tests.Match,
        MatchesNot = written.Tests.NoMatch,
    };

    private static PatternCondition[] Conditions(ConditionDocument[] written, Action<string, string> wrong)
    {
        var conditions = new List<PatternCondition>();
        for (int i = 0; i < written.Length; i++)
        {
            if (written[i] is not { } one)
            {
                wrong($"when[{i}]", "There is null where a condition belongs; remove it.");
                continue;
            }

            PatternCondition?[] comparisons =
            [
                one.EqualTo is { } value ? PatternCondition.Equal(one.Field, Value(value, i, wrong)) : null,
                one.Contains is { } part ? PatternCondition.Containing(one.Field, part) : null,
                one.Greater is { } lower ? PatternCondition.Above(one.Field, lower) : null,
                one.Less is { } upper ? PatternCondition.Below(one.Field, upper) : null,
                one.Exists is true ? PatternCondition.Present(one.Field) : null,
                one.Matches is { } literal ? Matching(one.Field, literal, i, wrong) : null,
            ];
            if (one.Exists is false) wrong($"when[{i}].exists", "A condition cannot ask that a field is absent; leave it out.");
            else if (Array.TrueForAll(comparisons, static c => c is null)) wrong($"when[{i}]", "The condition compares with nothing; give it equals, contains, greater, less, exists or matches.");
            conditions.AddRange(comparisons.OfType<PatternCondition>());
        }

        return [.. conditions];
    }

    private static string Value(JsonElement written, int index, Action<string, string> wrong)
    {
        try
        {
            if (written.ValueKind is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False) return written.ToString();
        }
        catch (InvalidOperationException)
        {
            // Half a character, written as an escape.
        }

        wrong($"when[{index}].equals", "The value must be a text of whole characters, a number, true or false.");
        return "";
    }

    private static PatternCondition? Matching(string field, string literal, int index, Action<string, string> wrong)
    {
        if (PatternLiteral.Read(literal, ordinal: false, out string? problem) is not null) return PatternCondition.Matching(field, literal);
        wrong($"when[{index}].matches", problem!);
        return PatternCondition.Present(field);
    }

    private static FailureRecommendation[] Advice(AdviceDocument[] written, Action<string, string> wrong)
    {
        var advice = new FailureRecommendation[written.Length];
        for (int i = 0; i < written.Length; i++)
        {
            if (written[i] is not { } one)
            {
                wrong($"recommendations[{i}]", "There is null where a recommendation belongs; remove it.");
                continue;
            }

            RecoveryAction action = Enum<RecoveryAction>(one.Action, $"recommendations[{i}].action", wrong);
            TimeSpan? takes = null;
            if (one.Takes is { } text)
            {
                if (Time.DurationText.TryParse(text, out TimeSpan duration, out string? problem)) takes = duration;
                else wrong($"recommendations[{i}].takes", problem!);
            }

            advice[i] = new FailureRecommendation(action, one.Text) { Takes = takes, IsAutomatic = one.Automatic ?? action == RecoveryAction.AutoRetry, Priority = one.Priority ?? i + 1 };
        }

        return advice;
    }

    private static Uri? Link(string? text, Action<string, string> wrong)
    {
        if (text is null) return null;
        if (Uri.TryCreate(text, UriKind.Absolute, out Uri? link) && link.Scheme is "https" or "http") return link;
        wrong("link", $"'{text}' is no web address; write it in full, with https://.");
        return null;
    }

    private static T Enum<T>(string? text, string path, Action<string, string> wrong)
        where T : struct, Enum
    {
        if (text is null) return default;
        if (System.Enum.GetNames<T>().Contains(text, StringComparer.OrdinalIgnoreCase)) return System.Enum.Parse<T>(text, ignoreCase: true);
        wrong(path, $"'{text}' is none of {string.Join(", ", System.Enum.GetNames<T>())}.");
        return default;
    }
}
