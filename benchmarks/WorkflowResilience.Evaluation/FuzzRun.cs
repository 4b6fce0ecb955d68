using System.Diagnostics;
using WorkflowResilience.Analysis;

namespace WorkflowResilience.Evaluation;

/// <summary>Diagnoses mutated logs: none may throw, and time must stay in proportion to the text.</summary>
internal static class FuzzRun
{
    // Of a text of so many characters the doubled one may take this many times as long, on a machine that does other things as well.
    private const int HostileLength = 200_000;
    private const double MostGrowth = 6;

    private static readonly string[] s_hostile =
    [
        "error: ", "{{{{", "`", "error: `", "Caused by: ", "\u001b[31m", "returned 503 ", "status: ", "x.y.z: ", "Cannot find module '", "((((", "\n", " \n", "error\n", "a: b: c: ", "FAILED ", "é", "\ud800", "\0",
        "pull access denied for ", "429 ", "retry after 1 ", "assert x == ", "--- FAIL: ", "key=", "0 errors, ", "::error ", "##[error]",
    ];

    internal static int Run(FailureAnalyzer analyzer, IEnumerable<PatternPack> packs, int count, int seed)
    {
        string[] texts = [.. packs.SelectMany(pack => pack.Patterns).SelectMany(pattern => pattern.Matches.Concat(pattern.MatchesNot))];
        long begun = Stopwatch.GetTimestamp(), characters = 0, diagnosed = 0;
        int workers = Environment.ProcessorCount;
        string? failed = null;
        Parallel.For(0, workers, worker =>
        {
            var random = new Random(HashCode.Combine(seed, worker));
            for (int i = worker; i < count && failed is null; i += workers)
            {
                string text = Mutated(texts, random);
                try
                {
                    if (analyzer.Diagnose(text) is { } diagnosis) Check(diagnosis, ref diagnosed);
                    Interlocked.Add(ref characters, text.Length);
                }
                catch (Exception exception)
                {
                    failed = $"{exception}\nat the text {System.Text.Json.JsonSerializer.Serialize(text)}";
                }
            }
        });
        if (failed is not null)
        {
            Console.WriteLine(failed);
            return 1;
        }

        Console.WriteLine($"{count} mutated logs of {characters / (double)count:0} characters, seed {seed}: {diagnosed} diagnosed, none threw, {Stopwatch.GetElapsedTime(begun).TotalSeconds:0} s on {workers} threads");
        return Growth(analyzer);
    }

    private static void Check(FailureDiagnosis diagnosis, ref long diagnosed)
    {
        Interlocked.Increment(ref diagnosed);
        foreach (DiagnosedCause cause in diagnosis.Causes)
        {
            if (cause.Text is not null && (cause.Start < 0 || cause.Length < 0 || cause.Start + cause.Length > cause.Text.Length)) throw new InvalidOperationException($"{cause.Pattern} shows {cause.Start}+{cause.Length} of {cause.Text.Length} characters.");
        }
    }

    private static int Growth(FailureAnalyzer analyzer)
    {
        double worst = 0;
        string worstText = "";
        foreach (string part in s_hostile)
        {
            double once = Best(analyzer, part, HostileLength), twice = Best(analyzer, part, 2 * HostileLength), growth = twice / Math.Max(once, 0.5);
            if (growth <= worst) continue;
            (worst, worstText) = (growth, part);
        }

        Console.WriteLine($"{s_hostile.Length} hostile texts of {HostileLength} and {2 * HostileLength} characters: at most {worst:0.0} times the time for twice the text ('{worstText.ReplaceLineEndings("\\n")}')");
        return worst <= MostGrowth ? 0 : 1;
    }

    private static double Best(FailureAnalyzer analyzer, string part, int length)
    {
        string text = string.Concat(Enumerable.Repeat(part, length / part.Length));
        double best = double.MaxValue;
        for (int i = 0; i < 3; i++)
        {
            long start = Stopwatch.GetTimestamp();
            analyzer.Diagnose(text);
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        return best;
    }

    private static string Mutated(string[] texts, Random random)
    {
        char[] text = string.Join('\n', Enumerable.Range(0, 1 + random.Next(3)).Select(_ => texts[random.Next(texts.Length)])).ToCharArray();
        for (int i = random.Next(6); i > 0 && text.Length > 1; i--)
        {
            int at = random.Next(text.Length);
            switch (random.Next(5))
            {
                case 0:
                    text[at] = (char)random.Next(0x20, 0x7F);
                    break;
                case 1:
                    text[at] = (char)random.Next(char.MaxValue + 1);
                    break;
                case 2:
                    Array.Reverse(text, at, Math.Min(8, text.Length - at));
                    break;
                case 3:
                    text = [.. text[..at], .. s_hostile[random.Next(s_hostile.Length)], .. text[at..]];
                    break;
                default:
                    text = text[..at];
                    break;
            }
        }

        return new string(text);
    }
}
