using System.Globalization;
using System.Text;
using WorkflowResilience.Redaction;

namespace WorkflowResilience;

/// <summary>The one door through which the text of foreign exceptions enters: everything that leaves it is redacted.</summary>
/// <remarks>
/// Thread-safe. Nothing here throws because of a text: an exception whose message cannot be read is named without it, and a text that cannot be redacted is
/// withheld. The chain of causes is read to a depth of 16.
/// </remarks>
public static partial class FailureText
{
    /// <summary>The longest text that <see cref="Of(Exception)"/> and <see cref="Lines"/> give, in characters, the marker of a cut included.</summary>
    public const int MaxLength = 4096;

    /// <summary>The longest text that <see cref="WithStack"/> gives, in characters, the marker of a cut included.</summary>
    public const int MaxLengthWithStack = 32768;

    /// <summary>How much of a text is read, in characters: eight times what anything of it may show.</summary>
    internal const int MaxRead = 8 * MaxLengthWithStack;

    // Of a text of which little is shown: so much that a secret cut in half lies far behind what is shown.
    private const int LeastRead = 2 * MaxLengthWithStack;

    // A recursion without an end has a hundred thousand frames; those that matter are the first.
    private const int MaxStack = 65_536;

    internal const string Cut = " … [cut]";

    internal const string Withheld = "[text withheld: it could not be redacted]";

    private static long s_withheld;

    /// <summary>An exception and what it wraps in one line, <c>type: message → type: message</c>, redacted.</summary>
    /// <param name="exception">The exception.</param>
    /// <returns>The text: control characters are folded to spaces; at most <see cref="MaxLength"/> characters.</returns>
    public static string Of(Exception exception) => Of(exception, MaxLength);

    /// <summary>An exception and what it wraps, one a line, redacted.</summary>
    /// <param name="exception">The exception.</param>
    /// <returns>Lines joined by line feeds; at most <see cref="MaxLength"/> characters.</returns>
    public static string Lines(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return Shorten(Chain(exception, "\n  caused by ", "\n  and by ", withStack: false), MaxLength);
    }

    /// <summary>An exception and what it wraps, one a line, each with its stack, redacted.</summary>
    /// <param name="exception">The exception.</param>
    /// <returns>Lines joined by line feeds; at most <see cref="MaxLengthWithStack"/> characters.</returns>
    public static string WithStack(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return Shorten(Chain(exception, "\n  caused by ", "\n  and by ", withStack: true), MaxLengthWithStack);
    }

    /// <summary>
    /// A text without its secrets: keys and tokens of known shape, private keys, the passwords in URLs and connection strings, authorization and cookie headers, the values of
    /// names that hold secrets, and what <see cref="Secrets"/> was told. Redacting twice changes nothing more; time is linear in the text.
    /// </summary>
    /// <param name="text">The text: whole, since half a secret has no shape.</param>
    /// <returns>The text with <c>***</c> in the place of each secret; the same instance when nothing had to be redacted.</returns>
    public static string Redact(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Guarded(text, Redactor.Redact);
    }

    /// <summary>How many texts were withheld because redacting them failed, in this process.</summary>
    internal static long WithheldCount => Interlocked.Read(ref s_withheld);

    /// <summary>The value of something with a name, as of a header, a variable or an entry of a dictionary: replaced as a whole when the name holds secrets, else redacted as a text.</summary>
    internal static string RedactNamed(string name, string value)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(value);
        return Guarded(value, v => Redactor.RedactNamed(name, v));
    }

    internal static string Of(Exception exception, int maxLength)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return Shorten(Chain(exception, " → ", " | ", withStack: false), maxLength);
    }

    /// <summary>The message of one exception in one line, redacted and cut.</summary>
    internal static string MessageOf(Exception exception, int maxLength = MaxLength) => Line(Message(exception) ?? Withheld, maxLength);

    /// <summary>The stack of one exception as the runtime writes it, redacted; null when it has none or it cannot be read. Of a huge one the beginning, to the end of a line.</summary>
    internal static string? StackOf(Exception exception)
    {
        string? stack = Stack(exception);
        if (string.IsNullOrEmpty(stack)) return null;
        if (stack.Length > MaxStack) stack = stack[..Math.Max(0, stack.LastIndexOf('\n', MaxStack))];
        return Redact(stack);
    }

    /// <summary>A text in one line, redacted and cut.</summary>
    internal static string Line(string text, int maxLength) => Shorten(Fold(Redact(Head(text, Math.Clamp(8 * maxLength, LeastRead, MaxRead)))), maxLength);

    /// <summary>Whether the text of any exception of the chain contains something, ignoring case. Nothing of the text leaves.</summary>
    internal static bool Contains(Exception exception, string text) =>
        ExceptionChain.Any(exception, text, static (e, t) => Message(e)?.Contains(t, StringComparison.OrdinalIgnoreCase) == true);

    /// <summary>Fails closed: when redacting throws, a placeholder comes out.</summary>
    internal static string Guarded(string text, Func<string, string> redact)
    {
        try
        {
            return redact(text);
        }
        catch (Exception)
        {
            Interlocked.Increment(ref s_withheld);
            return Withheld;
        }
    }

    private static string Chain(Exception exception, string causedBy, string andBy, bool withStack)
    {
        var text = new StringBuilder();
        int visits = ExceptionChain.MaxVisits;
        Append(text, exception, causedBy, andBy, withStack, ExceptionChain.MaxDepth, ref visits);
        return text.ToString();
    }

    private static void Append(StringBuilder text, Exception exception, string causedBy, string andBy, bool withStack, int depth, ref int visits)
    {
        visits--;
        string name = Name(exception.GetType(), withStack);

        // An aggregate's message repeats those of its parts, which follow anyway.
        if (exception is AggregateException aggregate) text.Append(CultureInfo.InvariantCulture, $"{name} of {aggregate.InnerExceptions.Count}");
        else if (Message(exception) is { } message) text.Append(name).Append(": ").Append(Fold(Redact(Head(message))));
        else text.Append('<').Append(name).Append(": its message could not be read>");
        if (withStack) AppendStack(text, exception);
        for (int i = 0; i < ExceptionChain.CountInside(exception); i++)
        {
            text.Append(i == 0 ? causedBy : andBy);
            if (depth == 0 || visits <= 0 || text.Length > MaxLengthWithStack)
            {
                text.Append('…');
                return;
            }

            Append(text, ExceptionChain.Inside(exception, i), causedBy, andBy, withStack, depth - 1, ref visits);
        }
    }

    private static string Name(Type type, bool full) => full ? type.FullName ?? type.Name : type.Name;

    private static string? Message(Exception exception)
    {
        try
        {
            return exception.Message;
        }
        catch (Exception)
        {
            return null;
        }
    }

    private static string? Stack(Exception exception)
    {
        try
        {
            return exception.StackTrace;
        }
        catch (Exception)
        {
            return "   <its stack could not be read>";
        }
    }

    private static void AppendStack(StringBuilder text, Exception exception)
    {
        string? stack = Stack(exception);
        if (string.IsNullOrEmpty(stack)) return;
        foreach (ReadOnlySpan<char> line in Redact(stack).AsSpan().EnumerateLines()) text.Append('\n').Append(Fold(line.ToString()));
    }

    // Line ends and terminal codes must not let a foreign text write lines of its own into a log.
    private static string Fold(string text)
    {
        int first = text.AsSpan().IndexOfAnyInRange('\0', '\u001F');
        if (first < 0 && !text.AsSpan().ContainsAny('\u007F', '\u0085', '\u2028') && !text.Contains('\u2029', StringComparison.Ordinal)) return text;
        var folded = new StringBuilder(text.Length);
        bool space = false;
        foreach (char c in text)
        {
            bool control = char.IsControl(c) || c is '\u2028' or '\u2029';
            if (!control) folded.Append(c);
            else if (!space && folded.Length > 0) folded.Append(' ');
            space = control;
        }

        return folded.ToString().TrimEnd(' ');
    }

    /// <summary>
    /// As much of a text as is worth reading: redacting all of an enormous one would take seconds. The end of what is left is far beyond every length that anything of it
    /// is cut to afterwards, so that half a secret which the cut made cannot be seen; and the last word is left out, in case what comes before it is nearly all secret.
    /// </summary>
    private static string Head(string text, int maxRead = MaxRead)
    {
        if (text.Length <= maxRead) return text;
        int end = text.AsSpan(maxRead - MaxLengthWithStack, MaxLengthWithStack).LastIndexOfAny(" \t\r\n");
        return string.Concat(text.AsSpan(0, end < 0 ? maxRead - MaxLengthWithStack : maxRead - MaxLengthWithStack + end), Cut);
    }

    // The text is already redacted: cutting first could leave half a secret that no rule knows.
    private static string Shorten(string text, int maxLength)
    {
        if (text.Length <= maxLength) return text;
        int end = maxLength - Cut.Length;
        if (char.IsHighSurrogate(text[end - 1])) end--;
        return string.Concat(text.AsSpan(0, end), Cut);
    }
}
