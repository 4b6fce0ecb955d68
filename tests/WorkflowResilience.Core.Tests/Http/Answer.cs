using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace WorkflowResilience.Tests.Http;

/// <summary>What a server does with a request that it has read.</summary>
internal delegate Task Answer(ReceivedRequest request, Socket socket, CancellationToken stop);

/// <summary>Good answers and bad ones.</summary>
internal static class Answers
{
    /// <summary>An answer in words: <c>200</c>, <c>503 Retry-After: 7; X: y</c>, <c>403 {body}</c>, or one of <c>drop reset cut short garbage hang</c>.</summary>
    internal static Answer Parse(string text)
    {
        switch (text)
        {
            case "drop": return (_, _, _) => Task.CompletedTask;
            case "reset": return ResetAsync;
            case "cut": return (_, socket, stop) => SendAsync(socket, "HTTP/1.1 200 OK\r\nContent-Le", stop);
            case "short": return (_, socket, stop) => SendAsync(socket, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\nConnection: close\r\n\r\nhalf", stop);
            case "garbage": return (_, socket, stop) => SendAsync(socket, "SSH-2.0-OpenSSH\r\n\r\n", stop);
            case "hang": return (_, _, stop) => Task.Delay(Timeout.Infinite, stop);
        }

        int status = int.Parse(text[..3], CultureInfo.InvariantCulture);
        string rest = text[3..].Trim();
        string body = "ok";
        if (rest.IndexOf('{', StringComparison.Ordinal) is >= 0 and int brace) (rest, body) = (rest[..brace], rest[brace..]);
        return Status(status, body, rest.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
    }

    internal static Answer[] Script(string text) => [.. text.Split('|', StringSplitOptions.TrimEntries).Select(Parse)];

    internal static Answer Status(int status, string body, params string[] headers) => (request, socket, stop) =>
    {
        bool empty = request.Method == "HEAD" || status is 204 or 304;
        string head = string.Join("", headers.Select(h => h + "\r\n"));
        string length = empty ? "" : string.Create(CultureInfo.InvariantCulture, $"Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n");
        return SendAsync(socket, string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 {status} Text\r\n{head}{length}Connection: close\r\n\r\n{(empty ? "" : body)}"), stop);
    };

    internal static async Task SendAsync(Socket socket, string text, CancellationToken stop)
    {
        await socket.SendAsync(Encoding.UTF8.GetBytes(text), stop);
    }

    private static Task ResetAsync(ReceivedRequest request, Socket socket, CancellationToken stop)
    {
        socket.LingerState = new LingerOption(true, 0);
        socket.Close();
        return Task.CompletedTask;
    }
}
