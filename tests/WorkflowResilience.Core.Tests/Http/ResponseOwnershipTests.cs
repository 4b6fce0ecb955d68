using System.Net;
using WorkflowResilience.Http;
using WorkflowResilience.Testing;

namespace WorkflowResilience.Tests.Http;

/// <summary>Who disposes which response.</summary>
[TestFixture]
public sealed class ResponseOwnershipTests
{
    private readonly List<CountedResponse> _responses = [];

    [SetUp]
    public void Forget() => _responses.Clear();

    [Test]
    public void What_is_retried_is_disposed_and_what_is_returned_is_not()
    {
        FakeServer server = Serving(503, 502, 200);
        using WorkflowRunner runner = server.Runner(HttpBench.Plain);
        using HttpClient client = server.Client(runner);
        using HttpResponseMessage response = server.Time.Run(() => client.GetAsync("x", HttpCompletionOption.ResponseHeadersRead));
        _responses.Select(r => r.Disposals).Should().Equal(1, 1, 0);
    }

    [TestCase(FailedResponses.Return, 0)]
    [TestCase(FailedResponses.Throw, 1)]
    public void The_last_failure_is_the_callers_unless_it_is_thrown(FailedResponses failed, int disposals)
    {
        FakeServer server = Serving(503);
        using WorkflowRunner runner = server.Runner(HttpBench.Plain);
        using HttpClient client = server.Client(runner, new HttpResilienceOptions { FailedResponses = failed });
        Func<HttpResponseMessage> call = () => server.Time.Run(() => client.GetAsync("x", HttpCompletionOption.ResponseHeadersRead));
        if (failed == FailedResponses.Return) call();
        else call.Should().Throw<HttpRequestException>().Which.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
        _responses.Select(r => r.Disposals).Should().Equal(1, 1, disposals);
    }

    [Test]
    public void ThrowIfFailed_throws_and_disposes_a_failure_and_lets_answers_pass()
    {
        FakeServer server = Serving(503, 503, 503, 404);
        using WorkflowRunner runner = server.Runner(HttpBench.Plain);
        using HttpClient client = server.Client(runner);
        HttpResponseMessage failed = server.Time.Run(() => client.GetAsync("x"));
        Action check = () => failed.ThrowIfFailed();
        HttpRequestException thrown = check.Should().Throw<HttpRequestException>().Which;
        thrown.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
        AttemptsExhaustedException inside = thrown.InnerException.Should().BeOfType<AttemptsExhaustedException>().Which;
        inside.Failure.Key.Should().Be("http://api.example:80");
        inside.Failure.Message.Should().Contain("GET http://api.example/x answered 503");
        ((CountedResponse)failed).Disposals.Should().Be(1);
        HttpResponseMessage answer = server.Time.Run(() => client.GetAsync("x"));
        answer.ThrowIfFailed().Should().BeSameAs(answer);
    }

    [Test]
    public void A_response_that_comes_after_its_attempt_was_given_up_is_disposed()
    {
        var late = new TaskCompletionSource<HttpResponseMessage>();
        var server = new FakeServer((_, _) => late.Task);
        using WorkflowRunner runner = server.Runner(HttpBench.Plain with { AttemptTimeout = TimeSpan.FromSeconds(10) });
        using HttpClient client = server.Client(runner);
        Action call = () => server.Time.Run(() => client.GetAsync("x"));
        call.Should().Throw<HttpRequestException>().WithInnerException<StageAbandonedException>();
        server.Time.Elapsed.Should().Be(TimeSpan.FromSeconds(15));
        var response = new CountedResponse(200);
        server.Time.Run(() =>
        {
            late.SetResult(response);
            return Task.CompletedTask;
        });
        response.Disposals.Should().Be(1);
    }

    [Test]
    public void A_response_whose_retry_is_refused_after_the_wait_is_gone_and_told_of()
    {
        FakeServer server = Serving(503);
        using WorkflowRunner runner = server.Runner(HttpBench.Plain with { CircuitBreaker = new CircuitBreakerPolicy { ConsecutiveFailures = 1 } });
        using HttpClient client = server.Client(runner);
        Action call = () => server.Time.Run(() => client.GetAsync("x"));
        HttpRequestException thrown = call.Should().Throw<HttpRequestException>().Which;
        thrown.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable, "that was the last failure");
        thrown.InnerException.Should().BeOfType<CircuitOpenException>();
        _responses.Should().ContainSingle().Which.Disposals.Should().Be(1);
    }

    [Test]
    public void A_caller_that_cancels_while_a_bad_response_waits_for_its_retry_gets_its_own_token_back()
    {
        FakeServer server = Serving(503);
        using WorkflowRunner runner = server.Runner(HttpBench.Plain with { Backoff = BackoffSchedule.Fixed(TimeSpan.FromHours(1)) });
        using HttpClient client = server.Client(runner);
        using var caller = new CancellationTokenSource();
        Action call = () => server.Time.Run(async () =>
        {
            Task<HttpResponseMessage> running = client.GetAsync("x", caller.Token);
            await server.Time.DelayAsync(TimeSpan.FromSeconds(1));
            caller.Cancel();
            await running;
        });
        call.Should().Throw<OperationCanceledException>().Which.CancellationToken.Should().Be(caller.Token);
        _responses.Should().ContainSingle().Which.Disposals.Should().Be(1);
        server.Time.Elapsed.Should().Be(TimeSpan.FromSeconds(1));
    }

    private FakeServer Serving(params int[] statuses) => new((_, _) =>
    {
        var response = new CountedResponse(statuses[Math.Min(_responses.Count, statuses.Length - 1)]);
        _responses.Add(response);
        return Task.FromResult<HttpResponseMessage>(response);
    });
}
