using System.Diagnostics;
using WorkflowResilience.Analysis;

namespace WorkflowResilience.CaptureProbe;

/// <summary>How long the built-in patterns take until they are ready, in a process that has used nothing of the library before, and what they hold of memory.</summary>
internal static class PatternLoad
{
    internal static int Print()
    {
        long before = GC.GetTotalMemory(forceFullCollection: true);
        var library = new PatternLibrary();
        TimeSpan worked = Environment.CpuUsage.TotalTime;
        long start = Stopwatch.GetTimestamp();
        library.Load();
        double milliseconds = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        worked = Environment.CpuUsage.TotalTime - worked;
        long held = GC.GetTotalMemory(forceFullCollection: true) - before;
        Console.WriteLine(FormattableString.Invariant($"{milliseconds:0.0} ms, of a processor {worked.TotalMilliseconds:0.0} ms, {held:N0} B, {library.Current.Matcher.Patterns.Count} patterns"));
        return 0;
    }
}
