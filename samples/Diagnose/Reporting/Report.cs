using System.Globalization;
using WorkflowResilience;

namespace Diagnose.Reporting;

/// <summary>Prints a finding for people.</summary>
internal static class Report
{
    private const int Indent = 13;

    internal static void Print(TextWriter output, Finding finding, bool named)
    {
        if (named) output.WriteLine($"== {finding.File}");
        if (finding.Diagnosis is { } diagnosis) Print(output, diagnosis, finding.Excerpt);
        else Fact(output, "cause", "none: nothing in this text says that something failed");
        Fact(output, "fingerprint", finding.Fingerprint.Id);
        if (named) output.WriteLine();
    }

    private static void Print(TextWriter output, FailureDiagnosis diagnosis, FailureExcerpt excerpt)
    {
        DiagnosedCause? decisive = diagnosis.Causes.Count > 0 ? diagnosis.Causes[0] : null;
        Fact(output, "cause", diagnosis.RootCause);
        Fact(output, "", $"{diagnosis.Category}; {Words.Of(diagnosis.Verdict)}; severity {diagnosis.Severity}");
        Fact(output, "confidence", string.Create(CultureInfo.InvariantCulture, $"{diagnosis.Confidence * 100:0} %; it rests on {Words.OfBasis(diagnosis.Basis)}"));
        output.WriteLine();
        Quotation.Print(output, excerpt, decisive);
        output.WriteLine();
        Fact(output, "pattern", diagnosis.Pattern is null ? "none decides" : $"{diagnosis.Pattern}{(diagnosis.Pack is null ? "" : $" of the pack {diagnosis.Pack}")}");
        List(output, "why", diagnosis.Rules);
        if (diagnosis.Pattern is null && decisive is not null) Fact(output, "hint", Told(decisive));
        else if (diagnosis.Causes.Count > 1) Fact(output, "runner-up", Told(diagnosis.Causes[1]));
        List(output, "factors", diagnosis.Factors);
        for (int i = 0; i < diagnosis.Recommendations.Count; i++) Advise(output, i, diagnosis.Recommendations[i]);
        if (diagnosis.Link is { } link) Fact(output, "link", link.AbsoluteUri);
    }

    private static string Told(DiagnosedCause cause) => string.Create(
        CultureInfo.InvariantCulture, $"{cause.Title} ({cause.Category}; {Words.Of(cause.Verdict)}; {cause.Pattern} on line {cause.Line}: '{cause.Text?.Substring(cause.Start, cause.Length)}')");

    private static void Advise(TextWriter output, int index, FailureRecommendation advice)
    {
        Fact(output, index == 0 ? "advice" : "", string.Create(CultureInfo.InvariantCulture, $"{index + 1}. {advice.Text}"));
        Fact(output, "", $"   {advice.Action}{(advice.Takes is { } time ? $", about {Words.Of(time)}" : "")}, {(advice.IsAutomatic ? "a program can do it" : "a person does it")}");
    }

    private static void List(TextWriter output, string name, IReadOnlyList<string> values)
    {
        for (int i = 0; i < values.Count; i++) Fact(output, i == 0 ? name : "", values[i]);
    }

    private static void Fact(TextWriter output, string name, string value) => output.WriteLine(name.PadRight(Indent) + value);
}
