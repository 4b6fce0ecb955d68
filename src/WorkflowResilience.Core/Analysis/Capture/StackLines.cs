namespace WorkflowResilience.Analysis;

/// <summary>
/// A stack trace as people want it: the frames of the code that failed, without the machinery of <c>await</c>, of the thread pool and of this library's executor, and with file names instead of paths.
/// </summary>
internal static class StackLines
{
    /// <summary>How many frames are kept: the innermost.</summary>
    internal const int MaxLines = 40;

    private static readonly string[] s_machinery =
    [
        "System.Runtime.CompilerServices.", "System.Runtime.ExceptionServices.", "System.Threading.ExecutionContext.", "System.Threading.ThreadPoolWorkQueue.", "System.Threading.PortableThreadPool.",
        "System.Threading.Tasks.Task.", "System.Threading.Tasks.Task`1.", "System.Threading.Tasks.ValueTask", "System.Threading.Tasks.AwaitTaskContinuation.", "System.Threading.Tasks.Sources.",
        "System.Threading.Tasks.SynchronizationContextAwaitTaskContinuation.", "System.Threading.Tasks.ThreadPoolTaskScheduler.", "System.Threading.Thread.StartCallback", "System.Threading.Thread.StartHelper",
    ];

    // By their first names: the host's own types may lie in a namespace that begins like the library's.
    private static readonly string[] s_executor =
    [
        nameof(StageExecutor), nameof(WorkflowRun), nameof(WorkflowRunner), "AttemptSlot", "AttemptRace", "HedgedAttempt", "HedgeLeg", "OffloadedCall", "StageRuntime",
        "ValueTaskCall", "TaskCall", "VoidValueTaskCall", "VoidTaskCall", "ContextCall", "FallbackCall",
    ];

    /// <summary>The frames that matter, the innermost first, one a line, without a leading "at".</summary>
    internal static List<string> Of(string stack, out int more)
    {
        var lines = new List<string>();
        more = 0;
        foreach (ReadOnlySpan<char> raw in stack.AsSpan().EnumerateLines())
        {
            ReadOnlySpan<char> line = raw.Trim();
            if (line.StartsWith("at ", StringComparison.Ordinal)) line = line[3..];
            if (line.IsEmpty || line.StartsWith("--- End of ", StringComparison.Ordinal) || IsMachinery(line)) continue;
            if (lines.Count == MaxLines) more++;
            else lines.Add(StackFrameText.Of(line));
        }

        return lines;
    }

    private static bool IsMachinery(ReadOnlySpan<char> line)
    {
        foreach (string prefix in s_machinery)
        {
            if (line.StartsWith(prefix, StringComparison.Ordinal)) return true;
        }

        const string Ours = "WorkflowResilience.";
        if (!line.StartsWith(Ours, StringComparison.Ordinal)) return false;
        ReadOnlySpan<char> name = line[Ours.Length..];
        int end = name.IndexOfAny('.', '`', '+');
        return end > 0 && s_executor.AsSpan().Contains(name[..end].ToString());
    }
}
