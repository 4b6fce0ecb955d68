using System.Net;
using WorkflowResilience.Http;

namespace WorkflowResilience.Tests.Docs;

/// <summary>The C# of the page on HTTP.</summary>
internal static partial class Snippets
{
    internal static async Task HttpFirst(WorkflowRunner runner, CancellationToken cancellationToken)
    {
        #region http-first
        HttpClient client = ResilienceHttp.CreateClient(runner, "GitHub", HttpPreset.GitHub); // make one and keep it

        using HttpResponseMessage response = await client.GetAsync(new Uri("https://api.github.example/repos"), cancellationToken);
        #endregion
    }

    internal static void HttpHandler(WorkflowRunner runner)
    {
        #region http-handler
        var options = new HttpResilienceOptions { RepeatRefused = true, MaxBufferedContent = 1024 * 1024 };
        var client = new HttpClient(new ResilienceHandler(runner["Search"], options, new SocketsHttpHandler()))
        {
            Timeout = Timeout.InfiniteTimeSpan, // the policy's time-outs take its place
        };
        #endregion
        client.Dispose();
    }

    internal static async Task HttpRequest(HttpClient client, HttpContent content, CancellationToken cancellationToken)
    {
        #region http-request
        using var request = new HttpRequestMessage(HttpMethod.Post, "search") { Content = content };
        request.Options.Set(ResilienceHttp.MayRepeat, true); // this POST only reads

        using HttpResponseMessage response = await client.SendAsync(request, cancellationToken);
        #endregion
    }

    internal static async Task HttpNested(WorkflowRun run, HttpClient client)
    {
        #region http-nested
        await run.StageAsync(WorkflowStage.PullRequestReview, async ct =>
        {
            using HttpResponseMessage response = await client.GetAsync("pulls/7", ct);
            response.ThrowIfFailed();             // 503 after its retries: final for the stage as well
            response.EnsureSuccessStatusCode();   // 404: an answer that this stage has no use for
        });
        #endregion
    }

    internal static async Task HttpFailures(HttpClient client, CancellationToken cancellationToken)
    {
        #region http-failures
        try
        {
            using HttpResponseMessage response = await client.GetAsync("status", cancellationToken);
            response.ThrowIfFailed();
        }
        catch (HttpRequestException e) when (e.InnerException is StageFailedException { Failure: var failure })
        {
            Console.WriteLine(failure.Reason.Code()); // circuit-open, attempts-exhausted, not-repeatable …
            Console.WriteLine(failure.LetThrough);
        }
        #endregion
    }

    internal static async Task HttpConflict(WorkflowRunner runner, HttpClient client, Func<string, string> change, CancellationToken cancellationToken)
    {
        #region http-conflict
        runner.TryReconfigure("Scale", HttpPreset.KubernetesConflict, out _);

        await runner["Scale"].RunAsync(async ct =>
        {
            string read = await client.GetStringAsync(new Uri("deployments/web", UriKind.Relative), ct);
            using HttpResponseMessage response = await client.PutAsync("deployments/web", new StringContent(change(read)), ct);
            if (response.StatusCode == HttpStatusCode.Conflict) throw StageFailure.OfResponse(response, DateTimeOffset.UtcNow);
            response.ThrowIfFailed().EnsureSuccessStatusCode();
        }, cancellationToken);
        #endregion
    }

    internal static async Task HttpWatch(HttpClient client, Func<string, Task> onEvent, Func<Task> listAgain, CancellationToken cancellationToken)
    {
        #region http-watch
        using HttpResponseMessage response = await client.GetAsync("pods?watch=true", HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (response.StatusCode == HttpStatusCode.Gone)
        {
            await listAgain(); // and watch from the list's new resource version
            return;
        }

        response.ThrowIfFailed().EnsureSuccessStatusCode();
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken));
        while (await lines.ReadLineAsync(cancellationToken) is { } line) await onEvent(line);
        #endregion
    }
}
