using System.Net;
using System.Net.Sockets;
using WorkflowResilience.Http;
using WorkflowResilience.Testing;

namespace WorkflowResilience.Tests.Http;

/// <summary>The presets against servers that behave like those they are for. Time-outs of the presets are taken out where waits are skipped.</summary>
[TestFixture]
public sealed class PresetTests
{
    private static HttpPreset[] All => [HttpPreset.Default, HttpPreset.GitHub, HttpPreset.Kubernetes];

    [TestCaseSource(nameof(All))]
    public void They_are_valid_and_do_not_contradict_themselves(HttpPreset preset)
    {
        preset.Policy.Validate().Should().BeEmpty();
        preset.Options.Validate().Should().BeEmpty();
        preset.Policy.Explain().Should().Contain("Warnings   None.");
    }

    [TestCase("GET")]
    [TestCase("POST")]
    public async Task GitHub_a_used_up_primary_limit_is_waited_for_until_its_reset(string method)
    {
        const string UsedUp = "403 X-RateLimit-Limit: 60; X-RateLimit-Remaining: 0; X-RateLimit-Reset: 1767226200 {\"message\": \"API rate limit exceeded\"}";
        await using HttpBench bench = Bench(HttpPreset.GitHub, UsedUp + " | 201");
        await bench.Client.SendAsync(HttpBench.Request(method));
        bench.Seen.Of(ResilienceEventKinds.RetryScheduled).Should().ContainSingle().Which.Delay.TotalSeconds.Should().BeInRange(600, 601.1);
    }

    [Test]
    public async Task GitHub_a_limit_that_resets_too_late_is_told_at_once()
    {
        await using HttpBench bench = Bench(HttpPreset.GitHub, "403 X-RateLimit-Remaining: 0; X-RateLimit-Reset: 1767228000");
        using HttpResponseMessage response = await bench.Client.GetAsync("x");
        response.RequestMessage!.Options.TryGetValue(ResilienceHttp.Failure, out StageFailure? failure).Should().BeTrue();
        (failure!.Reason, failure.Kind, failure.ServerDelay).Should().Be((StageReason.ServerDelayTooLong, FailureKind.RateLimited, TimeSpan.FromMinutes(40)));
        bench.Server.Received.Should().HaveCount(1);
    }

    [TestCase("403 Retry-After: 90; X-RateLimit-Remaining: 4000; X-RateLimit-Reset: 1767228000")]
    [TestCase("429 Retry-After: 90; X-RateLimit-Remaining: 4000; X-RateLimit-Reset: 1767228000")]
    public async Task GitHub_a_secondary_limit_is_waited_for_as_it_says(string limit)
    {
        await using HttpBench bench = Bench(HttpPreset.GitHub, limit + " | 200");
        using HttpResponseMessage response = await bench.Client.PostAsync("x", new StringContent("comment"));
        response.StatusCode.Should().Be(HttpStatusCode.OK);
        bench.Seen.Of(ResilienceEventKinds.RetryScheduled).Single().Delay.TotalSeconds.Should().BeInRange(90, 91);
    }

    [TestCase("429 X-RateLimit-Remaining: 4000")]
    [TestCase("403 X-RateLimit-Remaining: 4000 {\"message\": \"You have exceeded a secondary rate limit.\"}")]
    public async Task GitHub_a_secondary_limit_that_says_nothing_is_waited_for_a_minute_at_least_then_longer(string limit)
    {
        await using HttpBench bench = Bench(HttpPreset.GitHub, limit);
        using HttpResponseMessage response = await bench.Client.GetAsync("x");
        bench.Server.Received.Should().HaveCount(4);
        double[] waits = [.. bench.Seen.Of(ResilienceEventKinds.RetryScheduled).Select(e => e.Delay.TotalSeconds)];
        waits[0].Should().BeInRange(60, 74);
        waits[1].Should().BeInRange(120, 148);
        waits[2].Should().BeInRange(240, 296);
        (await response.Content.ReadAsStringAsync()).Should().NotBeEmpty();
        bench.Executor.Circuit!.Snapshot().Failures.Should().Be(0, "a limit says nothing of the server's health");
    }

    [TestCase("403 X-RateLimit-Remaining: 4000 {\"message\": \"Resource not accessible by integration\"}", HttpStatusCode.Forbidden)]
    [TestCase("401", HttpStatusCode.Unauthorized)]
    [TestCase("404", HttpStatusCode.NotFound)]
    [TestCase("422", HttpStatusCode.UnprocessableEntity)]
    public async Task GitHub_refusals_are_answers(string script, HttpStatusCode status)
    {
        await using HttpBench bench = Bench(HttpPreset.GitHub, script);
        using HttpResponseMessage response = await bench.Client.GetAsync("x");
        (response.StatusCode, bench.Server.Received.Count).Should().Be((status, 1));
        response.ThrowIfFailed();
    }

    [TestCase("409")]
    [TestCase("410")]
    [TestCase("422")]
    [TestCase("404")]
    [TestCase("401")]
    public async Task Kubernetes_conflicts_and_expired_watches_are_answers(string script)
    {
        await using HttpBench bench = Bench(HttpPreset.Kubernetes, script);
        using HttpResponseMessage response = await bench.Client.PutAsync("x", new StringContent("{}"));
        ((int)response.StatusCode).ToString().Should().Be(script);
        bench.Server.Received.Should().HaveCount(1);
    }

    [TestCase("429 Retry-After: 1 | 201", "POST", 2)]
    [TestCase("500 Retry-After: 1 | 200", "PUT", 2)]
    [TestCase("504 Retry-After: 1 | 201", "POST", 1)]
    [TestCase("503 | 503 | 503 | 503 | 200", "GET", 5)]
    public async Task Kubernetes_what_was_not_taken_is_repeated_and_the_rest_by_method(string script, string method, int calls)
    {
        await using HttpBench bench = Bench(HttpPreset.Kubernetes, script);
        using HttpResponseMessage response = await bench.Client.SendAsync(HttpBench.Request(method, "string"));
        bench.Server.Received.Should().HaveCount(calls);
        response.IsSuccessStatusCode.Should().Be(calls > 1);
    }

    [Test]
    public async Task Kubernetes_a_watch_lives_longer_than_an_attempt_once_its_headers_are_there()
    {
        var time = new ManualTimeProvider();
        var more = new TaskCompletionSource();
        await using var bench = new HttpBench(new LoopbackServer(Watch), HttpPreset.Kubernetes.Options, HttpPreset.Kubernetes.Policy, time);
        using HttpResponseMessage response = await bench.Client.GetAsync("pods?watch=true", HttpCompletionOption.ResponseHeadersRead);
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync());
        (await lines.ReadLineAsync()).Should().Be("ADDED");
        time.Advance(TimeSpan.FromHours(1));
        more.SetResult();
        (await lines.ReadLineAsync()).Should().Be("MODIFIED");

        async Task Watch(ReceivedRequest request, Socket socket, CancellationToken stop)
        {
            await Answers.SendAsync(socket, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n6\r\nADDED\n\r\n", stop);
            await more.Task.WaitAsync(stop);
            await Answers.SendAsync(socket, "9\r\nMODIFIED\n\r\n0\r\n\r\n", stop);
        }
    }

    [Test]
    public async Task Kubernetes_a_conflict_runs_the_stage_that_reads_changes_and_writes_again()
    {
        await using var bench = new HttpBench("200 | 409 | 200 | 409 | 200 | 200", HttpPreset.Kubernetes.Options);
        bench.Runner.TryReconfigure("Scale", HttpPreset.KubernetesConflict with { TotalTimeout = null }, out IReadOnlyList<string> problems).Should().BeTrue(string.Join(' ', problems));
        StageOutcome outcome = await bench.Runner["Scale"].TryRunAsync(async ct =>
        {
            string read = await bench.Client.GetStringAsync(new Uri("deployment", UriKind.Relative), ct);
            using HttpResponseMessage response = await bench.Client.PutAsync("deployment", new StringContent(read), ct);
            if (response.StatusCode == HttpStatusCode.Conflict) throw StageFailure.OfResponse(response, bench.Time.GetUtcNow());
            response.ThrowIfFailed().EnsureSuccessStatusCode();
        });
        (outcome.IsSuccess, outcome.Attempts, bench.Server.Received.Count).Should().Be((true, 3, 6));
    }

    [Test]
    public void A_client_brings_the_presets_policy_to_a_stage_that_has_none_and_leaves_one_that_has()
    {
        using WorkflowRunner runner = WorkflowRunner.Create(o => o.Policies["Mine"] = HttpBench.Plain);
        ResilienceHttp.CreateClient(runner, "Theirs", HttpPreset.GitHub).Dispose();
        ResilienceHttp.CreateClient(runner, "Mine", HttpPreset.GitHub).Dispose();
        ResilienceHttp.CreateClient(runner, "Any").Dispose();
        runner["Theirs"].Policy.Should().Be(HttpPreset.GitHub.Policy);
        runner["Mine"].Policy.Should().Be(HttpBench.Plain);
        runner["Any"].Policy.Should().Be(HttpPreset.Default.Policy);
    }

    [Test]
    public void A_bad_preset_is_refused_with_all_its_problems()
    {
        using WorkflowRunner runner = WorkflowRunner.Create();
        Action policy = () => ResilienceHttp.CreateClient(runner, "X", HttpPreset.Default with { Policy = new StagePolicy { MaxAttempts = 0, MaxKeys = 0 } });
        Action options = () => ResilienceHttp.CreateClient(runner, "X", HttpPreset.Default with
        {
            Options = new HttpResilienceOptions
            {
                MaxBufferedContent = -1,
                MoreFailures = [7, 409],
                Answers = [409],
                RateLimitText = " ",
                Repetition = (RequestRepetition)9,
                FailedResponses = (FailedResponses)9,
            },
        });
        policy.Should().Throw<ResilienceConfigurationException>().Which.Problems.Should().HaveCount(2);
        options.Should().Throw<ResilienceConfigurationException>().Which.Problems.Should().Equal(
            "FailedResponses is 9; it must be Return or Throw.",
            "Repetition is 9; it must be ByMethod, Always or Never.",
            "MaxBufferedContent is -1; it must be from 0 (nothing is buffered) to 104857600.",
            "MoreFailures has the status 7; each must be from 200 to 599.",
            "409 stands in MoreFailures and in Answers; take it out of one.",
            "RateLimitText is empty and would match every 403; leave it null to read no body.");
    }

    private static HttpBench Bench(HttpPreset preset, string script) =>
        new(script, preset.Options, preset.Policy with { AttemptTimeout = null, TotalTimeout = null });
}
