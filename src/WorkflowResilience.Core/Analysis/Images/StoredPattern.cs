namespace WorkflowResilience.Analysis;

/// <summary>A pattern as it stands in an image, except its tests. Its id comes first, so that it can be read alone.</summary>
internal static class StoredPattern
{
    internal static void Write(BinaryWriter writer, FailurePattern pattern)
    {
        writer.Write(pattern.Id);
        writer.Write(pattern.Title);
        writer.Write((byte)pattern.Category);
        writer.Write((byte)pattern.Verdict);
        writer.Write((byte)pattern.Tier);
        writer.Write((byte)pattern.Says);
        writer.Write((byte)pattern.Scope);
        writer.Write(pattern.IsOrdinal);
        writer.WriteTexts(pattern.Any);
        writer.WriteTexts(pattern.All);
        writer.WriteTexts(pattern.Unless);
        writer.WriteInts(pattern.ExitCodes);
        writer.WriteInts(pattern.StatusCodes);
        writer.WriteTexts(pattern.ExceptionTypes);
        writer.Write7BitEncodedInt(pattern.When.Count);
        foreach (PatternCondition condition in pattern.When) StoredCondition.Write(writer, condition);
        writer.WriteTexts(pattern.Factors);
        writer.Write7BitEncodedInt(pattern.Recommendations.Count);
        foreach (FailureRecommendation advice in pattern.Recommendations) WriteAdvice(writer, advice);
        writer.WriteTextOrNull(pattern.Link?.OriginalString);
        writer.WriteTextOrNull(pattern.Owner);
        writer.WriteTextOrNull(pattern.Since);
    }

    internal static FailurePattern Read(ImageCursor cursor, IReadOnlyList<string> matches, IReadOnlyList<string> matchesNot) => new()
    {
        // In the order in which they were written, which is that of evaluation.
        Id = cursor.Text(),
        Title = cursor.Text(),
        Category = (FailureCategory)cursor.Byte(),
        Verdict = (FailureVerdict)cursor.Byte(),
        Tier = cursor.Byte(),
        Says = (PatternMeaning)cursor.Byte(),
        Scope = (PatternScope)cursor.Byte(),
        IsOrdinal = cursor.Bool(),
        Any = cursor.Texts(),
        All = cursor.Texts(),
        Unless = cursor.Texts(),
        ExitCodes = cursor.Ints(),
        StatusCodes = cursor.Ints(),
        ExceptionTypes = cursor.Texts(),
        When = Conditions(ref cursor),
        Factors = cursor.Texts(),
        Recommendations = Advice(ref cursor),
        Link = cursor.TextOrNull() is { } link ? new Uri(link) : null,
        Owner = cursor.TextOrNull(),
        Since = cursor.TextOrNull(),
        Matches = matches,
        MatchesNot = matchesNot,
    };

    private static PatternCondition[] Conditions(ref ImageCursor cursor)
    {
        int count = cursor.Int();
        if (count == 0) return [];
        var conditions = new PatternCondition[count];
        for (int i = 0; i < count; i++) conditions[i] = StoredCondition.Read(ref cursor);
        return conditions;
    }

    private static void WriteAdvice(BinaryWriter writer, FailureRecommendation advice)
    {
        writer.Write((byte)advice.Action);
        writer.Write(advice.Text);
        writer.Write(advice.Takes is not null);
        if (advice.Takes is { } takes) writer.Write(takes.Ticks);
        writer.Write(advice.IsAutomatic);
        writer.Write7BitEncodedInt(advice.Priority);
    }

    private static FailureRecommendation[] Advice(ref ImageCursor cursor)
    {
        int count = cursor.Int();
        if (count == 0) return [];
        var advice = new FailureRecommendation[count];
        for (int i = 0; i < count; i++)
        {
            advice[i] = new FailureRecommendation((RecoveryAction)cursor.Byte(), cursor.Text())
            {
                Takes = cursor.Bool() ? TimeSpan.FromTicks(cursor.Long()) : null,
                IsAutomatic = cursor.Bool(),
                Priority = cursor.Int(),
            };
        }

        return advice;
    }
}
