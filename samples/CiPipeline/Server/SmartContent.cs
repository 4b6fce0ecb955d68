using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace CiPipeline.Server;

/// <summary>The smart protocol: each request is handed to <c>git http-backend</c>, a CGI program that comes with git.</summary>
internal sealed class SmartContent(string backend, string root) : IGitContent
{
    public async Task RespondAsync(GitRequest request, GitResponse response, CancellationToken cancellationToken)
    {
        using Process cgi = Start(request);
        try
        {
            cgi.ErrorDataReceived += static (_, _) => { };
            cgi.BeginErrorReadLine();
            await cgi.StandardInput.BaseStream.WriteAsync(request.Body, cancellationToken);
            cgi.StandardInput.Close();

            Stream output = cgi.StandardOutput.BaseStream;
            List<string> headers = await ReadHeadersAsync(output, cancellationToken);
            string? status = headers.Find(h => h.StartsWith("Status:", StringComparison.OrdinalIgnoreCase));
            headers.RemoveAll(h => h.StartsWith("Status:", StringComparison.OrdinalIgnoreCase));
            await response.SendAsync(status?["Status:".Length..].Trim() ?? "200 OK", headers, output, cancellationToken);
        }
        finally
        {
            if (!cgi.HasExited) cgi.Kill(entireProcessTree: true);
        }
    }

    private Process Start(GitRequest request)
    {
        ProcessStartInfo start = new(backend)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        Dictionary<string, string?> variables = new(StringComparer.Ordinal)
        {
            ["GIT_PROJECT_ROOT"] = root,
            ["GIT_HTTP_EXPORT_ALL"] = "1",
            ["REQUEST_METHOD"] = request.Method,
            ["PATH_INFO"] = request.Path,
            ["QUERY_STRING"] = request.Query,
            ["CONTENT_TYPE"] = request.Headers.GetValueOrDefault("Content-Type"),
            ["CONTENT_LENGTH"] = request.Body.Length.ToString(CultureInfo.InvariantCulture),
            ["HTTP_CONTENT_ENCODING"] = request.Headers.GetValueOrDefault("Content-Encoding"),
            ["HTTP_GIT_PROTOCOL"] = request.Headers.GetValueOrDefault("Git-Protocol"),
            ["REMOTE_ADDR"] = "127.0.0.1",
        };
        foreach ((string name, string? value) in variables) start.Environment[name] = value;
        return Process.Start(start)!;
    }

    private static async Task<List<string>> ReadHeadersAsync(Stream output, CancellationToken cancellationToken)
    {
        List<string> headers = [];
        StringBuilder line = new();
        byte[] one = new byte[1];
        while (await output.ReadAsync(one, cancellationToken) == 1)
        {
            if (one[0] != '\n') line.Append((char)one[0]);
            else if (line.ToString().TrimEnd('\r') is { Length: > 0 } header) headers.Add(header);
            else return headers;
            if (one[0] == '\n') line.Clear();
        }

        return ["Status: 500 Internal Server Error"];
    }
}
