namespace WorkflowResilience.Argo;

/// <summary>Reads expressions of expr-lang by the precedence of their operators, as deep as <see cref="DeepestLevel"/>; deeper ones are passed over. Nothing is thrown for a text.</summary>
/// <remarks>What is of no use in a condition (maps, closures, slices) is read as something of an unknown type, rather than complained of.</remarks>
internal sealed class ExprParser
{
    internal const int DeepestLevel = 100;

    /// <summary>Words of an expression that is looked at; a longer one is passed over, since its tree may be as deep as it is long.</summary>
    internal const int MostTokens = 2_000;

    private const int Choice = 1;
    private const int Not = 50;
    private const int Sign = 90;
    private const int Postfix = 1000;

    private static readonly Dictionary<string, int> s_binary = new(StringComparer.Ordinal)
    {
        ["|"] = 0,
        ["||"] = 10,
        ["or"] = 10,
        ["&&"] = 15,
        ["and"] = 15,
        ["=="] = 20,
        ["!="] = 20,
        ["<"] = 20,
        [">"] = 20,
        ["<="] = 20,
        [">="] = 20,
        ["in"] = 20,
        ["matches"] = 20,
        ["contains"] = 20,
        ["startsWith"] = 20,
        ["endsWith"] = 20,
        [".."] = 25,
        ["+"] = 30,
        ["-"] = 30,
        ["*"] = 60,
        ["/"] = 60,
        ["%"] = 60,
        ["**"] = 100,
        ["^"] = 100,
        ["??"] = 500,
    };

    private readonly IReadOnlyList<ExprToken> _tokens;
    private ExprProblem? _problem;
    private int _at;
    private int _level;
    private bool _tooDeep;

    private ExprParser(IReadOnlyList<ExprToken> tokens) => _tokens = tokens;

    private ExprToken Current => _tokens[_at];

    internal static ExprParsed Parse(string text)
    {
        (IReadOnlyList<ExprToken> tokens, ExprProblem? problem) = ExprLexer.Split(text);
        bool hasTags = tokens.Any(static token => token.Kind == ExprTokenKind.Tag);
        if (problem is not null || tokens.Count > MostTokens) return new ExprParsed(null, problem, hasTags);
        var parser = new ExprParser(tokens);
        ExprNode root = parser.ParseSequence();
        if (parser.Current.Kind != ExprTokenKind.End) parser.Fail($"{Told(parser.Current)} does not fit there.", "Check what stands before it: an operator may lack, or a parenthesis be too many.");
        if (parser._tooDeep) return new ExprParsed(null, null, hasTags);
        return parser._problem is null ? new ExprParsed(root, null, hasTags) : new ExprParsed(null, parser._problem, hasTags);
    }

    private static string Told(in ExprToken token) => token.Kind switch
    {
        ExprTokenKind.End => "The end",
        ExprTokenKind.Text => "A text in quotes",
        _ => token.Text,
    };

    // The first problem counts; afterwards everything is at its end, so that nothing is read twice.
    private ExprNode Fail(string message, string fix)
    {
        _problem ??= new ExprProblem(ExprProblemKind.Unreadable, Current.Position, message, fix);
        _at = _tokens.Count - 1;
        return Opaque(Current.Position);
    }

    private static ExprNode Opaque(int position) => new(ExprNodeKind.Opaque, "", position, []);

    private bool Accept(string text)
    {
        if (!Current.Is(text)) return false;
        _at++;
        return true;
    }

    private void Expect(string text)
    {
        if (!Accept(text)) Fail($"{Told(Current)} stands where {text} was expected.", $"Close what is open with {text}.");
    }

    private ExprNode ParseSequence()
    {
        ExprNode node = Parse(0);
        while (Accept(";")) node = Parse(0);
        return node;
    }

    private ExprNode Parse(int precedence)
    {
        if (++_level > DeepestLevel)
        {
            _tooDeep = true;
            return Fail("The expression is too deep to be read here.", "Write it simpler.");
        }

        ExprNode left = ParseUnary();
        while (true)
        {
            ExprToken token = Current;
            bool negated = token.IsWord("not") && _tokens[_at + 1].Kind == ExprTokenKind.Name && _tokens[_at + 1].Text is "in" or "matches" or "contains" or "startsWith" or "endsWith";
            if (negated) token = _tokens[_at + 1];
            if (token.Kind is not (ExprTokenKind.Operator or ExprTokenKind.Name) || !s_binary.TryGetValue(token.Text, out int binds) || binds < precedence) break;
            _at += negated ? 2 : 1;
            ExprNode right = Parse(token.Text is "**" or "^" ? binds : binds + 1);
            left = token.Text is "|" or "??" or ".."
                ? new ExprNode(ExprNodeKind.Opaque, token.Text, token.Position, [left, right])
                : new ExprNode(ExprNodeKind.Binary, token.Text, token.Position, [left, right]);
            if (negated) left = new ExprNode(ExprNodeKind.Unary, "not", token.Position, [left]);
        }

        if (precedence <= Choice) left = ParseChoice(left);
        _level--;
        return left;
    }

    private ExprNode ParseChoice(ExprNode condition)
    {
        while (Current.Is("?"))
        {
            int position = Current.Position;
            _at++;
            if (Accept(":"))
            {
                condition = new ExprNode(ExprNodeKind.Opaque, "?:", position, [condition, Parse(0)]);
                continue;
            }

            ExprNode yes = Parse(0);
            Expect(":");
            condition = new ExprNode(ExprNodeKind.Choice, "?", position, [condition, yes, Parse(0)]);
        }

        return condition;
    }

    private ExprNode ParseUnary()
    {
        ExprToken token = Current;
        int binds = token.Is("!") ? Postfix : token.IsWord("not") ? Not : token.Is("-") || token.Is("+") ? Sign : -1;
        if (binds < 0) return ParsePostfix(ParsePrimary());
        _at++;
        return new ExprNode(ExprNodeKind.Unary, token.Text, token.Position, [Parse(binds)]);
    }

    private ExprNode ParsePrimary()
    {
        ExprToken token = Current;
        switch (token.Kind)
        {
            case ExprTokenKind.Number:
                _at++;
                return ExprNode.Leaf(ExprNodeKind.Number, token);
            case ExprTokenKind.Text:
                _at++;
                return ExprNode.Leaf(ExprNodeKind.Text, token);
            case ExprTokenKind.Tag:
                _at++;
                return ExprNode.Leaf(ExprNodeKind.Opaque, token);
            case ExprTokenKind.Name:
                return ParseName(token);
            case ExprTokenKind.Operator:
                return ParseBracket(token);
            default:
                return Fail("The end stands where a value was expected.", "Complete the condition.");
        }
    }

    private ExprNode ParseName(in ExprToken token)
    {
        if (token.Text is "in" or "matches" or "contains" or "startsWith" or "endsWith" or "and" or "or") return Fail($"{token.Text} stands where a value was expected.", "Write a value on both sides of it.");
        _at++;
        switch (token.Text)
        {
            case "true" or "false":
                return ExprNode.Leaf(ExprNodeKind.Bool, token);
            case "nil":
                return ExprNode.Leaf(ExprNodeKind.Nil, token);
            case "let" when Current.Kind == ExprTokenKind.Name:
                _at++;
                Expect("=");
                Parse(0);
                Expect(";");
                ParseSequence();
                return Opaque(token.Position);
            case "if" when !Current.Is("("):
            case "if" when Current.Is("(") && FollowsBlock():
                Parse(0);
                SkipBlock();
                while (Current.IsWord("else"))
                {
                    _at++;
                    if (Current.IsWord("if"))
                    {
                        _at++;
                        Parse(0);
                    }

                    SkipBlock();
                }

                return Opaque(token.Position);
            default:
                return ExprNode.Leaf(ExprNodeKind.Name, token);
        }
    }

    private ExprNode ParseBracket(in ExprToken token)
    {
        if (token.Is("{"))
        {
            SkipBlock();
            return Opaque(token.Position);
        }

        if (token.Is("#") || token.Is("."))
        {
            // Where it stands in a closure: the item, or one of its members.
            _at++;
            if (Current.Kind == ExprTokenKind.Name) _at++;
            return Opaque(token.Position);
        }

        if (Accept("("))
        {
            ExprNode inner = ParseSequence();
            Expect(")");
            return inner;
        }

        if (!Accept("[")) return Fail($"{token.Text} stands where a value was expected.", token.Text is "=" ? "Compare with ==." : "Write a value there.");
        return new ExprNode(ExprNodeKind.List, "", token.Position, ParseItems("]"));
    }

    private List<ExprNode> ParseItems(string end)
    {
        var items = new List<ExprNode>();
        while (!Current.Is(end))
        {
            items.Add(Parse(0));
            if (!Accept(",")) break;
        }

        Expect(end);
        return items;
    }

    private ExprNode ParsePostfix(ExprNode node)
    {
        while (true)
        {
            ExprToken token = Current;
            if (token.Is(".") || token.Is("?.") || token.Is("::"))
            {
                _at++;
                if (token.Is("?.") && Current.Is("[")) continue;
                if (Current.Kind != ExprTokenKind.Name) return Fail($"{Told(Current)} is no name of a member.", "Write a name after the dot, or the name in quotes and brackets: [\"…\"].");
                node = new ExprNode(ExprNodeKind.Member, Current.Text, token.Position, [node]);
                _at++;
            }
            else if (Accept("["))
            {
                node = ParseIndex(node, token.Position);
            }
            else if (Accept("("))
            {
                node = new ExprNode(ExprNodeKind.Call, "", node.Position, [node, .. ParseItems(")")]);
            }
            else
            {
                return node;
            }
        }
    }

    private ExprNode ParseIndex(ExprNode target, int position)
    {
        ExprNode? index = Current.Is(":") ? null : Parse(0);
        if (!Accept(":"))
        {
            Expect("]");
            return new ExprNode(ExprNodeKind.Index, "", position, [target, index ?? Opaque(position)]);
        }

        if (!Current.Is("]")) Parse(0);
        Expect("]");
        return Opaque(position);
    }

    private bool FollowsBlock()
    {
        int open = 0;
        for (int i = _at; i < _tokens.Count; i++)
        {
            if (_tokens[i].Is("(")) open++;
            else if (_tokens[i].Is(")") && --open == 0) return _tokens[i + 1].Is("{");
        }

        return false;
    }

    private void SkipBlock()
    {
        if (!Current.Is("{"))
        {
            Fail($"{Told(Current)} stands where {{ was expected.", "Put what is to be done in braces.");
            return;
        }

        int open = 0;
        do
        {
            if (Current.Is("{")) open++;
            else if (Current.Is("}")) open--;
            else if (Current.Kind == ExprTokenKind.End)
            {
                Fail("A brace has no end.", "Close it with }.");
                return;
            }

            _at++;
        }
        while (open > 0);
    }
}
