using System.Text;
using WorkflowResilience.Analysis;

namespace WorkflowResilience.Tests.Analysis;

[TestFixture]
public sealed class MentionsTests
{
    [TestCase("State: OOMKilled:false", "OOMKilled", true)]
    [TestCase("\"OOMKilled\": false,", "OOMKilled", true)]
    [TestCase("OOMKilled: true", "OOMKilled", false)]
    [TestCase("errors=0 warnings=3", "errors", true)]
    [TestCase("errors=0.5", "errors", false)]
    [TestCase("errors: 07", "errors", false)]
    [TestCase("cause: notify failed", "cause", false)]
    [TestCase("connectTimeout=5000", "connectTimeout", true)]
    [TestCase("errors=3", "errors", false)]
    [TestCase("connectTimeout=unset", "connectTimeout", false)]
    [TestCase("cpu throttled 0.0%", "cpu throttl", true)]
    [TestCase("cpu throttled 40.0%", "cpu throttl", false)]
    [TestCase("0 failed, 3 passed", "0 failed", true)]
    [TestCase("10 failed, 3 passed", "0 failed", false)]
    [TestCase("found 0 errors", "errors", true)]
    [TestCase("found 10 errors", "errors", false)]
    [TestCase("took 1.0 errors", "errors", false)]
    [TestCase("docs say `connection refused` there", "connection refused", true)]
    [TestCase("connection refused by `db`", "connection refused", false)]
    [TestCase("| grep -q 'no space left'", "no space left", true)]
    [TestCase("egrep 'no space left'", "no space left", true)]
    [TestCase("no space left, see the programming page", "no space left", false)]
    [TestCase("Running com.acme.TooManyRequestsTest", "TooManyRequests", true)]
    [TestCase("RateLimiterTest.testTooManyRequests:54 was 200", "TooManyRequests", true)]
    [TestCase("--> test_rate_limited ... ok", "rate_limited", true)]
    [TestCase("TestConnectionRefused2", "ConnectionRefused", true)]
    [TestCase("com.acme.test.ConnectionRefused", "ConnectionRefused", false)]
    [TestCase("latestTooManyRequests", "TooManyRequests", false)]
    [TestCase("TestTimedOutException", "TestTimedOutException", false)]
    [TestCase("test: rate limited", "rate limited", false)]
    [TestCase("TooManyRequestsException", "TooManyRequests", false)]
    [TestCase("adding src/errors/TooManyRequests.ts", "TooManyRequests", true)]
    [TestCase("rate_limit_exceeded_fixture.json 100%", "rate_limit_exceeded", true)]
    [TestCase("reason: rate_limit_exceeded. jsonly", "rate_limit_exceeded", false)]
    [TestCase("host.rate_limited.js.example", "rate_limited", false)]
    public void What_is_only_spoken_of_is_told_from_what_happened(string line, string found, bool mention)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(line);

        Mentions.Of(bytes, bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(found)), found.Length).Should().Be(mention);
    }
}
