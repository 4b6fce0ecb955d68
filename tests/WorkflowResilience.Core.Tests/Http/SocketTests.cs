using System.Globalization;
using System.Net;
using System.Net.Sockets;
using WorkflowResilience.Http;
using WorkflowResilience.Testing;

namespace WorkflowResilience.Tests.Http;

/// <summary>What only real connections show.</summary>
[TestFixture]
public sealed class SocketTests
{
    [Test]
    public async Task An_attempt_that_gets_no_headers_in_time_is_given_up_and_repeated()
    {
        var time = new ManualTimeProvider();
        StagePolicy policy = HttpBench.Plain with { AttemptTimeout = TimeSpan.FromSeconds(10), Backoff = BackoffSchedule.Fixed(TimeSpan.Zero) };
        await using var bench = new HttpBench("hang | 200", policy: policy, time: time);
        Task<HttpResponseMessage> call = bench.Client.GetAsync("x");
        await bench.Server.ArrivedAsync();
        time.Advance(TimeSpan.FromSeconds(10));
        using HttpResponseMessage response = await call.WaitAsync(TimeSpan.FromSeconds(30));
        (response.StatusCode, bench.Server.Received.Count).Should().Be((HttpStatusCode.OK, 2));
    }

    [Test]
    public async Task A_post_that_timed_out_is_not_repeated()
    {
        var time = new ManualTimeProvider();
        await using var bench = new HttpBench("hang | 200", policy: HttpBench.Plain with { AttemptTimeout = TimeSpan.FromSeconds(10) }, time: time);
        Task<HttpResponseMessage> call = bench.Client.PostAsync("x", new StringContent("text"));
        await bench.Server.ArrivedAsync();
        time.Advance(TimeSpan.FromSeconds(10));
        Func<Task> end = () => call.WaitAsync(TimeSpan.FromSeconds(30));
        StageFailure failure = (await end.Should().ThrowAsync<HttpRequestException>()).WithInnerException<StageNotRetryableException>().Which.Failure;
        (failure.Reason, failure.Kind).Should().Be((StageReason.NotRepeatable, FailureKind.Timeout));
        failure.LetThrough.Should().Contain("Idempotency-Key").And.Contain("POST");
        bench.Server.Received.Should().HaveCount(1);
    }

    [Test]
    public async Task HttpClients_own_timeout_is_a_cancellation_of_the_call_as_a_whole()
    {
        await using var bench = new HttpBench("503 Retry-After: 50", time: new ManualTimeProvider());
        using var client = new HttpClient(new ResilienceHandler(bench.Runner["Api"], null, new SocketsHttpHandler())) { BaseAddress = bench.Server.Address };
        client.Timeout = TimeSpan.FromMilliseconds(500);
        Func<Task> call = () => client.GetAsync("x").WaitAsync(TimeSpan.FromSeconds(30));
        (await call.Should().ThrowAsync<TaskCanceledException>()).WithInnerException<TimeoutException>();
        bench.Server.Received.Should().HaveCount(1, "it ended the wait for the retry");
        bench.Client.Timeout.Should().Be(Timeout.InfiniteTimeSpan, "clients made here leave time to the policy");
    }

    [Test]
    public async Task A_connection_that_is_refused_has_taken_nothing_so_a_post_is_repeated()
    {
        await using var bench = new HttpBench("200");
        bench.Client.BaseAddress = ClosedPort();
        Func<Task> call = () => bench.Client.PostAsync("x", new StringContent("text"));
        HttpRequestException thrown = (await call.Should().ThrowAsync<HttpRequestException>()).Which;
        thrown.HttpRequestError.Should().Be(HttpRequestError.ConnectionError);
        thrown.InnerException.Should().BeOfType<AttemptsExhaustedException>().Which.Failure.SocketError.Should().Be(SocketError.ConnectionRefused);
    }

    [TestCase(303)]
    [TestCase(307)]
    public async Task A_redirect_to_a_dead_address_is_no_request_that_never_left(int status)
    {
        await using var bench = new HttpBench(new LoopbackServer(Answers.Status(status, "", $"Location: {ClosedPort()}")));
        Func<Task> call = () => bench.Client.PostAsync("x", new StringContent("text"));
        (await call.Should().ThrowAsync<HttpRequestException>()).WithInnerException<StageNotRetryableException>().Which.Reason.Should().Be(StageReason.NotRepeatable);
        bench.Server.Received.Should().HaveCount(1);
    }

    [Test]
    public async Task A_redirected_request_is_repeated_from_its_start()
    {
        await using var bench = new HttpBench(new LoopbackServer(Redirected()));
        using HttpResponseMessage response = await bench.Client.PutAsync("start", new StringContent("text"));
        response.StatusCode.Should().Be(HttpStatusCode.OK);
        bench.Server.Received.Select(r => $"{r.Method} {r.Path} {r.Text}").Should().Equal("PUT /start text", "GET /else ", "PUT /start text", "GET /else ");

        static IEnumerable<Answer> Redirected()
        {
            for (int i = 0; i < 2; i++)
            {
                yield return Answers.Status(303, "", "Location: /else");
                yield return Answers.Status(i == 0 ? 503 : 200, "x");
            }
        }
    }

    [Test]
    public async Task A_body_that_breaks_off_is_the_enclosing_stages_to_repeat()
    {
        await using var bench = new HttpBench("short | 200");
        Func<Task> call = () => bench.Client.GetStringAsync(new Uri("x", UriKind.Relative));
        (await call.Should().ThrowAsync<HttpRequestException>()).Which.InnerException.Should().NotBeAssignableTo<StageFailedException>();
        (await bench.Runner["Api"].RunAsync(ct => bench.Client.GetStringAsync(new Uri("x", UriKind.Relative), ct))).Should().Be("ok");
        bench.Server.Received.Should().HaveCount(2);
    }

    [Test]
    public async Task One_bad_authority_stops_no_other()
    {
        StagePolicy policy = HttpBench.Plain with { MaxAttempts = 1, CircuitBreaker = new CircuitBreakerPolicy { ConsecutiveFailures = 2 } };
        await using var bad = new HttpBench("503", policy: policy);
        await using var good = new LoopbackServer(Answers.Script("200"));
        for (int i = 0; i < 2; i++) (await bad.Client.GetAsync("x")).StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
        Func<Task> call = () => bad.Client.GetAsync("x");
        CircuitOpenException open = (await call.Should().ThrowAsync<HttpRequestException>()).WithInnerException<CircuitOpenException>().Which;
        open.Failure.Key.Should().Be(bad.Server.Address.ToString().TrimEnd('/'));
        (await bad.Client.GetAsync(good.Address)).StatusCode.Should().Be(HttpStatusCode.OK);
        bad.Server.Received.Should().HaveCount(2);
        bad.Runner["Api"].Keys.Should().HaveCount(2);
    }

    [TestCase("http://Example.ORG/x", "http://example.org:80")]
    [TestCase("https://user:word@example.org:8443/x?y", "https://example.org:8443")]
    [TestCase("https://bücher.example/", "https://xn--bcher-kva.example:443")]
    [TestCase("http://[::1]:5000/x", "http://[::1]:5000")]
    public void Authorities_are_scheme_host_and_port(string address, string authority)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        Authority.Of(request).Should().Be(authority);
    }

    private static Uri ClosedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/"));
    }
}
