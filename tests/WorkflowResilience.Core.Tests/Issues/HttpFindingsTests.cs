using System.Net;
using WorkflowResilience.Http;

namespace WorkflowResilience.Tests.Issues;

/// <summary>What reviews found in calls over HTTP. Each test fails without its fix.</summary>
public sealed class HttpFindingsTests
{
    [Test]
    public async Task A_POST_that_still_waits_for_a_thread_is_not_sent_beside_another_one()
    {
        using var server = new Silent();
        using WorkflowRunner runner = WorkflowRunner.Create(o => o.Policies["Api"] = new StagePolicy());
        using var handler = new ResilienceHandler(runner["Api"], null, server);
        using var request = new HttpRequestMessage(HttpMethod.Post, "http://api.example/");
        HttpExchange exchange = await HttpExchange.PrepareAsync(handler, new ResponseRules(HttpResilienceOptions.Default), request, mayBeRetried: true, default);

        exchange.MayRepeat.Should().BeFalse("the first attempt of a policy with Offload is under way before it is sent");
        Task<HttpAnswer> first = exchange.SendAsync(default).AsTask();
        Func<Task> second = async () => await exchange.SendAsync(default);

        (await second.Should().ThrowAsync<IOException>()).WithMessage("The request was not sent: another attempt may have reached the server, and its method, POST, may not be repeated.");
        server.Received.Should().Be(1);
        server.Answer.SetResult(new HttpResponseMessage(HttpStatusCode.OK));
        using HttpAnswer answer = await first;
    }

    [Test]
    public async Task A_POST_that_never_left_is_sent_again_and_then_only_once()
    {
        using var server = new Silent();
        using WorkflowRunner runner = WorkflowRunner.Create(o => o.Policies["Api"] = new StagePolicy());
        using var handler = new ResilienceHandler(runner["Api"], null, server);
        using var request = new HttpRequestMessage(HttpMethod.Post, "http://api.example/");
        HttpExchange exchange = await HttpExchange.PrepareAsync(handler, new ResponseRules(HttpResilienceOptions.Default), request, mayBeRetried: true, default);

        server.Refuses = true;
        await exchange.Invoking(e => e.SendAsync(default).AsTask()).Should().ThrowAsync<HttpRequestException>();
        exchange.MayRepeat.Should().BeTrue();
        server.Refuses = false;
        Task<HttpAnswer> again = exchange.SendAsync(default).AsTask();

        exchange.MayRepeat.Should().BeFalse();
        await exchange.Invoking(e => e.SendAsync(default).AsTask()).Should().ThrowAsync<IOException>();
        server.Received.Should().Be(1);
        server.Answer.SetResult(new HttpResponseMessage(HttpStatusCode.OK));
        using HttpAnswer answer = await again;
    }

    /// <summary>Refuses connections, or takes requests and answers the first when it is told to.</summary>
    private sealed class Silent : HttpMessageHandler
    {
        internal TaskCompletionSource<HttpResponseMessage> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        internal bool Refuses { get; set; }

        internal int Received { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (Refuses) throw new HttpRequestException(HttpRequestError.ConnectionError);
            return ++Received == 1 ? Answer.Task : Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK));
        }
    }
}
