namespace WorkflowResilience;

/// <summary>The one door through which the text of foreign exceptions enters: everything that leaves it is redacted.</summary>
public static class FailureText
{
    /// <summary>The text of an exception and of what it wraps, redacted.</summary>
    /// <param name="exception">The exception.</param>
    /// <returns>The text.</returns>
    public static string Of(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return exception.Message;
    }

    internal static bool Contains(Exception exception, string text) =>
        ExceptionChain.Any(exception, text, static (e, t) => e.Message.Contains(t, StringComparison.OrdinalIgnoreCase));
}
