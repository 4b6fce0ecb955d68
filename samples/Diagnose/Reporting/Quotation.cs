using System.Globalization;
using WorkflowResilience;

namespace Diagnose.Reporting;

/// <summary>Prints an excerpt, with what decided underlined in it.</summary>
internal static class Quotation
{
    internal static void Print(TextWriter output, FailureExcerpt excerpt, DiagnosedCause? decisive)
    {
        int last = 0;
        foreach (ExcerptLine line in Lines(excerpt, decisive))
        {
            if (line.Number > last + 1) output.WriteLine("      …");
            bool decides = line.Number == decisive?.Line;
            Underlined shown = Underlined.Of(line.Text, decides ? decisive!.Start : 0, decides ? decisive!.Length : 0);
            string gutter = string.Create(CultureInfo.InvariantCulture, $"{line.Number,5} {Mark(line.Role)} ");
            output.WriteLine(gutter + shown.Line);
            if (shown.Carets.Length > 0) output.WriteLine(new string(' ', gutter.Length) + shown.Carets);
            last = line.Number;
        }
    }

    // The decisive line as its evidence shows it: cut so that what was matched is left, and there even when the excerpt goes without it.
    private static IEnumerable<ExcerptLine> Lines(FailureExcerpt excerpt, DiagnosedCause? decisive)
    {
        if (decisive is not { Line: > 0, Text: { } text }) return excerpt.Lines;
        ExcerptRole role = excerpt.Lines.Where(line => line.Number == decisive.Line).Select(line => line.Role).DefaultIfEmpty(ExcerptRole.Context).First();
        return excerpt.Lines.Where(line => line.Number != decisive.Line).Append(new ExcerptLine(decisive.Line, role, text)).OrderBy(line => line.Number);
    }

    private static char Mark(ExcerptRole role) => role switch
    {
        ExcerptRole.Cause => '>',
        ExcerptRole.TestReport => 'T',
        ExcerptRole.Secondary => '-',
        ExcerptRole.Wrapper => 'w',
        ExcerptRole.Counter => '#',
        _ => ' ',
    };
}
