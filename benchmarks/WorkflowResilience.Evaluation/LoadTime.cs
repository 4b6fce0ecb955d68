using System.Diagnostics;
using WorkflowResilience.Analysis;

namespace WorkflowResilience.Evaluation;

internal static class LoadTime
{
    internal static int Run(string folder)
    {
        string[] files = [.. Directory.EnumerateFiles(folder, "*.json")];
        byte[][] all = [.. files.Select(File.ReadAllBytes)];
        for (int i = 0; i < 3; i++)
        {
            long start = Stopwatch.GetTimestamp();
            PatternPack[] packs = [.. all.Select((json, n) => PackReader.Read(json, files[n]))];
            long read = Stopwatch.GetTimestamp();
            PatternMatcher matcher = PatternMatcher.Of(packs.SelectMany(p => p.Patterns));
            long made = Stopwatch.GetTimestamp();
            Console.WriteLine($"{packs.Sum(p => p.Patterns.Count)} patterns, {matcher.Scanner.Set.Needles.Length} literals: read {Stopwatch.GetElapsedTime(start, read).TotalMilliseconds:0.0} ms, matcher {Stopwatch.GetElapsedTime(read, made).TotalMilliseconds:0.0} ms");
        }

        return 0;
    }
}
