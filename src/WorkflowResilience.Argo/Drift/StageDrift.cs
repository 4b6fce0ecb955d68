using System.Globalization;
using static WorkflowResilience.PolicyWords;

namespace WorkflowResilience.Argo;

/// <summary>Compares one template with what its stage's policy gives.</summary>
internal sealed class StageDrift
{
    private const string Strategy = "retryStrategy";

    private readonly List<DriftFinding> _findings = [];
    private readonly StageMapping _mapping;
    private readonly StagePolicy _policy;
    private readonly YamlMapping _template;

    internal StageDrift(StageMapping mapping, StagePolicy policy, MappingOptions options, YamlMapping template)
    {
        _mapping = mapping;
        _policy = policy;
        _template = template;

        // The wrapper of unrolled attempts holds neither deadline nor retries; its attempts are templates of their own.
        bool isGraph = template.Has("dag") || template.Has("steps");
        if (!isGraph || mapping.Waits.Count == 0) Time(template, "activeDeadlineSeconds", "", mapping.AttemptDeadline, "the pod's deadline");
        Retries();
        if (_findings.Count == 0) Hash(options);
    }

    internal IReadOnlyList<DriftFinding> Findings => _findings;

    internal static string? Annotation(YamlMapping template, string key) => template.MappingAt("metadata")?.MappingAt("annotations")?.TextAt(key);

    private void Retries()
    {
        YamlMapping? found = _template.MappingAt(Strategy);
        if (_mapping.Retry is not { } expected)
        {
            if (_template.Has(Strategy)) Add(_template, Strategy, "", "", "a retry strategy", "The template has a retryStrategy, but by the policy Argo repeats nothing here.");
            return;
        }

        if (found is null)
        {
            Add(_template, Strategy, "", $"limit {Number(expected.Limit)}", "", $"The template has no retryStrategy, so Argo makes 1 attempt; the policy gives {Number(expected.Limit + 1)}.");
            return;
        }

        Limit(found, expected.Limit);
        ArgoRetryPolicy policy = expected.Policy;
        string said = found.TextAt("retryPolicy") is { Length: > 0 } text ? text : found.TextAt("expression") is { Length: > 0 } ? nameof(ArgoRetryPolicy.Always) : nameof(ArgoRetryPolicy.OnFailure);
        Text(found, "retryPolicy", policy.ToString(), said, "Argo repeats on");
        Text(found, "expression", expected.When?.ToExpression() ?? "", found.TextAt("expression")?.Trim() ?? "", "the expression is");
        Waits(found, expected);
    }

    private void Waits(YamlMapping found, ArgoRetryStrategy expected)
    {
        const string path = Strategy + ".backoff";
        if (found.MappingAt("backoff") is not { } backoff)
        {
            if (expected.Delay is { } delay) Add(found, "backoff", path, Duration(delay), "", $"There is no backoff, so Argo repeats at once; the policy gives a wait of {Duration(delay)} before the first retry.");
            return;
        }

        if (expected.Delay is null)
        {
            Add(found, "backoff", path, "", "a backoff", "The template has a backoff, but the policy waits for nothing.");
            return;
        }

        Time(backoff, "duration", path, expected.Delay, "the wait before the first retry");
        int? factor = int.TryParse(backoff.TextAt("factor"), NumberStyles.Integer, CultureInfo.InvariantCulture, out int number) ? number : null;
        bool same = backoff.Has("factor") ? (expected.Factor ?? 1) == factor : expected.Factor is null;
        if (!same) Say(backoff, "factor", path, expected.Factor is { } f ? Number(f) : "", backoff.TextAt("factor") ?? "", "the factor of the waits");
        Time(backoff, "cap", path, expected.Cap, "the longest wait");
        Time(backoff, "maxDuration", path, expected.MaxDuration, "the budget of all attempts");
    }

    private void Limit(YamlMapping found, int expected)
    {
        string? text = found.TextAt("limit");
        if (int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out int limit) && limit == expected) return;
        string says = _mapping.Retry!.Policy == ArgoRetryPolicy.OnError ? $"the options say {PolicyWords.Retries(expected)} of infrastructure errors"
            : expected == _policy.MaxAttempts - 1 ? $"the policy says {Number(expected + 1)}"
            : $"the policy, as far as Argo can keep it, says {Number(expected + 1)}";
        string message = text is null ? $"There is no limit, so Argo repeats for ever and ignores the waits; {says}."
            : int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out _) ? $"limit {Number(limit)} means {Count(limit + 1, "attempt")}; {says}."
            : $"limit {text} is no number that can be compared; {says}.";
        Add(found, "limit", $"{Strategy}.limit", Number(expected), text ?? "", message);
    }

    private void Time(YamlMapping parent, string member, string path, TimeSpan? expected, string subject)
    {
        string? text = parent.TextAt(member);
        decimal? found = text is null ? null : GoDuration.Seconds(text);
        if (text is null ? expected is null : found is not null && found == (decimal?)expected?.TotalSeconds) return;
        string spoken = found is >= 0 and <= int.MaxValue ? Duration(TimeSpan.FromTicks((long)(found.Value * TimeSpan.TicksPerSecond))) : text ?? "";
        Say(parent, member, path, expected is { } value ? Duration(value) : "", spoken, subject);
    }

    private void Text(YamlMapping parent, string member, string expected, string found, string subject)
    {
        if (!string.Equals(expected, found, StringComparison.Ordinal)) Say(parent, member, Strategy, expected, found, subject);
    }

    private void Say(YamlMapping parent, string member, string path, string expected, string found, string subject)
    {
        string says = expected.Length == 0 ? "the policy gives none" : $"the policy gives {expected}";
        string message = found.Length == 0 ? $"There is no {member}; {says} ({subject})." : $"{member} is {found}; {says} ({subject}).";
        Add(parent, member, path.Length == 0 ? "" : $"{path}.{member}", expected, found, message);
    }

    private void Hash(MappingOptions options)
    {
        if (Annotation(_template, ArgoAnnotations.PolicyHash) is not { } found) return;
        string expected = PolicyHash.Of(_policy, options);
        if (string.Equals(expected, found, StringComparison.Ordinal)) return;
        YamlMapping annotations = _template.MappingAt("metadata")!.MappingAt("annotations")!;
        Add(annotations, ArgoAnnotations.PolicyHash, $"metadata.annotations['{ArgoAnnotations.PolicyHash}']", expected, found, "It was written from another version of the policy, or with other options, though all fields that Argo reads are the same: write it again.");
    }

    private void Add(YamlMapping parent, string member, string path, string expected, string found, string message)
    {
        YamlMark mark = parent.MarkOf(member);
        _findings.Add(new DriftFinding(_mapping.Stage, _template.TextAt("name") ?? "", path.Length == 0 ? member : path, expected, found, message, mark.Line, mark.Column));
    }
}
