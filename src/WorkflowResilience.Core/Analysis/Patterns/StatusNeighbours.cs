using System.Buffers;
using System.Text;

namespace WorkflowResilience.Analysis;

/// <summary>Tells a number that is an HTTP status from any other by the words beside it: <c>returned 503</c>, <c>503 Service Unavailable</c>, <c>"statusCode": 503</c>.</summary>
internal static class StatusNeighbours
{
    private const int Reach = 40;

    // What closes a word's field or a sentence before the number, or opens the reason behind it.
    private const string Between = " \t:=\"'`([{<>#-,.|*~\\";

    private static readonly string[] s_before =
    [
        "status", "code", "http", "http/1.0", "http/1.1", "http/2", "http/2.0", "http/3", "error", "err", "returned", "returns", "returning", "return", "response", "responded", "responded with", "response was",
        "answered", "answered with", "answer", "got", "received", "replied", "replied with", "failed with", "failed", "rejected with", "status was", "status is", "code was", "code is", "unexpected", "an unexpected",
        "a", "statuscode", "status_code", "status-code", "http_status", "httpstatus", "httpcode", "http_code", "httperror", "httpexception", "exception", "reason", "message", "aborted with", "ended with", "produced",
    ];

    private static readonly string[] s_after =
    [
        "error", "response", "status", "http error", "client error", "server error", "bad request", "unauthorized", "payment required", "forbidden", "not found", "method not allowed", "not acceptable",
        "proxy authentication", "request timeout", "request time-out", "conflict", "gone", "length required", "precondition", "payload too large", "request entity too large", "content too large", "uri too long",
        "unsupported media", "unprocessable", "locked", "too early", "upgrade required", "too many requests", "internal server error", "internal error", "not implemented", "bad gateway", "service unavailable",
        "service temporarily", "temporarily unavailable", "gateway timeout", "gateway time-out", "insufficient storage", "unknown error", "web server", "connection timed out", "origin", "a timeout occurred",
        "site is overloaded", "overloaded", "from http", "when downloading", "while downloading", "when fetching", "while fetching", "for url", "for http", "on http", "limit exceeded", "unauthenticated", "access denied",
    ];

    // Words that stand in front of other numbers of programs.
    private static readonly SearchValues<string> s_other = SearchValues.Create(["exit", "signal", "errno", "line ", "port", "took", "pid"], StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the number at a place of a line is a status.</summary>
    internal static bool Hold(ReadOnlySpan<byte> line, int start, int end)
    {
        Span<char> buffer = stackalloc char[Reach];
        int from = Math.Max(0, start - Reach);
        ReadOnlySpan<char> before = buffer[..Encoding.UTF8.GetChars(line[from..start], buffer)];

        // GET / HTTP/1.1" 200 404: a server's log of what it answered others.
        if (before.IndexOf("HTTP/", StringComparison.Ordinal) is >= 0 and int version && before[version..].Contains('"')) return false;
        if (before.IndexOfAny(s_other) < 0 && Ends(before.TrimEnd(Between), IsClosed(line[end..]))) return true;
        ReadOnlySpan<byte> rest = line[end..];
        ReadOnlySpan<char> after = buffer[..Encoding.UTF8.GetChars(rest[..Math.Min(rest.Length, Reach)], buffer)];
        return Begins(after.TrimStart(Between).TrimStart(")]}–— "));
    }

    // returned 503 of 600 rows is a count.
    private static bool IsClosed(ReadOnlySpan<byte> rest)
    {
        rest = rest.TrimStart((byte)' ');
        return rest.IsEmpty || !char.IsAsciiLetter((char)rest[0]);
    }

    private static bool Begins(ReadOnlySpan<char> text)
    {
        foreach (string word in s_after)
        {
            if (text.StartsWith(word, StringComparison.OrdinalIgnoreCase) && (text.Length == word.Length || !char.IsAsciiLetterOrDigit(text[word.Length]))) return true;
        }

        return false;
    }

    private static bool Ends(ReadOnlySpan<char> text, bool closed)
    {
        foreach (string word in s_before)
        {
            if (!text.EndsWith(word, StringComparison.OrdinalIgnoreCase)) continue;
            int at = text.Length - word.Length;
            if (at > 0 && char.IsAsciiLetterOrDigit(text[at - 1]) && !(char.IsAsciiLetterUpper(text[at]) && char.IsAsciiLetterLower(text[at - 1]))) continue;

            // An article or a verb alone stands before any number.
            if (word.Length > 1 && (closed || word is not ("return" or "returned" or "returns" or "returning" or "got" or "received" or "produced" or "failed" or "message" or "reason"))) return true;
        }

        return false;
    }
}
