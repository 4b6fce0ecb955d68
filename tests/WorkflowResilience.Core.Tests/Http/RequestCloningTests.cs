using System.Net;
using WorkflowResilience.Http;

namespace WorkflowResilience.Tests.Http;

/// <summary>Every attempt after the first sends a request of its own, made from what the caller gave.</summary>
[TestFixture]
public sealed class RequestCloningTests
{
    private static readonly HttpRequestOptionsKey<string> s_option = new("mine");

    [Test]
    public void A_retry_sends_another_request_with_everything_the_caller_set()
    {
        FakeServer server = FakeServer.Of(503, 200);
        using WorkflowRunner runner = server.Runner(HttpBench.Plain);
        using HttpClient client = server.Client(runner);
        using var request = new HttpRequestMessage(HttpMethod.Put, "x?y=1") { Content = new StringContent("text") };
        request.Version = HttpVersion.Version20;
        request.VersionPolicy = HttpVersionPolicy.RequestVersionExact;
        request.Headers.TryAddWithoutValidation("X-Odd", "a b;;c");
        request.Headers.Add("Accept", ["text/plain", "text/html"]);
        request.Headers.Host = "other.example";
        request.Content.Headers.TryAddWithoutValidation("X-Content", "c");
        request.Options.Set(s_option, "kept");

        using HttpResponseMessage response = server.Time.Run(() => client.SendAsync(request));

        server.Received.Should().HaveCount(2);
        server.Received[0].Should().BeSameAs(request, "the caller recognises its own request");
        HttpRequestMessage again = server.Received[1];
        again.Should().NotBeSameAs(request);
        (again.Method, again.RequestUri, again.Version, again.VersionPolicy).Should().Be((request.Method, request.RequestUri, request.Version, request.VersionPolicy));
        again.Headers.ToString().Should().Be(request.Headers.ToString());
        again.Content.Should().NotBeSameAs(request.Content);
        again.Content!.Headers.ToString().Should().Be(request.Content.Headers.ToString());
        again.Options.TryGetValue(s_option, out string? option).Should().BeTrue();
        option.Should().Be("kept");
        response.RequestMessage.Should().BeSameAs(again);
    }

    [Test]
    public void What_handlers_did_to_the_first_request_does_not_reach_the_next()
    {
        var server = new FakeServer((request, _) =>
        {
            request.Headers.Contains("traceparent").Should().BeFalse();
            (request.Method, request.RequestUri!.AbsolutePath).Should().Be((HttpMethod.Put, "/start"));
            request.Headers.Authorization.Should().NotBeNull();
            request.Headers.Add("traceparent", "00-1");
            request.Headers.Authorization = null;
            request.Method = HttpMethod.Get;
            request.RequestUri = new Uri("http://api.example/elsewhere");
            request.Content = null;
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.ServiceUnavailable));
        });
        using WorkflowRunner runner = server.Runner(HttpBench.Plain);
        using HttpClient client = server.Client(runner);
        using var request = new HttpRequestMessage(HttpMethod.Put, "start") { Content = new StringContent("text") };
        request.Headers.Authorization = new("Basic", "x");

        using HttpResponseMessage response = server.Time.Run(() => client.SendAsync(request));

        server.Received.Should().HaveCount(3);
        response.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
    }

    [Test]
    public async Task An_upload_of_a_stream_is_never_held_in_memory()
    {
        const int Length = 64 * 1024 * 1024;
        long sent = 0;
        int answers = 0;
        var server = new FakeServer(async (request, token) =>
        {
            await using var sink = new SinkStream(n =>
            {
                sent += n;
                return default;
            });
            await request.Content!.CopyToAsync(sink, token);
            return new HttpResponseMessage(++answers == 1 ? HttpStatusCode.BadGateway : HttpStatusCode.OK);
        });
        using WorkflowRunner runner = server.Runner(HttpBench.Plain with { Backoff = BackoffSchedule.Fixed(TimeSpan.Zero) });
        using HttpClient client = server.Client(runner);
        await using var stream = new ZeroStream(Length);
        long before = GC.GetTotalAllocatedBytes(precise: true);

        using HttpResponseMessage response = await client.PutAsync("x", new StreamContent(stream));

        response.StatusCode.Should().Be(HttpStatusCode.OK);
        sent.Should().Be(2L * Length);
        (GC.GetTotalAllocatedBytes(precise: true) - before).Should().BeLessThan(8 * 1024 * 1024);
    }

    [Test]
    public void A_stream_that_an_abandoned_attempt_still_reads_is_not_sent_again()
    {
        var never = new TaskCompletionSource();
        var server = new FakeServer(async (request, _) =>
        {
            await request.Content!.CopyToAsync(new SinkStream(_ => new ValueTask(never.Task)));
            return new HttpResponseMessage(HttpStatusCode.OK);
        });
        using WorkflowRunner runner = server.Runner(HttpBench.Plain with { AttemptTimeout = TimeSpan.FromSeconds(10), Effect = StageEffect.Idempotent });
        using HttpClient client = server.Client(runner);

        Action call = () => server.Time.Run(() => client.PutAsync("x", new StreamContent(new MemoryStream([1, 2, 3]))));

        StageFailure failure = call.Should().Throw<HttpRequestException>().WithInnerException<StageNotRetryableException>().Which.Failure;
        failure.LetThrough.Should().Contain("stopped reading the stream");
        server.Received.Should().HaveCount(1);
        never.SetResult();
    }

    [Test]
    public async Task A_stream_is_read_by_the_latest_attempt_alone()
    {
        var turns = new ContentTurns();
        using var stream = new StreamContent(new MemoryStream([1, 2, 3]));
        using var first = new ReplayContent(stream, turns);
        using var second = new ReplayContent(stream, turns);

        (await second.ReadAsByteArrayAsync()).Should().Equal(1, 2, 3);
        Func<Task> late = () => first.CopyToAsync(Stream.Null);

        await late.Should().ThrowAsync<Exception>().Where(e => e is IOException || e.InnerException is IOException);
        turns.IsFree.Should().BeTrue();
    }

    private sealed class ZeroStream(long length) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => true;

        public override bool CanWrite => false;

        public override long Length => length;

        public override long Position { get; set; }

        public override int Read(byte[] buffer, int offset, int count)
        {
            int read = (int)Math.Min(count, length - Position);
            Position += read;
            return read;
        }

        public override long Seek(long offset, SeekOrigin origin) => Position = offset;

        public override void Flush()
        {
        }

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }

    // Not a MemoryStream: copying from one to another knows a way past WriteAsync.
    private sealed class SinkStream(Func<int, ValueTask> write) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get; set; }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => write(buffer.Length);

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
