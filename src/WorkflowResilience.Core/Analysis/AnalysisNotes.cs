namespace WorkflowResilience.Analysis;

/// <summary>What was not done for one failure, and why.</summary>
/// <param name="failures">Who is told what a part threw.</param>
internal sealed class AnalysisNotes(ICallbackFailures failures)
{
    private readonly List<string> _skipped = [];

    internal AnalysisGaps Gaps { get; private set; }

    internal IReadOnlyList<string> Skipped => _skipped;

    internal void Skip(AnalysisGaps why, string what)
    {
        Gaps |= why;
        _skipped.Add(what);
    }

    /// <summary>Does one part; when it throws, the failure goes without it.</summary>
    internal T? Try<T>(string part, Func<T?> look)
        where T : class
    {
        try
        {
            return look();
        }
        catch (Exception e)
        {
            Fail(part, e);
            return null;
        }
    }

    /// <inheritdoc cref="Try{T}"/>
    internal T? TryValue<T>(string part, Func<T> look)
        where T : struct
    {
        try
        {
            return look();
        }
        catch (Exception e)
        {
            Fail(part, e);
            return null;
        }
    }

    private void Fail(string part, Exception exception)
    {
        failures.Report(exception);
        Skip(AnalysisGaps.Error, $"{part}: {exception.GetType().Name}");
    }
}
