namespace WorkflowResilience.Analysis;

/// <summary>Which text of a failure is quoted and fingerprinted.</summary>
/// <remarks>
/// The log of the run is not among them while there is an exception: what other stages logged in between would make another failure of it.
/// </remarks>
internal static class FailureTexts
{
    /// <summary>When so many characters of messages are read no further exception is: each may hold a whole log.</summary>
    private const int MaxText = 65_536;

    /// <summary>The output of the program that failed, or the messages of the exceptions, the outermost first; without either, what the run logged last.</summary>
    internal static IReadOnlyList<string> Of(in FailureCase failure)
    {
        if (failure.Facts.Exception is not { } exception) return Logged(failure.Run);
        if (ExceptionChain.First<Processes.ProgramFailedException>(exception) is { Tail.Count: > 0 } program) return [.. program.Tail.Select(line => line.Text)];
        List<string> lines = [];
        ExceptionChain.Any(exception, lines, static (e, all) =>
        {
            all.AddRange(FailureText.LinesOf(e));
            return all.Sum(static line => (long)line.Length) >= MaxText;
        });
        return lines;
    }

    /// <summary>The frames of the innermost exception that has any, without the machinery of <c>await</c>.</summary>
    internal static IReadOnlyList<string> StackOf(in FailureCase failure) =>
        ErrorCapture.StackOf(ErrorCapture.Chain(failure.Facts.Exception, out _)) is { } stack ? StackLines.Of(stack, out _) : [];

    private static IReadOnlyList<string> Logged(WorkflowRun? run) =>
        run is null ? [] : [.. run.Log.Lines().Where(line => line.Level is RunLogLevel.Warning or RunLogLevel.Error).Select(line => line.Message)];
}
