namespace WorkflowResilience;

/// <summary>Walks an exception, what it wraps and what it aggregates, to a bounded depth and width.</summary>
internal static class ExceptionChain
{
    /// <summary>How deep the walk goes.</summary>
    internal const int MaxDepth = 16;

    /// <summary>How many exceptions of one aggregate are looked at.</summary>
    internal const int MaxWidth = 32;

    /// <summary>Whether any exception of the chain satisfies a predicate; the outermost is asked first.</summary>
    internal static bool Any<TState>(Exception exception, TState state, Func<Exception, TState, bool> predicate) => Any(exception, state, predicate, MaxDepth);

    private static bool Any<TState>(Exception exception, TState state, Func<Exception, TState, bool> predicate, int depth)
    {
        if (predicate(exception, state)) return true;
        if (depth == 0) return false;
        if (exception is not AggregateException aggregate) return exception.InnerException is { } inner && Any(inner, state, predicate, depth - 1);
        for (int i = 0; i < Math.Min(aggregate.InnerExceptions.Count, MaxWidth); i++)
        {
            if (Any(aggregate.InnerExceptions[i], state, predicate, depth - 1)) return true;
        }

        return false;
    }
}
