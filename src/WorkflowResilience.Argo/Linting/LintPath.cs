using System.Globalization;

namespace WorkflowResilience.Argo;

/// <summary>A JSON path that grows by one step at a time; its text is made only for a finding.</summary>
internal sealed class LintPath
{
    internal static readonly LintPath Root = new(null, "$", -1);

    private readonly LintPath? _parent;
    private readonly string? _name;
    private readonly int _index;

    private LintPath(LintPath? parent, string? name, int index)
    {
        _parent = parent;
        _name = name;
        _index = index;
    }

    internal LintPath this[string name] => new(this, name, -1);

    internal LintPath this[int index] => new(this, null, index);

    public override string ToString()
    {
        var steps = new Stack<LintPath>();
        for (LintPath? step = this; step is not null; step = step._parent) steps.Push(step);
        var text = new System.Text.StringBuilder();
        foreach (LintPath step in steps)
        {
            if (step._name is null) text.Append(CultureInfo.InvariantCulture, $"[{step._index}]");
            else if (step._parent is null) text.Append(step._name);
            else if (IsPlain(step._name)) text.Append('.').Append(step._name);
            else text.Append("['").Append(step._name.Replace("\\", @"\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)).Append("']");
        }

        return text.ToString();
    }

    private static bool IsPlain(string name) => name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-');
}
