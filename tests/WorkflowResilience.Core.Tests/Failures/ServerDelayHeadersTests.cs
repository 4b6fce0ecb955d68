using System.Net;

namespace WorkflowResilience.Tests.Failures;

[TestFixture]
public sealed class ServerDelayHeadersTests
{
    private static readonly DateTimeOffset s_now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [TestCase("120", 120)]
    [TestCase("0", 0)]
    [TestCase(" 7 ", 7)]
    [TestCase("1.5", 1.5)]
    [TestCase("0.376", 0.376)]
    [TestCase("Sun, 01 Mar 2026 12:01:00 GMT", 60)]
    [TestCase("Sunday, 01-Mar-26 12:01:00 GMT", 60)]
    [TestCase("Sun Mar 1 12:01:00 2026", 60)]
    [TestCase("2026-03-01T12:01:00Z", 60)]
    [TestCase("2026-03-01T14:01:00+02:00", 60)]
    [TestCase("Sun, 01 Mar 2026 11:00:00 GMT", 0)]
    [TestCase("Fri, 01 Mar 2126 12:00:00 GMT", 30 * 86400)]
    [TestCase("99999999", 30 * 86400)]
    [TestCase("99999999999999999999999999999999", 30 * 86400)]
    [TestCase("-1", null)]
    [TestCase("", null)]
    [TestCase("   ", null)]
    [TestCase("soon", null)]
    [TestCase("1,5", null)]
    [TestCase("1e3", null)]
    [TestCase("NaN", null)]
    [TestCase("Infinity", null)]
    [TestCase("0x10", null)]
    [TestCase("12 s", null)]
    [TestCase("Sun, 99 Mar 2026 12:01:00 GMT", null)]
    [TestCase(null, null)]
    public void Retry_After_is_read_as_seconds_fractions_or_a_date(string? text, double? seconds) =>
        ServerDelayHeaders.ParseRetryAfter(text, s_now).Should().Be(seconds is null ? null : TimeSpan.FromSeconds(seconds.Value));

    [TestCase("30", 30)]
    [TestCase("1772366430", 30)]
    [TestCase("1772366430000", 30)]
    [TestCase("1772366399", 0)]
    [TestCase("9999999999", 30 * 86400)]
    [TestCase("never", null)]
    [TestCase("-5", null)]
    public void A_reset_time_is_seconds_from_now_or_since_1970(string text, double? seconds) =>
        ServerDelayHeaders.ParseReset(text, s_now).Should().Be(seconds is null ? null : TimeSpan.FromSeconds(seconds.Value));

    [TestCase(503, "Retry-After: 2", 2.0)]
    [TestCase(503, "Retry-After: 1.5", 1.5)]
    [TestCase(503, "Retry-After: rubbish", null)]
    [TestCase(503, "x-amz-retry-after: 1500", 1.5)]
    [TestCase(429, "retry-after-ms: 250", 0.25)]
    [TestCase(429, "Retry-After: 1|retry-after-ms: 1700", 1.7)]
    [TestCase(429, "X-RateLimit-Reset: 1772366430", 30.0)]
    [TestCase(429, "RateLimit-Reset: 30", 30.0)]
    [TestCase(429, "X-RateLimit-Remaining: 0|X-RateLimit-Reset: 30", 30.0)]
    [TestCase(429, "X-RateLimit-Remaining: 7|X-RateLimit-Reset: 30", null)]
    [TestCase(429, "Retry-After: 5|X-RateLimit-Remaining: 0|X-RateLimit-Reset: 30", 5.0)]
    [TestCase(403, "X-RateLimit-Remaining: 0|X-RateLimit-Reset: 30", 30.0)]
    [TestCase(403, "X-RateLimit-Reset: 30", null)]
    [TestCase(403, "X-RateLimit-Remaining: 3|X-RateLimit-Reset: 30", null)]
    [TestCase(503, "X-RateLimit-Remaining: 0|X-RateLimit-Reset: 30", null)]
    [TestCase(200, "X-RateLimit-Remaining: 0|X-RateLimit-Reset: 30", null)]
    public void A_response_asks_for_a_wait(int status, string headers, double? seconds)
    {
        using HttpResponseMessage response = Response(status, headers);

        ServerDelayHeaders.Read(response, s_now).Should().Be(seconds is null ? null : TimeSpan.FromSeconds(seconds.Value));
    }

    [TestCase(403, "", "Authentication")]
    [TestCase(403, "X-RateLimit-Remaining: 10", "Authentication")]
    [TestCase(403, "X-RateLimit-Remaining: 0", "RateLimited")]
    [TestCase(403, "Retry-After: 60", "RateLimited")]
    [TestCase(401, "Retry-After: 60", "Authentication")]
    [TestCase(429, "", "RateLimited")]
    [TestCase(502, "", "Unavailable")]
    public void A_response_decides_the_kind(int status, string headers, string kind)
    {
        using HttpResponseMessage response = Response(status, headers);

        ClassifiedFailureException raised = StageFailure.OfResponse(response, s_now);

        (raised.Kind.Name, raised.StatusCode).Should().Be((kind, status));
        Samples.Classify(raised).Verdict.Should().Be(FailureKind.Of(kind).UsualVerdict());
    }

    [Test]
    public void The_message_says_what_was_called_without_its_secrets()
    {
        using HttpResponseMessage response = Response(503, "Retry-After: 2");
        response.RequestMessage = new HttpRequestMessage(HttpMethod.Get, "https://bob:pw@host.example/info/refs?service=x");

        StageFailure.OfResponse(response, s_now).Message.Should().Be("GET https://***@host.example/info/refs?service=x answered 503 (Service Unavailable)");
    }

    [Test]
    public void Random_headers_never_throw_and_never_give_a_wait_out_of_bounds()
    {
        var random = new Random(77);
        const string Alphabet = "0123456789.,-+:eE GMTSunMarZ\u00e9\t";
        for (int i = 0; i < 10_000; i++)
        {
            string text = string.Concat(Enumerable.Range(0, random.Next(30)).Select(_ => Alphabet[random.Next(Alphabet.Length)]));
            foreach (TimeSpan? delay in new[] { ServerDelayHeaders.ParseRetryAfter(text, s_now), ServerDelayHeaders.ParseReset(text, s_now), ServerDelayHeaders.ParseMilliseconds(text) })
            {
                if (delay is { } wait) wait.Should().BeGreaterThanOrEqualTo(TimeSpan.Zero).And.BeLessThanOrEqualTo(TimeSpan.FromDays(30), "seed 77, text '{0}'", text);
            }
        }
    }

    private static HttpResponseMessage Response(int status, string headers)
    {
        var response = new HttpResponseMessage((HttpStatusCode)status);
        foreach (string header in headers.Split('|', StringSplitOptions.RemoveEmptyEntries))
            response.Headers.TryAddWithoutValidation(header[..header.IndexOf(':', StringComparison.Ordinal)], header[(header.IndexOf(':', StringComparison.Ordinal) + 2)..]);
        return response;
    }
}
