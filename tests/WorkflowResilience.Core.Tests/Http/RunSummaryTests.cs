using WorkflowResilience.Http;
using WorkflowResilience.Testing;

namespace WorkflowResilience.Tests.Http;

[TestFixture]
public sealed class RunSummaryTests
{
    [Test]
    public void A_run_that_an_http_call_ends_has_the_calls_failure()
    {
        ManualTimeProvider time = new();
        using WorkflowRunner runner = WorkflowRunner.Create(o => o.TimeProvider = time);
        using HttpClient client = ResilienceHttp.CreateClient(runner, "Api", innerHandler: new Refusing());

        RunSummary summary = time.Run(() => runner.TryRunAsync("r", async run => await client.GetStringAsync(new Uri("http://api.invalid/"), run.CancellationToken)));

        summary.Failure!.Reason.Should().Be(StageReason.AttemptsExhausted);
        summary.ErrorText.Should().StartWith("Stage 'Api' of run 'r' failed (attempts-exhausted, Network");
        summary.ToString().Should().Contain("  cause: ").And.Contain($"  next: {summary.Failure.Advice}\n");
    }

    private sealed class Refusing : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            throw new HttpRequestException(HttpRequestError.ConnectionError, "connection refused");
    }
}
