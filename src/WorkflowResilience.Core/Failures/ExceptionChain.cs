namespace WorkflowResilience;

/// <summary>Walks an exception, what it wraps and what it aggregates, to a bounded depth, width and number.</summary>
internal static class ExceptionChain
{
    /// <summary>How deep the walk goes.</summary>
    internal const int MaxDepth = 16;

    /// <summary>How many exceptions of one aggregate are looked at.</summary>
    internal const int MaxWidth = 32;

    /// <summary>How many exceptions are looked at in all: aggregates of aggregates would otherwise multiply.</summary>
    internal const int MaxVisits = 256;

    /// <summary>Whether any exception of the chain satisfies a predicate; the outermost is asked first.</summary>
    internal static bool Any<TState>(Exception exception, TState state, Func<Exception, TState, bool> predicate)
    {
        int visits = MaxVisits;
        return Any(exception, state, predicate, MaxDepth, ref visits);
    }

    /// <summary>The first exception of a type in the chain, the outermost first; null when there is none.</summary>
    internal static T? First<T>(Exception exception)
        where T : class
    {
        int visits = MaxVisits;
        return First<T>(exception, MaxDepth, ref visits);
    }

    /// <summary>Whether an exception says no more than that something was cancelled. Code that blocks on tasks wraps that in an <see cref="AggregateException"/>.</summary>
    internal static bool IsCancellation(Exception exception)
    {
        if (exception is OperationCanceledException) return true;
        int visits = MaxVisits;
        return exception is AggregateException && IsCancellation(exception, MaxDepth, ref visits);
    }

    /// <summary>How many exceptions directly inside this one a walk looks at.</summary>
    internal static int CountInside(Exception exception) => exception is AggregateException aggregate
        ? Math.Min(aggregate.InnerExceptions.Count, MaxWidth)
        : exception.InnerException is null ? 0 : 1;

    /// <summary>An exception directly inside this one.</summary>
    internal static Exception Inside(Exception exception, int index) =>
        exception is AggregateException aggregate ? aggregate.InnerExceptions[index] : exception.InnerException!;

    private static bool IsCancellation(Exception exception, int depth, ref int visits)
    {
        if (visits-- <= 0 || depth == 0) return false;
        if (exception is not AggregateException { InnerExceptions: { Count: > 0 } inside }) return exception is OperationCanceledException;
        foreach (Exception part in inside)
        {
            if (!IsCancellation(part, depth - 1, ref visits)) return false;
        }

        return true;
    }

    private static bool Any<TState>(Exception exception, TState state, Func<Exception, TState, bool> predicate, int depth, ref int visits)
    {
        if (visits-- <= 0) return false;
        if (predicate(exception, state)) return true;
        for (int i = 0; depth > 0 && i < CountInside(exception); i++)
        {
            if (Any(Inside(exception, i), state, predicate, depth - 1, ref visits)) return true;
        }

        return false;
    }

    private static T? First<T>(Exception exception, int depth, ref int visits)
        where T : class
    {
        if (visits-- <= 0) return null;
        if (exception is T found) return found;
        for (int i = 0; depth > 0 && i < CountInside(exception); i++)
        {
            if (First<T>(Inside(exception, i), depth - 1, ref visits) is { } inside) return inside;
        }

        return null;
    }
}
