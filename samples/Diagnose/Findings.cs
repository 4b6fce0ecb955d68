using Diagnose.Reporting;
using WorkflowResilience.Analysis;

namespace Diagnose;

/// <summary>Diagnoses files one after the other.</summary>
internal static class Findings
{
    /// <returns>The exit code.</returns>
    internal static int Print(Arguments arguments, FailureAnalyzer analyzer, Stream output, TextWriter errors)
    {
        using var text = new StreamWriter(output, leaveOpen: true);
        int code = 0;
        foreach (string file in arguments.Files)
        {
            if (Find(analyzer, file, errors) is not { } finding)
            {
                code = ExitCode.Unreadable;
                continue;
            }

            code = ExitCode.Worse(code, finding.ExitCode);
            if (arguments.AsJson) text.WriteLine(FindingDocument.Write(finding));
            else Report.Print(text, finding, named: arguments.Files.Count > 1);

            // What was found in this file is told also when the next takes long.
            text.Flush();
        }

        return code;
    }

    private static Finding? Find(FailureAnalyzer analyzer, string file, TextWriter errors)
    {
        try
        {
            return Finding.Of(analyzer, file);
        }
        catch (Exception exception) when (Input.IsTrouble(exception))
        {
            errors.WriteLine($"{Input.NameOf(file)}: {exception.Message}");
            return null;
        }
    }
}
