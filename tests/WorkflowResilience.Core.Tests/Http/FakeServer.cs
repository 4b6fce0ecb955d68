using System.Net;
using WorkflowResilience.Http;
using WorkflowResilience.Testing;

namespace WorkflowResilience.Tests.Http;

/// <summary>What stands where a socket would: code that answers, on virtual time.</summary>
internal sealed class FakeServer(Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> answer) : HttpMessageHandler
{
    internal List<HttpRequestMessage> Received { get; } = [];

    internal ManualTimeProvider Time { get; } = new();

    /// <summary>Answers with statuses in turn, the last for ever.</summary>
    internal static FakeServer Of(params int[] statuses)
    {
        int next = 0;
        return new FakeServer((_, _) => Task.FromResult(new HttpResponseMessage((HttpStatusCode)statuses[Math.Min(next++, statuses.Length - 1)])));
    }

    internal WorkflowRunner Runner(StagePolicy policy, Action<WorkflowRunnerOptions>? configure = null) => WorkflowRunner.Create(o =>
    {
        o.TimeProvider = Time;
        o.Seed = 7;
        o.Policies["Api"] = policy;
        configure?.Invoke(o);
    });

    internal HttpClient Client(WorkflowRunner runner, HttpResilienceOptions? options = null) =>
        new(new ResilienceHandler(runner["Api"], options, this), disposeHandler: false) { BaseAddress = new Uri("http://api.example/"), Timeout = Timeout.InfiniteTimeSpan };

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Received.Add(request);
        return answer(request, cancellationToken);
    }
}

/// <summary>A response that counts its disposals.</summary>
internal sealed class CountedResponse(int status) : HttpResponseMessage((HttpStatusCode)status)
{
    internal int Disposals { get; private set; }

    protected override void Dispose(bool disposing)
    {
        Disposals++;
        base.Dispose(disposing);
    }
}
