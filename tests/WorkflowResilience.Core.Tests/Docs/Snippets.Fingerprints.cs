using WorkflowResilience.Analysis;

namespace WorkflowResilience.Tests.Docs;

/// <summary>The C# of the page on excerpts and fingerprints.</summary>
internal static partial class Snippets
{
    internal static void Fingerprints(string log)
    {
        #region fingerprint-of-a-log
        FailureExcerpt excerpt = LogExcerpt.Of(log);
        Console.WriteLine(excerpt.Cause ?? "no line names a cause");
        foreach (ExcerptLine line in excerpt.Lines) Console.WriteLine($"{line.Number,6} {line.Role,-10} {line.Text}");

        FailureFingerprint fingerprint = FailureFingerprint.Of(log);
        Console.WriteLine($"{fingerprint.Id}  {fingerprint.MaskedLine}");
        #endregion
    }
}
