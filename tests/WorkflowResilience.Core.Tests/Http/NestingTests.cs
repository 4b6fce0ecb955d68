using System.Net;
using WorkflowResilience.Http;

namespace WorkflowResilience.Tests.Http;

/// <summary>A client inside a stage: calls add up, they do not multiply.</summary>
[TestFixture]
public sealed class NestingTests
{
    [TestCase("throw", 3, StageReason.NestedFailure)]
    [TestCase("ThrowIfFailed", 3, StageReason.NestedFailure)]
    [TestCase("EnsureSuccessStatusCode", 9, StageReason.AttemptsExhausted)] // why the page advises against it: nothing in that exception tells of the retries
    public void A_failed_response_is_final_for_the_stage_when_it_can_tell(string way, int calls, StageReason reason)
    {
        FakeServer server = FakeServer.Of(503);
        using WorkflowRunner runner = server.Runner(HttpBench.Plain, o => o.Policies["Outer"] = HttpBench.Plain);
        using HttpClient client = server.Client(runner, new HttpResilienceOptions { FailedResponses = way == "throw" ? FailedResponses.Throw : FailedResponses.Return });

        StageOutcome outcome = server.Time.Run(() => runner["Outer"].TryRunAsync(async ct =>
        {
            using HttpResponseMessage response = await client.GetAsync("x", ct);
            if (way == "ThrowIfFailed") response.ThrowIfFailed();
            else response.EnsureSuccessStatusCode();
        }));

        (server.Received.Count, outcome.Reason).Should().Be((calls, reason));
        outcome.Failure!.StatusCode.Should().Be(503);
    }

    [Test]
    public void A_broken_connection_is_final_for_the_stage()
    {
        var server = new FakeServer((_, _) => throw new HttpRequestException(HttpRequestError.ConnectionError, "refused"));
        using WorkflowRunner runner = server.Runner(HttpBench.Plain, o => o.Policies["Outer"] = HttpBench.Plain);
        using HttpClient client = server.Client(runner);
        StageOutcome<HttpResponseMessage> outcome = server.Time.Run(() => runner["Outer"].TryRunAsync(async ct => await client.GetAsync("x", ct)));
        (server.Received.Count, outcome.Reason, outcome.Attempts).Should().Be((3, StageReason.NestedFailure, 1));
        outcome.Failure!.Kind.Should().Be(FailureKind.Network);
    }

    [Test]
    public void A_refusal_by_the_clients_circuit_counts_for_no_other_circuit()
    {
        FakeServer server = FakeServer.Of(503);
        StagePolicy policy = HttpBench.Plain with { MaxAttempts = 1, CircuitBreaker = new CircuitBreakerPolicy { ConsecutiveFailures = 1 } };
        using WorkflowRunner runner = server.Runner(policy, o => o.Policies["Outer"] = HttpBench.Plain);
        using HttpClient client = server.Client(runner, new HttpResilienceOptions { FailedResponses = FailedResponses.Throw });
        Action call = () => server.Time.Run(() => client.GetAsync("x"));
        call.Should().Throw<HttpRequestException>().WithInnerException<AttemptsExhaustedException>();
        call.Should().Throw<HttpRequestException>().WithInnerException<CircuitOpenException>();
        StageOutcome<HttpResponseMessage> outcome = server.Time.Run(() => runner["Outer"].TryRunAsync(async ct => await client.GetAsync("x", ct)));
        outcome.Reason.Should().Be(StageReason.NestedFailure);
        runner["Outer"].Circuit!.Snapshot().Failures.Should().Be(0);
        server.Received.Should().HaveCount(1);
    }

    [Test]
    public void Retries_count_for_the_run_that_the_call_is_made_in()
    {
        FakeServer server = FakeServer.Of(503, 200);
        using WorkflowRunner runner = server.Runner(HttpBench.Plain);
        using HttpClient client = server.Client(runner);
        RunSummary summary = server.Time.Run(() => runner.RunAsync("r1", async run =>
        {
            using HttpResponseMessage response = await client.GetAsync("x", run.CancellationToken);
        }));
        summary.Stages.Should().ContainSingle().Which.Attempts.Should().Be(2);
    }

    [Test]
    public void Existing_code_that_catches_HttpRequestException_goes_on_to_work()
    {
        var server = new FakeServer((_, _) => throw new HttpRequestException(HttpRequestError.NameResolutionError, "no such host"));
        using WorkflowRunner runner = server.Runner(HttpBench.Plain);
        using HttpClient client = server.Client(runner);
        Action call = () => server.Time.Run(() => client.PostAsync("x", new StringContent("text")));
        HttpRequestException thrown = call.Should().Throw<HttpRequestException>().Which;
        (thrown.HttpRequestError, thrown.StatusCode).Should().Be((HttpRequestError.NameResolutionError, (HttpStatusCode?)null));
        thrown.InnerException.Should().BeOfType<AttemptsExhaustedException>("a request that never left may be repeated whatever its method");
        var inside = (StageFailedException)thrown.InnerException!;
        inside.Attempts.Should().Be(3);
        inside.InnerException.Should().BeOfType<HttpRequestException>("the real last failure is inside, as everywhere");
    }

    [Test]
    public void The_pass_through_runner_calls_once_and_returns_what_comes()
    {
        FakeServer server = FakeServer.Of(503, 200);
        using HttpClient client = new(new ResilienceHandler(WorkflowRunner.PassThrough["Api"], null, server), disposeHandler: false);
        using HttpResponseMessage response = server.Time.Run(() => client.GetAsync("http://api.example/"));
        (response.StatusCode, server.Received.Count).Should().Be((HttpStatusCode.ServiceUnavailable, 1));
    }
}
