using System.Diagnostics;
using System.Text;
using WorkflowResilience.Analysis;

namespace WorkflowResilience.Evaluation;

internal static class SpeedFigures
{
    internal static int Run(FailureAnalyzer analyzer, PatternLibrary library, string file)
    {
        foreach (string text in Texts(file))
        {
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            ScanTable scanner = library.Current.Matcher.Scanner;
            FailureDiagnosis? diagnosis = null;
            double Measure(Action action)
            {
                for (int i = 0; i < 300; i++) action();
                double best = double.MaxValue;
                for (int round = 0; round < 15; round++)
                {
                    int n = Math.Max(1, 400_000 / bytes.Length);
                    long start = Stopwatch.GetTimestamp();
                    for (int i = 0; i < n; i++) action();
                    best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalMicroseconds / n);
                }

                return best;
            }

            double scan = Measure(() => scanner.Count(bytes));
            double read = Measure(() => LogReading.Of(text));
            double excerpt = Measure(() => LogReading.Of(text).Excerpt(20));
            double all = Measure(() => diagnosis = analyzer.Diagnose(text));
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 10; i++) analyzer.Diagnose(text);
            long allocated = (GC.GetAllocatedBytesForCurrentThread() - before) / 10;
            before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 10; i++) LogReading.Of(text).Excerpt(20);
            long excerpted = (GC.GetAllocatedBytesForCurrentThread() - before) / 10;
            Console.WriteLine($"{bytes.Length,8} B: scan {scan:0.00} us, reading {read:0.0} us, with excerpt {excerpt:0.0} us, diagnosis {all:0.0} us = {all / scan:0.0} scans; {allocated} B (excerpt {excerpted} B): {diagnosis?.Category}");
        }

        return 0;
    }

    private static IEnumerable<string> Texts(string file)
    {
        string[] rows = [.. LabelledRow.Read(file).Select(row => row.Text)];
        yield return rows.OrderBy(t => Math.Abs(t.Length - 230)).First();
        yield return rows.OrderBy(t => Math.Abs(t.Length - 230)).Skip(7).First();
        string all = string.Join('\n', rows);
        yield return all[..1000];
        yield return all[..16000];
        var quiet = new StringBuilder();
        for (int i = 0; quiet.Length < 16000; i++) quiet.Append("  restored package number ").Append(i).Append(" from the cache in ").Append(i % 97).Append(" ms\n");
        quiet.Append("error: connect ECONNREFUSED 10.0.0.1:443\n");
        yield return quiet.ToString();
        while (quiet.Length < 300_000) quiet.Insert(0, "  compiling module alpha of the product, all is as usual here\n  linking beta\n");
        yield return quiet.ToString();
    }
}
