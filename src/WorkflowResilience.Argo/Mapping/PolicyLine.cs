namespace WorkflowResilience.Argo;

/// <summary>A member of a policy with its value, as the canonical text has it: what is in that text cannot be forgotten here.</summary>
/// <param name="Path">Such as <c>Backoff.Jitter</c> or <c>Conditions[0].Kinds</c>.</param>
/// <param name="Value">The value.</param>
internal readonly record struct PolicyLine(string Path, string Value)
{
    private const string Count = ".Count";

    /// <summary>The member of the policy that it belongs to.</summary>
    internal string Top => Path[..(Path.AsSpan().IndexOfAny('.', '[') is >= 0 and int end ? end : Path.Length)];

    internal bool IsTop => Path.Length == Top.Length;

    internal static IEnumerable<PolicyLine> Of(StagePolicy policy)
    {
        foreach (string line in policy.ToCanonicalText().Split('\n'))
        {
            int equals = line.IndexOf(" = ", StringComparison.Ordinal);
            string path = line[..equals];
            yield return new PolicyLine(path.EndsWith(Count, StringComparison.Ordinal) ? path[..^Count.Length] : path, line[(equals + 3)..]);
        }
    }

    /// <summary>The number behind the name of a list; -1 for none.</summary>
    internal int Index()
    {
        int open = Path.IndexOf('[', StringComparison.Ordinal);
        return open < 0 ? -1 : int.Parse(Path.AsSpan(open + 1, Path.IndexOf(']', StringComparison.Ordinal) - open - 1), System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>The value in words.</summary>
    internal string Words(StagePolicy policy) => Path switch
    {
        nameof(StagePolicy.Backoff) => PolicyWords.Schedule(policy.Backoff),
        nameof(StagePolicy.Conditions) => $"{Value} in order",
        _ when Top is nameof(StagePolicy.Conditions) && Path.EndsWith(']') => $"{policy.Conditions[Index()].Decision} {PolicyWords.Condition(policy.Conditions[Index()])}",
        _ => Value,
    };
}
