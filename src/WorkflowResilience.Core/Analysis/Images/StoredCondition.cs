namespace WorkflowResilience.Analysis;

/// <summary>A condition of a pattern as it stands in an image: a letter for the comparison, the field, what it is compared with.</summary>
internal static class StoredCondition
{
    internal static void Write(BinaryWriter writer, PatternCondition condition)
    {
        (char letter, Action rest) = condition switch
        {
            PatternCondition.EqualTo equal => ('=', () => writer.Write(equal.Value)),
            PatternCondition.Contains contains => ('c', () => writer.Write(contains.Part)),
            PatternCondition.Greater greater => ('>', () => writer.Write(greater.Bound)),
            PatternCondition.Less less => ('<', () => writer.Write(less.Bound)),
            PatternCondition.Exists => ('e', static () => { }),
            PatternCondition.Matches matches => ('m', (Action)(() => writer.Write(matches.Literal))),
            _ => throw new NotSupportedException($"An image has no letter for the condition {condition.GetType().Name}; give it one here, for writing and for reading."),
        };
        writer.Write((byte)letter);
        writer.Write(condition.Field);
        rest();
    }

    internal static PatternCondition Read(ref ImageCursor cursor)
    {
        char letter = (char)cursor.Byte();
        string field = cursor.Text();
        return letter switch
        {
            '=' => PatternCondition.Equal(field, cursor.Text()),
            'c' => PatternCondition.Containing(field, cursor.Text()),
            '>' => PatternCondition.Above(field, cursor.Double()),
            '<' => PatternCondition.Below(field, cursor.Double()),
            'm' => PatternCondition.Matching(field, cursor.Text()),
            _ => PatternCondition.Present(field),
        };
    }
}
