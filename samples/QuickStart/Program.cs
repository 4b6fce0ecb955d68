// What the library does, without network or configuration: a stage that recovers, one that is not worth retrying, one that hangs,
// and a circuit breaker that opens and closes again.
using System.Net;
using WorkflowResilience;

using WorkflowRunner runner = WorkflowRunner.Create(options =>
{
    var quick = new StagePolicy
    {
        MaxAttempts = 3,
        Backoff = BackoffSchedule.Exponential(TimeSpan.FromMilliseconds(400), jitter: Jitter.Equal),
        AttemptTimeout = TimeSpan.FromSeconds(1),
        AbandonGrace = TimeSpan.FromMilliseconds(500),
    };
    options.Policies["Download"] = quick;
    options.Policies["Compile"] = quick;
    options.Policies["Scan"] = quick;
    options.Policies["Publish"] = quick with
    {
        MaxAttempts = 1,
        CircuitBreaker = new CircuitBreakerPolicy { ConsecutiveFailures = 2, OpenTime = BackoffSchedule.Fixed(TimeSpan.FromSeconds(1)) },
    };
});

Console.WriteLine("1. Download fails twice and recovers.\n");
int calls = 0;
Console.WriteLine(await runner.TryRunAsync("build-42", async run =>
    await run.StageAsync("Download", async ct =>
    {
        await Task.Delay(50, ct);
        if (++calls < 3) throw new HttpRequestException($"mirror {calls} answered 503", null, HttpStatusCode.ServiceUnavailable);
    })));

Console.WriteLine("2. Compile meets an error that no second attempt can cure, so there is none.\n");
Console.WriteLine(await runner.TryRunAsync("build-43", async run =>
    await run.StageAsync("Compile", ct => throw StageFailure.Of(FailureKind.Compilation, "Program.cs(12,8): error CS0103: 'Foo' does not exist"))));

Console.WriteLine("3. Scan hangs and ignores its token; its caller is released all the same.\n");
Console.WriteLine(await runner.TryRunAsync("build-44", async run =>
    await run.StageAsync("Scan", ct => Task.Delay(Timeout.Infinite, CancellationToken.None))));

Console.WriteLine("4. Publish keeps failing until its circuit opens; a good call after the open time closes it again.\n");
StageExecutor publish = runner["Publish"];
bool healthy = false;
for (int call = 1; call <= 4; call++)
{
    StageOutcome outcome = await publish.TryRunAsync(ct => healthy ? Task.CompletedTask : throw new HttpRequestException("the registry closed the connection"));
    Console.WriteLine($"  call {call} {outcome}; the circuit is now {publish.Circuit!.State}");
    if (outcome.RetryAfter is not { } wait) continue;
    Console.WriteLine($"  … the registry is mended, and the caller comes back after the {wait.TotalSeconds:0.0} s it was told");
    healthy = true;
    await Task.Delay(wait + TimeSpan.FromMilliseconds(20)); // the system's timers may fire a little early
}
