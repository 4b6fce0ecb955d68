namespace WorkflowResilience.Argo;

/// <summary>Looks in a <c>retryStrategy.expression</c> for what expr-lang refuses to evaluate, and for what it silently takes for false. What is not known for sure is left alone.</summary>
/// <remarks>In an expression of a hook only statuses of nodes are looked at: what else can stand there is not known here.</remarks>
internal sealed class ExprChecker
{
    private const string LastRetry = "lastRetry";
    private const string RetryCount = "retries";

    private static readonly string[] s_members = ["exitCode", "status", "duration", "message"];

    private static readonly string[] s_phases = ["Pending", "Running", "Succeeded", "Skipped", "Failed", "Error", "Omitted", ""];

    // Known elsewhere in Argo, but not where a retry is decided.
    private static readonly string[] s_elsewhere = ["inputs", "outputs", "workflow", "steps", "tasks", "item", "pod", "node"];

    private readonly List<ExprProblem> _problems = [];
    private readonly bool _retry;

    private ExprChecker(bool retry) => _retry = retry;

    internal static IReadOnlyList<ExprProblem> CheckRetry(ExprNode root)
    {
        var checker = new ExprChecker(retry: true);
        if (checker.TypeOf(root) is ExprType.Text or ExprType.Number or ExprType.Members) checker.Add(ExprProblemKind.Failing, root, "The expression is no condition: it has no truth value.", "Compare it with something.");
        return checker._problems;
    }

    internal static IReadOnlyList<ExprProblem> CheckHook(ExprNode root)
    {
        var checker = new ExprChecker(retry: false);
        checker.TypeOf(root);
        return checker._problems;
    }

    private void Add(ExprProblemKind kind, ExprNode node, string message, string fix) => _problems.Add(new ExprProblem(kind, node.Position, message, fix));

    private ExprType TypeOf(ExprNode node)
    {
        switch (node.Kind)
        {
            case ExprNodeKind.Text:
                return ExprType.Text;
            case ExprNodeKind.Number:
                return ExprType.Number;
            case ExprNodeKind.Bool:
                return ExprType.Bool;
            case ExprNodeKind.Name:
                return TypeOfName(node);
            case ExprNodeKind.Member or ExprNodeKind.Index:
                return TypeOfMember(node);
            case ExprNodeKind.Call:
                return TypeOfCall(node);
            case ExprNodeKind.Unary:
                return TypeOfUnary(node);
            case ExprNodeKind.Binary:
                return TypeOfBinary(node);
            case ExprNodeKind.Choice:
                TypeOf(node.Parts[0]);
                ExprType yes = TypeOf(node.Parts[1]), no = TypeOf(node.Parts[2]);
                return yes == no ? yes : ExprType.Unknown;
            default:
                foreach (ExprNode part in node.Parts) TypeOf(part);
                return ExprType.Unknown;
        }
    }

    private ExprType TypeOfName(ExprNode node)
    {
        if (!_retry) return ExprType.Unknown;
        if (node.Text is RetryCount) return ExprType.Text;
        if (node.Text is LastRetry) return ExprType.Members;
        if (s_elsewhere.Contains(node.Text)) Add(ExprProblemKind.Failing, node, $"{node.Text} is not known where a retry is decided; only retries and lastRetry are.", $"Let Argo put the value in: \"{{{{{node.Text}.…}}}}\".");
        return ExprType.Unknown;
    }

    private ExprType TypeOfMember(ExprNode node)
    {
        ExprNode target = node.Parts[0];
        string? member = node.Kind == ExprNodeKind.Member ? node.Text : node.Parts[1] is { Kind: ExprNodeKind.Text } key ? key.Text : null;
        if (_retry && target is { Kind: ExprNodeKind.Name, Text: LastRetry } && member is not null)
        {
            if (s_members.Contains(member)) return ExprType.Text;
            Add(ExprProblemKind.Meaningless, node, $"lastRetry has no member {member}, so it is nothing and compares as unequal.", $"Its members are {string.Join(", ", s_members)}{(member is "attempts" or "retries" or "count" ? "; how often was retried is asInt(retries)" : "")}.");
            return ExprType.Unknown;
        }

        foreach (ExprNode part in node.Parts)
        {
            if (TypeOf(part) == ExprType.Text && part == target && target.Kind != ExprNodeKind.Text && node.Kind == ExprNodeKind.Member) Add(ExprProblemKind.Failing, node, $"A text has no member {node.Text}.", "retries and the members of lastRetry are texts; convert them with asInt or asFloat.");
        }

        return ExprType.Unknown;
    }

    private ExprType TypeOfCall(ExprNode node)
    {
        ExprNode callee = node.Parts[0];
        ExprNode[] arguments = [.. node.Parts.Skip(1)];
        ExprType[] types = [.. arguments.Select(TypeOf)];
        if (callee.Kind != ExprNodeKind.Name)
        {
            TypeOf(callee);
            return ExprType.Unknown;
        }

        switch (callee.Text)
        {
            case "asInt" when _retry && arguments is [{ Kind: ExprNodeKind.Member, Text: "duration", Parts: [{ Kind: ExprNodeKind.Name, Text: LastRetry }] }]:
                Add(ExprProblemKind.Fragile, node, "asInt fails for a duration with a fraction of a second.", "Write asFloat(lastRetry.duration).");
                return ExprType.Number;
            case "jsonpath" when types is [ExprType.Members, ..]:
                Add(ExprProblemKind.Failing, node, "jsonpath takes a text; lastRetry is none.", "Name the member: asInt(lastRetry.exitCode).");
                return ExprType.Unknown;
            case "asInt" or "asFloat" when types is [ExprType.Members]:
                Add(ExprProblemKind.Failing, node, $"{callee.Text} cannot convert lastRetry as a whole.", $"Name the member: {callee.Text}(lastRetry.exitCode).");
                return ExprType.Number;
            case "asInt" or "asFloat" or "int" or "float" or "len":
                return ExprType.Number;
            case "string" or "upper" or "lower" or "trim" or "toJson" or "toJSON":
                return ExprType.Text;
            default:
                return ExprType.Unknown;
        }
    }

    private ExprType TypeOfUnary(ExprNode node)
    {
        ExprType type = TypeOf(node.Parts[0]);
        bool sign = node.Text is "-" or "+";
        if (sign ? type is ExprType.Text or ExprType.Bool or ExprType.Members : type is ExprType.Text or ExprType.Number or ExprType.Members)
        {
            Add(ExprProblemKind.Failing, node, $"{node.Text} is not defined for {Told(type)}.", sign ? "Convert it with asInt or asFloat." : "Compare it with something first, in parentheses: !(a == b).");
        }

        return sign ? ExprType.Number : ExprType.Bool;
    }

    private ExprType TypeOfBinary(ExprNode node)
    {
        ExprNode left = node.Parts[0], right = node.Parts[1];
        ExprType a = TypeOf(left), b = TypeOf(right);
        switch (node.Text)
        {
            case "&&" or "and" or "||" or "or":
                CheckOperands(node, a, b, ExprType.Bool);
                return ExprType.Bool;
            case "==" or "!=":
                CheckEquality(node, a, b);
                return ExprType.Bool;
            case "<" or ">" or "<=" or ">=":
                if (a != b && a != ExprType.Unknown && b != ExprType.Unknown) Add(ExprProblemKind.Failing, node, $"{node.Text} cannot compare {Told(a)} with {Told(b)}.", Conversion(left, right));
                return ExprType.Bool;
            case "matches" or "contains" or "startsWith" or "endsWith":
                CheckOperands(node, a, b, ExprType.Text);
                if (node.Text is "matches" && right.Kind == ExprNodeKind.Text) CheckPattern(right);
                return ExprType.Bool;
            case "in":
                CheckMembership(node, a, right, b);
                return ExprType.Bool;
            case "+" when a == ExprType.Text && b == ExprType.Text:
                return ExprType.Text;
            case "+":
                if ((a == ExprType.Text && b == ExprType.Number) || (a == ExprType.Number && b == ExprType.Text)) Add(ExprProblemKind.Failing, node, "+ cannot add a text and a number.", Conversion(left, right));
                return a == ExprType.Number && b == ExprType.Number ? ExprType.Number : ExprType.Unknown;
            case "-" when !_retry:
                return ExprType.Unknown;
            default:
                CheckOperands(node, a, b, ExprType.Number);
                return ExprType.Number;
        }
    }

    private void CheckOperands(ExprNode node, ExprType a, ExprType b, ExprType wanted)
    {
        foreach (ExprType type in (ReadOnlySpan<ExprType>)[a, b])
        {
            if (type == ExprType.Unknown || type == wanted) continue;
            Add(ExprProblemKind.Failing, node, $"{node.Text} is not defined for {Told(type)}.", wanted == ExprType.Number ? Conversion(node.Parts[0], node.Parts[1]) : wanted == ExprType.Text ? "Only texts can be searched: retries and the members of lastRetry are, numbers are not." : "Compare it with something first.");
            return;
        }
    }

    private void CheckEquality(ExprNode node, ExprType a, ExprType b)
    {
        ExprNode left = node.Parts[0], right = node.Parts[1];
        if (a != b && a is ExprType.Text or ExprType.Number or ExprType.Bool && b is ExprType.Text or ExprType.Number or ExprType.Bool)
        {
            Add(ExprProblemKind.Meaningless, node, $"{Told(a)} and {Told(b)} are never equal, so this is always {(node.Text is "==" ? "false" : "true")}.", Conversion(left, right));
        }
        else if (IsStatus(left) && right is { Kind: ExprNodeKind.Text } phase && !s_phases.Contains(phase.Text))
        {
            Add(ExprProblemKind.Meaningless, node, $"No status is ever \"{phase.Text}\".", _retry ? "It is Failed or Error." : "The statuses are Pending, Running, Succeeded, Skipped, Failed, Error and Omitted.");
        }
    }

    // Of a retry, or of a node: tasks["a"].status, steps.a.status, workflow.status.
    private bool IsStatus(ExprNode node)
    {
        if (node is not { Kind: ExprNodeKind.Member, Text: "status" }) return false;
        ExprNode target = node.Parts[0];
        if (target.Kind == ExprNodeKind.Name) return _retry ? target.Text is LastRetry : target.Text is "workflow";
        return !_retry && target.Kind is ExprNodeKind.Member or ExprNodeKind.Index && target.Parts[0] is { Kind: ExprNodeKind.Name, Text: "tasks" or "steps" };
    }

    private void CheckMembership(ExprNode node, ExprType a, ExprNode right, ExprType b)
    {
        if (b is ExprType.Text or ExprType.Number or ExprType.Bool)
        {
            Add(ExprProblemKind.Failing, node, $"in looks into a list, not into {Told(b)}.", "Write a list in brackets, or contains for a part of a text.");
            return;
        }

        if (right.Kind != ExprNodeKind.List || right.Parts.Count == 0 || a is not (ExprType.Text or ExprType.Number)) return;
        ExprNodeKind other = a == ExprType.Text ? ExprNodeKind.Number : ExprNodeKind.Text;
        if (right.Parts.All(item => item.Kind == other)) Add(ExprProblemKind.Meaningless, node, $"{(a == ExprType.Text ? "A text is never in a list of numbers" : "A number is never in a list of texts")}, so this is always false.", Conversion(node.Parts[0], right));
    }

    private void CheckPattern(ExprNode pattern)
    {
        if (Re2Pattern.IsForeign(pattern.Text)) Add(ExprProblemKind.Failing, pattern, "RE2 has no look-around, no back-references and no atomic groups, so the pattern is refused.", "Write it without them; a second condition can exclude what must not match.");
    }

    private static string Told(ExprType type) => type switch
    {
        ExprType.Text => "a text",
        ExprType.Number => "a number",
        ExprType.Bool => "a truth value",
        _ => "lastRetry as a whole",
    };

    private static string Conversion(ExprNode left, ExprNode right)
    {
        ExprNode? text = Source(left) ?? Source(right);
        if (text is null) return "Convert one of them: asInt, asFloat or string.";
        string name = text.Kind == ExprNodeKind.Name ? text.Text : $"lastRetry.{(text.Kind == ExprNodeKind.Member ? text.Text : text.Parts[1].Text)}";
        return name is "lastRetry.status" or "lastRetry.message" ? $"{name} is a text; compare it with one in quotes." : $"{name} is a text; write {(name is "lastRetry.duration" ? "asFloat" : "asInt")}({name}).";
    }

    private static ExprNode? Source(ExprNode node) => node is { Kind: ExprNodeKind.Name, Text: RetryCount } || (node.Kind is ExprNodeKind.Member or ExprNodeKind.Index && node.Parts[0] is { Kind: ExprNodeKind.Name, Text: LastRetry }) ? node : null;
}
