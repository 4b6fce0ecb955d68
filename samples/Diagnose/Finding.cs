using WorkflowResilience;
using WorkflowResilience.Analysis;

namespace Diagnose;

/// <summary>What was found out about one text.</summary>
/// <param name="File">Where the text is from.</param>
/// <param name="Diagnosis">The diagnosis; null when the text shows no failure.</param>
/// <param name="Excerpt">The lines that say most.</param>
/// <param name="Fingerprint">By what the failure is known again.</param>
internal sealed record Finding(string File, FailureDiagnosis? Diagnosis, FailureExcerpt Excerpt, FailureFingerprint Fingerprint)
{
    internal int ExitCode => Diagnose.ExitCode.Of(Diagnosis);

    internal static Finding Of(FailureAnalyzer analyzer, string file)
    {
        using StreamReader reader = Input.OpenText(file);
        string text = reader.ReadToEnd();
        return new Finding(Input.NameOf(file), analyzer.Diagnose(text), LogExcerpt.Of(text), FailureFingerprint.Of(text));
    }
}
