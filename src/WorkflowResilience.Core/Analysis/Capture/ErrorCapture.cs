using System.Collections;
using System.Globalization;
using System.Net.Sockets;

namespace WorkflowResilience.Analysis;

/// <summary>The chain of exceptions as data.</summary>
internal static class ErrorCapture
{
    /// <summary>How many exceptions are kept, the outermost first.</summary>
    internal const int MaxErrors = 32;

    private const int MaxMessage = 2_000, MaxType = 300, MaxEntries = 16;

    /// <summary>The exceptions that are looked at, each with its depth, the outermost first.</summary>
    internal static List<(Exception Exception, int Depth)> Chain(Exception? exception, out bool isCut)
    {
        var chain = new List<(Exception, int)>();
        isCut = exception is not null && !Walk(chain, exception, 0);
        return chain;
    }

    internal static List<CapturedError> Take(List<(Exception Exception, int Depth)> chain, CaptureLedger ledger)
    {
        var errors = new List<CapturedError>(chain.Count);
        foreach ((Exception exception, int depth) in chain)
        {
            CapturedError? error = ledger.Budget.IsOver ? null : Of(exception, depth);
            if (error is null || !ledger.Take(error.Type.Length + error.Message.Length))
            {
                ledger.Omit(chain.Count - errors.Count, "inner exception", "inner exceptions");
                break;
            }

            errors.Add(error);
        }

        return errors;
    }

    /// <summary>The data that an exception carries, as texts; those left out are counted, of entries beyond the limit one, because there may be any number.</summary>
    internal static Dictionary<string, string>? DataOf(Exception exception, CaptureLedger ledger, ref int cut)
    {
        Dictionary<string, string>? texts = null;
        int seen = 0;
        foreach (DictionaryEntry entry in exception.Data)
        {
            if (seen++ == MaxEntries || ledger.Budget.IsOver)
            {
                cut++;
                break;
            }

            string name = ValueText.Name(entry.Key), text = ValueText.Of(name, entry.Value);
            if (ledger.Take(name.Length + text.Length)) (texts ??= new Dictionary<string, string>(StringComparer.Ordinal))[name] = text;
            else cut++;
        }

        return texts;
    }

    /// <summary>The stack of the innermost exception that has one.</summary>
    internal static string? StackOf(List<(Exception Exception, int Depth)> chain)
    {
        string? deepest = null;
        int depth = -1;
        foreach ((Exception exception, int at) in chain)
        {
            if (at > depth && FailureText.StackOf(exception) is { } stack) (deepest, depth) = (stack, at);
        }

        return deepest;
    }

    private static bool Walk(List<(Exception, int)> chain, Exception exception, int depth)
    {
        if (chain.Count == MaxErrors || depth > ExceptionChain.MaxDepth) return false;
        chain.Add((exception, depth));
        bool isWhole = exception is not AggregateException aggregate || aggregate.InnerExceptions.Count <= ExceptionChain.MaxWidth;
        for (int i = 0; i < ExceptionChain.CountInside(exception); i++) isWhole &= Walk(chain, ExceptionChain.Inside(exception, i), depth + 1);
        return isWhole;
    }

    private static CapturedError Of(Exception exception, int depth)
    {
        Type type = exception.GetType();
        return new CapturedError
        {
            Depth = depth,
            Type = FailureText.Line(type.FullName ?? type.Name, MaxType),

            // An aggregate makes its message of those of its parts, however long they are; they follow anyway.
            Message = exception is AggregateException aggregate
                ? string.Create(CultureInfo.InvariantCulture, $"{aggregate.InnerExceptions.Count} exceptions")
                : FailureText.MessageOf(exception, MaxMessage),
            HResult = exception.HResult,
            StatusCode = exception switch
            {
                HttpRequestException { StatusCode: { } status } => (int)status,
                ClassifiedFailureException classified => classified.StatusCode,
                _ => 0,
            },
            HttpError = exception switch
            {
                HttpRequestException { HttpRequestError: not HttpRequestError.Unknown and var error } => error,
                HttpIOException { HttpRequestError: not HttpRequestError.Unknown and var error } => error,
                _ => null,
            },
            SocketError = (exception as SocketException)?.SocketErrorCode,
        };
    }
}
