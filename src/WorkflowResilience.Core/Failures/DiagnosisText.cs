using System.Globalization;
using System.Text;

namespace WorkflowResilience;

/// <summary>A diagnosis in the few lines that a person wants to see beside a failure.</summary>
internal static class DiagnosisText
{
    private const int LongestEvidence = 120;
    private const int MostAdvice = 3;

    /// <summary>The root cause, where it lies, whether it passes, how bad it is, and how sure that is.</summary>
    internal static string Cause(FailureDiagnosis diagnosis) => string.Create(
        CultureInfo.InvariantCulture, $"{diagnosis.RootCause.TrimEnd('.')} ({diagnosis.Category}, {Words(diagnosis.Verdict)}, severity {diagnosis.Severity}, {diagnosis.Confidence * 100:0} % sure)");

    /// <summary>What showed the cause, or, when nothing did, the hint that comes nearest to it; null when there is not even that.</summary>
    internal static (string Name, string Value)? Evidence(FailureDiagnosis diagnosis)
    {
        if (diagnosis.Causes.Count == 0) return null;
        DiagnosedCause first = diagnosis.Causes[0];
        string place = first.Line == 0 ? first.Pattern : string.Create(CultureInfo.InvariantCulture, $"line {first.Line}: '{Matched(first)}' ({first.Pattern})");
        return diagnosis.Pattern is null ? ("hint", $"{first.Title}; {place}") : ("shown by", place);
    }

    /// <summary>What to do beside the first thing, the better first; two at most.</summary>
    internal static IEnumerable<string> Others(FailureDiagnosis diagnosis) => diagnosis.Recommendations.Take(MostAdvice).Skip(1).Select(recommendation => recommendation.Text);

    /// <summary>All of it, for who has the diagnosis alone.</summary>
    internal static string Of(FailureDiagnosis diagnosis)
    {
        var text = new StringBuilder(Cause(diagnosis));
        if (Evidence(diagnosis) is { } evidence) text.Append(CultureInfo.InvariantCulture, $"\n  {evidence.Name}: {evidence.Value}");
        if (diagnosis.Recommendations.Count > 0) text.Append("\n  next: ").Append(diagnosis.Recommendations[0].Text);
        foreach (string other in Others(diagnosis)) text.Append("\n  else: ").Append(other);
        return text.ToString();
    }

    /// <summary>Whether it passes, in words.</summary>
    internal static string Words(FailureVerdict verdict) => verdict switch
    {
        FailureVerdict.Transient => "may pass by itself",
        FailureVerdict.Permanent => "stays until something is changed",
        _ => "not known whether it passes",
    };

    private static string Matched(DiagnosedCause cause)
    {
        string matched = cause.Text?.Substring(cause.Start, cause.Length) ?? "";
        return matched.Length <= LongestEvidence ? matched : string.Concat(matched.AsSpan(0, char.IsHighSurrogate(matched[LongestEvidence - 1]) ? LongestEvidence - 1 : LongestEvidence), "…");
    }
}
