using WorkflowResilience.Http;
using WorkflowResilience.Testing;

namespace WorkflowResilience.Tests.Http;

/// <summary>A server with a script, and a client whose waits are skipped.</summary>
internal sealed class HttpBench : IAsyncDisposable
{
    internal HttpBench(string script, HttpResilienceOptions? options = null, StagePolicy? policy = null, TimeProvider? time = null)
        : this(new LoopbackServer(Answers.Script(script)), options, policy, time)
    {
    }

    internal HttpBench(LoopbackServer server, HttpResilienceOptions? options = null, StagePolicy? policy = null, TimeProvider? time = null)
    {
        Server = server;
        Seen = new RecordingObserver();
        Runner = WorkflowRunner.Create(o =>
        {
            o.TimeProvider = time ?? Time;
            o.Seed = 7;
            o.Policies["Api"] = policy ?? Plain;
            o.Observers.Add(Seen);
        });
        Client = ResilienceHttp.CreateClient(Runner, "Api", new HttpPreset(StagePolicyNobodyReads, options ?? HttpResilienceOptions.Default));
        Client.BaseAddress = server.Address;
    }

    /// <summary>Three attempts a second apart, no time-outs, a breaker that counts and does not open.</summary>
    internal static StagePolicy Plain { get; } = new()
    {
        MaxAttempts = 3,
        Backoff = BackoffSchedule.Fixed(TimeSpan.FromSeconds(1)),
        AttemptTimeout = null,
        MaxServerDelay = TimeSpan.FromSeconds(60),
        CircuitBreaker = new CircuitBreakerPolicy { ConsecutiveFailures = 1000, FailureRatio = 1, MinimumThroughput = 1_000_000, Window = TimeSpan.FromHours(10) },
    };

    internal LoopbackServer Server { get; }

    internal SkippingTime Time { get; } = new();

    internal RecordingObserver Seen { get; }

    internal WorkflowRunner Runner { get; }

    internal HttpClient Client { get; }

    internal StageExecutor Executor => Runner["Api"].For(Server.Address.ToString().TrimEnd('/'));

    // The stage has a policy already, so this one must never come into force.
    private static StagePolicy StagePolicyNobodyReads { get; } = new() { MaxAttempts = 1000 };

    internal static HttpRequestMessage Request(string method, string body = "none", string path = "")
        => new(new HttpMethod(method), new Uri(path, UriKind.Relative)) { Content = Bodies.Of(body) };

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        Runner.Dispose();
        await Server.DisposeAsync();
    }
}
