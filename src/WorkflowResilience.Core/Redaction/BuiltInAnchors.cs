namespace WorkflowResilience.Redaction;

/// <summary>The anchors of the rules that come with the library.</summary>
internal static class BuiltInAnchors
{
    internal static readonly Anchor[] All =
    [
        .. TokenTable.Shapes.SelectMany(OfShape),
        .. TokenTable.MidShapes.Select(shape => new Anchor(shape.Literal, MidShape.Apply, shape)),
        .. Each(JwtRule.Literals, JwtRule.Apply),
        .. Each(AwsKeyRule.Literals, AwsKeyRule.Apply),
        .. Each(DiscordBotRule.Literals, DiscordBotRule.Apply),
        .. Each(DataSourceRule.Literals, DataSourceRule.Apply),
        new(PemRule.Begin, PemRule.Apply),
        new(PemBase64Rule.Literal, PemBase64Rule.Apply),
        .. UserInfoRule.Literals.Select(l => new Anchor(l, UserInfoRule.Apply, AnyCase: true)),
        .. SchemeRule.Literals.Select(l => new Anchor(l, SchemeRule.Apply, AnyCase: true)),
        .. OfNames(SecretNames.Rows),
        .. FlagRow.Rows.GroupBy(r => r.Flag, StringComparer.Ordinal).SelectMany(OfFlag),
        .. ArgumentRow.Rows.Select(r => new Anchor(r.Command, ArgumentRule.Apply, r)),
        .. Each(PipeRule.Literals, PipeRule.Apply),
    ];

    internal static IEnumerable<Anchor> OfNames(IEnumerable<NameRow> rows) =>
        rows.GroupBy(r => r.Word, StringComparer.Ordinal).Select(g => new Anchor(g.Key, NameRule.Apply, g.ToArray(), AnyCase: true));

    // A beginning that is too short to be found is looked for with each digit that may follow.
    internal static IEnumerable<Anchor> OfShape(TokenShape shape) =>
        shape.Prefix.Length >= TrigramFilter.Length
            ? [new Anchor(shape.Prefix, TokenShape.Apply, shape)]
            : "0123456789abcdef".Select(next => new Anchor(shape.Prefix + next, TokenShape.Apply, shape));

    // A flag of a command line, or one of a list of arguments in quotes.
    private static IEnumerable<Anchor> OfFlag(IGrouping<string, FlagRow> rows) =>
        " \"'".Select(before => new Anchor(before + rows.Key[1..], FlagRule.Apply, rows.ToArray()));

    private static IEnumerable<Anchor> Each(string[] literals, AnchorRule rule) => literals.Select(l => new Anchor(l, rule));
}
