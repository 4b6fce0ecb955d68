using System.Text.RegularExpressions;

namespace WorkflowResilience.Redaction;

/// <summary>All rules of a moment: those of the library and those of the host. Immutable.</summary>
internal sealed class RuleSet
{
    private const string Group = "secret";

    private static readonly AnchorSet s_builtIn = new(BuiltInAnchors.All);

    private readonly AnchorSet _anchors;
    private readonly LiteralMatcher? _literals;
    private readonly Regex[] _expressions;

    internal RuleSet(IReadOnlyCollection<string> literals, IReadOnlyCollection<SecretShape> shapes)
    {
        Anchor[] own = [.. shapes.SelectMany(AnchorsOf)];
        _anchors = own.Length == 0 ? s_builtIn : new AnchorSet([.. BuiltInAnchors.All, .. own]);
        _literals = literals.Count == 0 ? null : new LiteralMatcher(literals.SelectMany(LiteralForms.Of));
        _expressions = [.. shapes.OfType<SecretShape.MatchingSecret>().Select(s => s.Expression)];
    }

    /// <summary>One pass over a text.</summary>
    internal string Pass(string text)
    {
        var scan = new RedactionScan(text, stackalloc Ahead[Charset.Count]);
        _literals?.Apply(ref scan);
        _anchors.Apply(ref scan);
        QueryRule.Apply(ref scan);
        foreach (Regex expression in _expressions) Apply(expression, ref scan);
        return scan.Result();
    }

    private static void Apply(Regex expression, ref RedactionScan scan)
    {
        for (Match match = expression.Match(scan.Text); match.Success; match = match.NextMatch())
        {
            Capture secret = match.Groups.TryGetValue(Group, out Group? group) && group.Success ? group : match;
            scan.Replace(secret.Index, secret.Index + secret.Length);
        }
    }

    private static IEnumerable<Anchor> AnchorsOf(SecretShape shape) => shape switch
    {
        SecretShape.TokenSecret t => BuiltInAnchors.OfShape(new TokenShape(t.Prefix, CharsetOf(t.Charset), t.Min, t.Max, TokenTraits.None)),
        SecretShape.NamedSecret n => BuiltInAnchors.OfNames(Spellings(n.Name).Select(s => new NameRow(s, NameStrength.Certain, NameStrength.Certain, [], [], WholeWord: false))),
        _ => [],
    };

    private static IEnumerable<string> Spellings(string name) =>
        ((string[])[name, name.Replace('-', '_'), name.Replace('_', '-'), name.Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal)])
        .Where(s => s.Length >= TrigramFilter.Length).Distinct(StringComparer.Ordinal);

    private static Charset CharsetOf(SecretCharset charset) => charset switch
    {
        SecretCharset.Hex => Charset.Hex,
        SecretCharset.Word => Charset.Word,
        SecretCharset.Base64 => Charset.Base64,
        SecretCharset.Base64Url => Charset.Base64Url,
        SecretCharset.Dotted => Charset.Dotted,
        _ => Charset.Alphanumeric,
    };
}
