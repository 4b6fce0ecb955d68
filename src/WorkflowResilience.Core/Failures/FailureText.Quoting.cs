namespace WorkflowResilience;

/// <content>The lines of an exception, to be quoted.</content>
public static partial class FailureText
{
    /// <summary>The message of one exception line by line, redacted, the first behind the type's name. Of an aggregate none: its message repeats those of its parts.</summary>
    internal static IEnumerable<string> LinesOf(Exception exception)
    {
        if (exception is AggregateException) return [];
        string[] lines = Redact(Head(Message(exception) ?? Withheld)).ReplaceLineEndings("\n").Split('\n');
        lines[0] = $"{exception.GetType().Name}: {lines[0]}";
        return lines;
    }
}
