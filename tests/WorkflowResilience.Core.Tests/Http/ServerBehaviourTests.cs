using System.Globalization;
using System.Net;
using WorkflowResilience.Http;

namespace WorkflowResilience.Tests.Http;

/// <summary>
/// What follows from what a server does: status × headers × method × body. A row is: the server's answers in order (the last for ever), the request, the client's options;
/// then how many requests arrived, the waits in seconds, what the caller got, and the breaker's count of failures and calls. Three attempts, a second apart; a server may ask
/// for up to a minute.
/// </summary>
[TestFixture]
public sealed class ServerBehaviourTests
{
    // Answers, and failures that may pass, by status.
    [TestCase("200", "GET", "none", "", 1, "", "200", "0/1")]
    [TestCase("204", "DELETE", "none", "", 1, "", "204", "0/1")]
    [TestCase("304", "GET", "none", "", 1, "", "304", "0/1")]
    [TestCase("202 Retry-After: 30", "GET", "none", "", 1, "", "202", "0/1")]
    [TestCase("400", "GET", "none", "", 1, "", "400", "0/1")]
    [TestCase("401", "GET", "none", "", 1, "", "401", "0/1")]
    [TestCase("402", "GET", "none", "", 1, "", "402", "0/1")]
    [TestCase("403", "GET", "none", "", 1, "", "403", "0/1")]
    [TestCase("404", "GET", "none", "", 1, "", "404", "0/1")]
    [TestCase("404 Retry-After: 5", "GET", "none", "", 1, "", "404", "0/1")]
    [TestCase("405", "PUT", "bytes", "", 1, "", "405", "0/1")]
    [TestCase("407", "GET", "none", "", 1, "", "407", "0/1")]
    [TestCase("408 | 200", "GET", "none", "", 2, "1", "200", "1/2")]
    [TestCase("409", "PUT", "json", "", 1, "", "409", "0/1")]
    [TestCase("410", "GET", "none", "", 1, "", "410", "0/1")]
    [TestCase("412", "PUT", "json", "", 1, "", "412", "0/1")]
    [TestCase("413 Retry-After: 5", "PUT", "bytes", "", 1, "", "413", "0/1")]
    [TestCase("421 | 200", "GET", "none", "", 2, "1", "200", "1/2")]
    [TestCase("422", "POST", "json", "", 1, "", "422", "0/1")]
    [TestCase("423 | 200", "DELETE", "none", "", 2, "1", "200", "1/2")]
    [TestCase("425 | 200", "GET", "none", "", 2, "1", "200", "1/2")]
    [TestCase("429 | 200", "GET", "none", "", 2, "1", "200", "1/2")]
    [TestCase("451", "GET", "none", "", 1, "", "451", "0/1")]
    [TestCase("500 | 200", "GET", "none", "", 2, "1", "200", "1/2")]
    [TestCase("501", "GET", "none", "", 1, "", "501", "0/1")]
    [TestCase("502 | 502 | 200", "GET", "none", "", 3, "1 1", "200", "2/3")]
    [TestCase("503 | 200", "HEAD", "none", "", 2, "1", "200", "1/2")]
    [TestCase("504 | 200", "OPTIONS", "none", "", 2, "1", "200", "1/2")]
    [TestCase("505", "GET", "none", "", 1, "", "505", "0/1")]
    [TestCase("507 | 200", "PUT", "string", "", 2, "1", "200", "1/2")]
    [TestCase("511", "GET", "none", "", 1, "", "511", "0/1")]
    [TestCase("520 | 200", "GET", "none", "", 2, "1", "200", "1/2")]
    [TestCase("524 | 200", "GET", "none", "", 2, "1", "200", "1/2")]
    [TestCase("503 | 404", "GET", "none", "", 2, "1", "404", "1/2")]
    [TestCase("503", "GET", "none", "", 3, "1 1", "503 attempts-exhausted", "3/3")]
    [TestCase("503", "GET", "none", "throw", 3, "1 1", "throws attempts-exhausted", "3/3")]
    [TestCase("429", "DELETE", "none", "", 3, "1 1", "429 attempts-exhausted", "3/3")]

    // The wait that the server asks for: never shortened, at most a tenth longer.
    [TestCase("503 Retry-After: 7 | 200", "GET", "none", "", 2, "7", "200", "1/2")]
    [TestCase("429 Retry-After: 2.5 | 200", "GET", "none", "", 2, "2.5", "200", "1/2")]
    [TestCase("500 Retry-After: 3 | 200", "GET", "none", "", 2, "3", "200", "1/2")]
    [TestCase("503 Retry-After: Thu, 01 Jan 2026 00:00:20 GMT | 200", "GET", "none", "", 2, "20", "200", "1/2")]
    [TestCase("503 Retry-After: Thu, 01 Jan 2015 00:00:20 GMT | 200", "GET", "none", "", 2, "1", "200", "1/2")]
    [TestCase("503 Retry-After: 0 | 200", "GET", "none", "", 2, "1", "200", "1/2")]
    [TestCase("503 Retry-After: soon | 200", "GET", "none", "", 2, "1", "200", "1/2")]
    [TestCase("503 Retry-After: -5 | 200", "GET", "none", "", 2, "1", "200", "1/2")]
    [TestCase("503 Retry-After: 99999999999999999999 | 200", "GET", "none", "", 1, "", "503 server-delay-too-long", "1/1")]
    [TestCase("503 Retry-After: 61 | 200", "GET", "none", "", 1, "", "503 server-delay-too-long", "1/1")]
    [TestCase("503 Retry-After: 60 | 200", "GET", "none", "", 2, "60", "200", "1/2")]
    [TestCase("503 Retry-After-Ms: 4000 | 200", "GET", "none", "", 2, "4", "200", "1/2")]
    [TestCase("429 x-ms-retry-after-ms: 9000; Retry-After: 2 | 200", "GET", "none", "", 2, "9", "200", "1/2")]

    // Rate limits.
    [TestCase("429 X-RateLimit-Remaining: 0; X-RateLimit-Reset: 1767225630 | 200", "GET", "none", "", 2, "30", "200", "1/2")]
    [TestCase("403 X-RateLimit-Remaining: 0; X-RateLimit-Reset: 1767225630 | 200", "GET", "none", "", 2, "30", "200", "1/2")]
    [TestCase("403 X-RateLimit-Remaining: 0; X-RateLimit-Reset: 1767229200 | 200", "GET", "none", "", 1, "", "403 server-delay-too-long", "1/1")]
    [TestCase("403 X-RateLimit-Remaining: 12; X-RateLimit-Reset: 1767225630", "GET", "none", "", 1, "", "403", "0/1")]
    [TestCase("403 Retry-After: 3 | 200", "GET", "none", "", 2, "3", "200", "1/2")]
    [TestCase("429 X-RateLimit-Remaining: 12; X-RateLimit-Reset: 1767225630 | 200", "GET", "none", "", 2, "1", "200", "1/2")]
    [TestCase("429 RateLimit-Reset: 8 | 200", "GET", "none", "", 2, "8", "200", "1/2")]
    [TestCase("200 X-RateLimit-Remaining: 0; X-RateLimit-Reset: 1767225630", "GET", "none", "", 1, "", "200", "0/1")]

    // Methods.
    [TestCase("503 | 200", "TRACE", "none", "", 2, "1", "200", "1/2")]
    [TestCase("503 | 200", "DELETE", "none", "", 2, "1", "200", "1/2")]
    [TestCase("503 | 200", "POST", "string", "", 1, "", "503 not-repeatable", "1/1")]
    [TestCase("503 | 200", "POST", "none", "", 1, "", "503 not-repeatable", "1/1")]
    [TestCase("429 Retry-After: 3 | 200", "POST", "string", "", 1, "", "429 not-repeatable", "1/1")]
    [TestCase("429 Retry-After: 3 | 200", "POST", "string", "refused", 2, "3", "200", "1/2")]
    [TestCase("503 Retry-After: 3 | 200", "POST", "string", "refused", 1, "", "503 not-repeatable", "1/1")]
    [TestCase("429 | 503 | 200", "POST", "string", "refused", 2, "1", "503 not-repeatable", "2/2")]
    [TestCase("403 Retry-After: 3 | 200", "PATCH", "json", "refused", 2, "3", "200", "1/2")]
    [TestCase("502 | 200", "PATCH", "json", "", 1, "", "502 not-repeatable", "1/1")]
    [TestCase("502 | 200", "PURGE", "none", "", 1, "", "502 not-repeatable", "1/1")]
    [TestCase("503 | 200", "POST", "string", "key", 2, "1", "200", "1/2")]
    [TestCase("503 | 200", "POST", "string", "addkey", 2, "1", "200", "1/2")]
    [TestCase("503 | 200", "PATCH", "string", "addkey", 2, "1", "200", "1/2")]
    [TestCase("503 | 200", "PURGE", "none", "addkey", 1, "", "503 not-repeatable", "1/1")]
    [TestCase("503 | 200", "POST", "string", "may", 2, "1", "200", "1/2")]
    [TestCase("503 | 200", "GET", "none", "maynot", 1, "", "503 not-repeatable", "1/1")]
    [TestCase("503 | 200", "POST", "string", "maynot key", 1, "", "503 not-repeatable", "1/1")]
    [TestCase("503 | 200", "POST", "string", "always", 2, "1", "200", "1/2")]
    [TestCase("503 | 200", "GET", "none", "never", 1, "", "503 not-repeatable", "1/1")]
    [TestCase("503 | 200", "GET", "none", "never may", 2, "1", "200", "1/2")]
    [TestCase("503 | 200", "POST", "string", "always maynot", 1, "", "503 not-repeatable", "1/1")]

    // Contents: each arrives whole at every attempt.
    [TestCase("503 | 503 | 200", "PUT", "bytes", "", 3, "1 1", "200", "2/3")]
    [TestCase("503 | 200", "PUT", "form", "", 2, "1", "200", "1/2")]
    [TestCase("503 | 200", "PUT", "memory", "", 2, "1", "200", "1/2")]
    [TestCase("503 | 503 | 200", "PUT", "json", "", 3, "1 1", "200", "2/3")]
    [TestCase("503 | 200", "PUT", "parts", "", 2, "1", "200", "1/2")]
    [TestCase("503 | 503 | 200", "PUT", "seekable", "", 3, "1 1", "200", "2/3")]
    [TestCase("503 | 200", "PUT", "parts-seekable", "", 2, "1", "200", "1/2")]
    [TestCase("503 | 503 | 200", "PUT", "pipe-small", "", 3, "1 1", "200", "2/3")]
    [TestCase("503 | 200", "PUT", "pipe-small", "nobuffer", 1, "", "503 not-repeatable", "1/1")]
    [TestCase("503 | 200", "PUT", "pipe-large", "", 1, "", "503 not-repeatable", "1/1")]
    [TestCase("503 | 200", "PUT", "pipe-unknown", "", 1, "", "503 not-repeatable", "1/1")]
    [TestCase("503 | 200", "PUT", "parts-pipe", "", 1, "", "503 not-repeatable", "1/1")]
    [TestCase("503 | 200", "PUT", "own-small", "", 2, "1", "200", "1/2")]
    [TestCase("503 | 200", "PUT", "own-unknown", "", 1, "", "503 not-repeatable", "1/1")]
    [TestCase("503 | 200", "POST", "pipe-unknown", "key", 1, "", "503 not-repeatable", "1/1")]
    [TestCase("200", "POST", "pipe-large", "", 1, "", "200", "0/1")]

    // Connections that break. One that closes before the first byte is dialled again up to three times inside the attempt, by SocketsHttpHandler itself, when there
    // is no content.
    [TestCase("drop | 200", "GET", "none", "", 2, "", "200", "0/1")]
    [TestCase("drop | drop | drop | drop | 200", "GET", "none", "", 5, "1", "200", "1/2")]
    [TestCase("drop | 200", "PUT", "string", "", 2, "1", "200", "1/2")]
    [TestCase("reset | 200", "GET", "none", "", 2, "1", "200", "1/2")]
    [TestCase("cut | 200", "GET", "none", "", 2, "1", "200", "1/2")]
    [TestCase("garbage | 200", "GET", "none", "", 2, "1", "200", "1/2")]
    [TestCase("drop", "GET", "none", "", 12, "1 1", "throws attempts-exhausted", "3/3")]
    [TestCase("reset", "GET", "none", "", 3, "1 1", "throws attempts-exhausted", "3/3")]
    [TestCase("cut", "GET", "none", "throw", 3, "1 1", "throws attempts-exhausted", "3/3")]
    [TestCase("drop | 200", "POST", "string", "", 1, "", "throws not-repeatable", "1/1")]
    [TestCase("reset | 200", "POST", "string", "addkey", 2, "1", "200", "1/2")]
    [TestCase("drop | 503 | 200", "PUT", "seekable", "", 3, "1 1", "200", "2/3")]
    [TestCase("drop | 200", "PUT", "pipe-large", "", 1, "", "throws not-repeatable", "1/1")]
    [TestCase("503 Retry-After: 7 | reset | 200", "GET", "none", "", 3, "7 1", "200", "2/3")]

    // The client's own idea of what a failure is.
    [TestCase("404 | 200", "GET", "none", "more404", 2, "1", "200", "1/2")]
    [TestCase("404", "GET", "none", "more404", 3, "1 1", "404 attempts-exhausted", "3/3")]
    [TestCase("503", "GET", "none", "answer503", 1, "", "503", "0/1")]
    [TestCase("403 {\"message\": \"You have exceeded a SECONDARY rate limit\"} | 200", "GET", "none", "text", 2, "1", "200", "1/2")]
    [TestCase("403 {\"message\": \"Must have admin rights\"}", "GET", "none", "text", 1, "", "403", "0/1")]
    public async Task It_is_called_as_often_waits_as_long_and_ends_as_the_row_says(
        string script, string method, string body, string options, int calls, string waits, string end, string breaker)
    {
        StagePolicy policy = HttpBench.Plain with { Conditions = [RetryCondition.Transient, RetryCondition.OnStatus(404)] };
        await using var bench = new HttpBench(script, Options(options), policy);
        using HttpRequestMessage request = HttpBench.Request(method, body);
        if (Has(options, "key")) request.Headers.Add("Idempotency-Key", "k-1");
        if (Has(options, "may")) request.Options.Set(ResilienceHttp.MayRepeat, true);
        if (Has(options, "maynot")) request.Options.Set(ResilienceHttp.MayRepeat, false);

        string got = await EndOf(bench, request);

        got.Should().Be(end);
        bench.Server.Received.Should().HaveCount(calls);
        TimeSpan[] waited = [.. bench.Seen.Of(ResilienceEventKinds.RetryScheduled).Select(e => e.Delay)];
        double[] expected = [.. waits.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(w => double.Parse(w, CultureInfo.InvariantCulture))];
        waited.Should().HaveSameCount(expected);
        for (int i = 0; i < expected.Length; i++) waited[i].TotalSeconds.Should().BeInRange(expected[i], expected[i] * 1.1);
        bench.Time.Elapsed.Should().BeGreaterThanOrEqualTo(TimeSpan.FromSeconds(expected.Sum()), "the waits are kept");
        CircuitSnapshot circuit = bench.Executor.Circuit!.Snapshot();
        $"{circuit.Failures}/{circuit.Calls}".Should().Be(breaker);
        bench.Executor.Runtime.Budget!.Tokens.Should().BeApproximately(10 - expected.Length + (0.1 * (circuit.Calls - circuit.Failures)), 1e-9);
        await BodiesShouldBe(bench, body);
    }

    private static async Task<string> EndOf(HttpBench bench, HttpRequestMessage request)
    {
        try
        {
            using HttpResponseMessage response = await bench.Client.SendAsync(request);
            if (request.Method != HttpMethod.Head && response.StatusCode is not (HttpStatusCode.NoContent or HttpStatusCode.NotModified))
                (await response.Content.ReadAsStringAsync()).Should().NotBeEmpty("the body is the caller's to read");
            return response.RequestMessage!.Options.TryGetValue(ResilienceHttp.Failure, out StageFailure? failure)
                ? $"{(int)response.StatusCode} {failure.Reason.Code()}"
                : $"{(int)response.StatusCode}";
        }
        catch (HttpRequestException e)
        {
            return $"throws {e.InnerException.Should().BeAssignableTo<StageFailedException>().Which.Reason.Code()}";
        }
    }

    // What arrived is what a client without the handler would have sent.
    private static async Task BodiesShouldBe(HttpBench bench, string body)
    {
        using HttpContent? plain = Bodies.Of(body);
        byte[] expected = plain is null ? [] : await plain.ReadAsByteArrayAsync();
        bench.Server.Received.Should().OnlyContain(r => r.Body.SequenceEqual(expected));
        bench.Server.Received.Select(r => r.Header("Content-Type")).Distinct().Should().ContainSingle().Which.Should().Be(plain?.Headers.ContentType?.ToString());
        bench.Server.Received.Select(r => r.Header("Idempotency-Key")).Distinct().Should().HaveCountLessThanOrEqualTo(1, "the key is the same for all attempts");
    }

    private static bool Has(string options, string word) => options.Split(' ').Contains(word);

    private static HttpResilienceOptions Options(string options) => new()
    {
        FailedResponses = Has(options, "throw") ? FailedResponses.Throw : FailedResponses.Return,
        Repetition = Has(options, "always") ? RequestRepetition.Always : Has(options, "never") ? RequestRepetition.Never : RequestRepetition.ByMethod,
        RepeatRefused = Has(options, "refused"),
        AddIdempotencyKey = Has(options, "addkey"),
        MaxBufferedContent = Has(options, "nobuffer") ? 0 : 65_536,
        MoreFailures = Has(options, "more404") ? [404] : [],
        Answers = Has(options, "answer503") ? [503] : [],
        RateLimitText = Has(options, "text") ? "secondary rate limit" : null,
    };
}
