using WorkflowResilience.Http;

namespace WorkflowResilience.Tests.Http;

/// <summary>How a handler is made and what it refuses.</summary>
[TestFixture]
public sealed class ResilienceHandlerTests
{
    [Test]
    public void It_does_not_send_synchronously_and_says_what_to_do()
    {
        FakeServer server = FakeServer.Of(200);
        using WorkflowRunner runner = server.Runner(HttpBench.Plain);
        using HttpClient client = server.Client(runner);
        Action call = () => client.Send(new HttpRequestMessage(HttpMethod.Get, "x"));
        call.Should().Throw<NotSupportedException>().WithMessage("*SendAsync*");
        server.Received.Should().BeEmpty();
    }

    [Test]
    public void It_wants_the_stages_own_executor()
    {
        using WorkflowRunner runner = WorkflowRunner.Create(o => o.Policies["Api"] = HttpBench.Plain);
        Action make = () => new ResilienceHandler(runner["Api"].For("k")).Dispose();
        make.Should().Throw<ArgumentException>().WithMessage("*'Api'*'k'*");
    }

    [Test]
    public void It_fits_into_a_chain_that_somebody_else_puts_together()
    {
        using WorkflowRunner runner = WorkflowRunner.Create(o => o.Policies["Api"] = HttpBench.Plain);
        using var handler = new ResilienceHandler(runner["Api"]);
        handler.InnerHandler.Should().BeNull();
    }

    [Test]
    public async Task A_request_without_an_address_is_told_so()
    {
        FakeServer server = FakeServer.Of(200);
        using WorkflowRunner runner = server.Runner(HttpBench.Plain);
        using var invoker = new HttpMessageInvoker(new ResilienceHandler(runner["Api"], null, server));
        Func<Task> call = () => invoker.SendAsync(new HttpRequestMessage(), default);
        await call.Should().ThrowAsync<InvalidOperationException>().WithMessage("*BaseAddress*");
    }

    [TestCase("GET", "never", "forbid")]
    [TestCase("POST", "", "Idempotency-Key")]
    [TestCase("PUT", "pipe", "MaxBufferedContent")]
    public void A_failure_says_what_stood_against_another_attempt(string method, string what, string said)
    {
        FakeServer server = FakeServer.Of(503);
        using WorkflowRunner runner = server.Runner(HttpBench.Plain);
        RequestRepetition repetition = what == "never" ? RequestRepetition.Never : RequestRepetition.ByMethod;
        using HttpClient client = server.Client(runner, new HttpResilienceOptions { FailedResponses = FailedResponses.Throw, Repetition = repetition });
        Action call = () => server.Time.Run(() => client.SendAsync(HttpBench.Request(method, what == "pipe" ? "pipe-unknown" : "none")));
        StageFailure failure = call.Should().Throw<HttpRequestException>().WithInnerException<StageNotRetryableException>().Which.Failure;
        failure.Reason.Should().Be(StageReason.NotRepeatable);
        failure.LetThrough.Should().Contain(said);
        if (what == "pipe") failure.Advice.Should().Contain("content").And.NotContain("Idempotency-Key");
    }

    [Test]
    public void Every_call_gets_a_key_of_its_own()
    {
        FakeServer server = FakeServer.Of(503, 200, 200);
        using WorkflowRunner runner = server.Runner(HttpBench.Plain);
        using HttpClient client = server.Client(runner, new HttpResilienceOptions { AddIdempotencyKey = true });
        for (int i = 0; i < 2; i++) server.Time.Run(() => client.PostAsync("x", null)).Dispose();
        string[] keys = [.. server.Received.Select(r => r.Headers.GetValues("Idempotency-Key").Single())];
        keys[0].Should().Be(keys[1]).And.NotBe(keys[2]);
    }

    [Test]
    public void A_request_object_that_is_sent_again_does_not_carry_an_old_failure()
    {
        FakeServer server = FakeServer.Of(503, 503, 503, 200);
        using WorkflowRunner runner = server.Runner(HttpBench.Plain);
        using var invoker = new HttpMessageInvoker(new ResilienceHandler(runner["Api"], null, server), disposeHandler: false);
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://api.example/");
        request.Options.Set(ResilienceHttp.MayRepeat, false);
        HttpResponseMessage Send() => server.Time.Run(() => invoker.SendAsync(request, default));
        for (int i = 0; i < 3; i++) Send().Invoking(r => r.ThrowIfFailed()).Should().Throw<HttpRequestException>();
        Send().ThrowIfFailed().IsSuccessStatusCode.Should().BeTrue();
    }
}
