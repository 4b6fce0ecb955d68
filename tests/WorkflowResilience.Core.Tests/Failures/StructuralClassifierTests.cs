using System.ComponentModel;
using System.Net;
using System.Net.Sockets;
using System.Reflection;
using System.Security;
using System.Security.Authentication;

namespace WorkflowResilience.Tests.Failures;

[TestFixture]
public sealed class StructuralClassifierTests
{
    private const int DiskFull = unchecked((int)0x80070070);
    private const int SharingViolation = unchecked((int)0x80070020);
    private const int NetworkNameDeleted = unchecked((int)0x80070040);

    private static readonly object[][] s_exceptions =
    [
        [new HttpRequestException("x", null, HttpStatusCode.ServiceUnavailable), "Unavailable"],
        [new HttpRequestException("x", null, HttpStatusCode.Unauthorized), "Authentication"],
        [new HttpRequestException("x", null, HttpStatusCode.TooManyRequests), "RateLimited"],
        [new HttpRequestException(HttpRequestError.NameResolutionError), "Network"],
        [new HttpRequestException(HttpRequestError.ConnectionError), "Network"],
        [new HttpRequestException(HttpRequestError.SecureConnectionError), "Network"],
        [new HttpRequestException(HttpRequestError.SecureConnectionError, inner: new AuthenticationException()), "Authentication"],
        [new HttpRequestException(HttpRequestError.UserAuthenticationError), "Authentication"],
        [new HttpRequestException(HttpRequestError.ConfigurationLimitExceeded), "Configuration"],
        [new HttpRequestException("x"), "Network"],
        [new HttpRequestException("x", new TaskCanceledException()), "Network"],
        [new HttpRequestException("x", new TimeoutException()), "Timeout"],
        [new HttpIOException(HttpRequestError.ResponseEnded), "Network"],
        [new SocketException((int)SocketError.ConnectionRefused), "Network"],
        [new SocketException((int)SocketError.HostNotFound), "Network"],
        [new SocketException((int)SocketError.TimedOut), "Timeout"],
        [new SocketException((int)SocketError.TooManyOpenSockets), "Resource"],
        [new IOException("x", new SocketException((int)SocketError.ConnectionReset)), "Network"],
        [new IOException("x", DiskFull), "Resource"],
        [new IOException("x", SharingViolation), "Resource"],
        [new IOException("x", NetworkNameDeleted), "Network"],
        [new IOException("x", 28), "Resource"],
        [new IOException("x", 104), "Network"],
        [new IOException("x", 110), "Timeout"],
        [new IOException("x", 5), "Unknown"],
        [new IOException("x"), "Unknown"],
        [new TimeoutException(), "Timeout"],
        [new OperationCanceledException(), "Cancelled"],
        [new TaskCanceledException("x", new TimeoutException()), "Timeout"],
        [new TaskCanceledException("x", new IOException("y", new SocketException((int)SocketError.OperationAborted))), "Cancelled"],
        [new OutOfMemoryException(), "Resource"],
        [new InsufficientExecutionStackException(), "Resource"],
        [new UnauthorizedAccessException(), "Authentication"],
        [new AuthenticationException(), "Authentication"],
        [new SecurityException(), "Authentication"],
        [new FileNotFoundException(), "NotFound"],
        [new DirectoryNotFoundException(), "NotFound"],
        [new PathTooLongException(), "InvalidInput"],
        [new ArgumentNullException(), "InvalidInput"],
        [new FormatException(), "InvalidInput"],
        [new Win32Exception(2), "Configuration"],
        [new Win32Exception(4711), "Unknown"],
        [new KeyNotFoundException(), "Unknown"],
        [new InvalidOperationException(), "Unknown"],
        [new NullReferenceException(), "Unknown"],
        [new NotImplementedException(), "Unknown"],
        [new ProgramFailure(75), "Unavailable"],
        [new ProgramFailure(137), "Resource"],
        [new ProgramFailure(1), "Unknown"],
        [new NetworkError(), "Network"],
        [new RefinedNetworkError(), "Network"],
        [new TimeoutError(), "Timeout"],
        [new AuthenticationError(), "Authentication"],
        [new RateLimitError(), "RateLimited"],
        [new ResourceError(), "Resource"],
        [new ResourceContention(), "Resource"],
        [new TemporaryFailure(), "Unavailable"],
        [new FlakeTest(), "Flaky"],
        [new CompilationError(), "Compilation"],
        [new CompilationErrorException(), "Compilation"],
        [new TestFailure(), "TestFailure"],
        [new ValidationError(), "InvalidInput"],
        [new AssertionException("x"), "TestFailure"],
        [new NetworkErrorReport(), "Unknown"],
        [new InvalidOperationException("NetworkError: Connection timeout, 503, AuthenticationError"), "Unknown"],
    ];

    private static readonly Func<Exception, Exception>[] s_wrappings =
    [
        e => e,
        e => new InvalidOperationException("outer", e),
        e => new TargetInvocationException(e),
        e => new AggregateException(e),
        e => new AggregateException(new InvalidOperationException(), e),
        e => new AggregateException(e, new OperationCanceledException()),
        e => new AggregateException(new OperationCanceledException(), e),
        e => new InvalidOperationException("outer", new AggregateException(new AggregateException(new Exception("x", e)))),
    ];

    private static IEnumerable<object[]> Wrapped() => s_exceptions.SelectMany(row => Enumerable.Range(0, s_wrappings.Length).Select(w => new[] { row[0], row[1], w }));

    [TestCaseSource(nameof(Wrapped))]
    public void Structure_decides_the_kind_however_it_is_wrapped(Exception exception, string kind, int wrapping)
    {
        Exception wrapped = s_wrappings[wrapping](exception);
        bool besideCancellation = wrapping is 5 or 6;

        FailureFacts facts = Samples.Classify(wrapped);

        facts.Kind.Name.Should().Be(kind is "Unknown" && besideCancellation && exception is not IProgramFailure ? "Cancelled" : kind);
        facts.Exception.Should().BeSameAs(wrapped);
        facts.Nested.Should().BeFalse();
    }

    [TestCase(301, "Unknown", FailureVerdict.Unknown)]
    [TestCase(400, "InvalidInput", FailureVerdict.Permanent)]
    [TestCase(401, "Authentication", FailureVerdict.Permanent)]
    [TestCase(402, "Configuration", FailureVerdict.Permanent)]
    [TestCase(403, "Authentication", FailureVerdict.Permanent)]
    [TestCase(404, "NotFound", FailureVerdict.Permanent)]
    [TestCase(405, "InvalidInput", FailureVerdict.Permanent)]
    [TestCase(407, "Authentication", FailureVerdict.Permanent)]
    [TestCase(408, "Timeout", FailureVerdict.Transient)]
    [TestCase(409, "InvalidInput", FailureVerdict.Unknown)]
    [TestCase(410, "NotFound", FailureVerdict.Permanent)]
    [TestCase(421, "Network", FailureVerdict.Transient)]
    [TestCase(422, "InvalidInput", FailureVerdict.Permanent)]
    [TestCase(423, "Resource", FailureVerdict.Transient)]
    [TestCase(425, "Unavailable", FailureVerdict.Transient)]
    [TestCase(429, "RateLimited", FailureVerdict.Transient)]
    [TestCase(499, "InvalidInput", FailureVerdict.Permanent)]
    [TestCase(500, "Unavailable", FailureVerdict.Transient)]
    [TestCase(501, "InvalidInput", FailureVerdict.Permanent)]
    [TestCase(502, "Unavailable", FailureVerdict.Transient)]
    [TestCase(503, "Unavailable", FailureVerdict.Transient)]
    [TestCase(504, "Timeout", FailureVerdict.Transient)]
    [TestCase(507, "Resource", FailureVerdict.Transient)]
    [TestCase(511, "Authentication", FailureVerdict.Permanent)]
    [TestCase(599, "Unavailable", FailureVerdict.Transient)]
    [TestCase(600, "Unknown", FailureVerdict.Unknown)]
    public void An_HTTP_status_decides_kind_and_verdict(int status, string kind, FailureVerdict verdict)
    {
        FailureFacts facts = Samples.Classify(new HttpRequestException("x", null, (HttpStatusCode)status));

        (facts.Kind.Name, facts.Verdict, facts.StatusCode).Should().Be((kind, verdict, status));
    }

    [Test]
    public void A_hostile_exception_is_walked_without_touching_its_members() =>
        Samples.Classify(new HostileException(new AggregateException(new HostileException(), new TimeoutException()))).Kind.Should().Be(FailureKind.Timeout);

    [Test]
    public void The_socket_error_inside_a_network_failure_is_kept() =>
        Samples.Classify(new HttpRequestException(HttpRequestError.ConnectionError, inner: new SocketException((int)SocketError.ConnectionRefused)))
            .SocketError.Should().Be(SocketError.ConnectionRefused);

    [Test]
    public void A_program_s_exit_code_is_kept_even_when_it_says_nothing() => Samples.Classify(new ProgramFailure(3)).ExitCode.Should().Be(3);

    [Test]
    public void What_the_host_said_comes_before_what_structure_says()
    {
        ClassifiedFailureException raised = StageFailure.Of(FailureKind.Flaky, "x", new TimeoutException());

        Samples.Classify(new TimeoutException("outer", raised)).Kind.Should().Be(FailureKind.Flaky);
    }

    [Test]
    public void Everything_the_host_said_arrives()
    {
        var raised = new ClassifiedFailureException(FailureKind.Of("Quota"), "x", null)
        {
            Verdict = FailureVerdict.Permanent,
            StatusCode = 418,
            ExitCode = 7,
            ServerDelay = TimeSpan.FromSeconds(9),
        };

        Samples.Classify(raised).Should().Be(new FailureFacts
        {
            Kind = FailureKind.Of("Quota"),
            Verdict = FailureVerdict.Permanent,
            StatusCode = 418,
            ExitCode = 7,
            ServerDelay = TimeSpan.FromSeconds(9),
            Exception = raised,
        });
    }

    [Test]
    public void A_permanent_part_of_an_aggregate_outweighs_a_transient_one_in_either_order()
    {
        Exception permanent = new UnauthorizedAccessException(), transient = new TimeoutException();

        Samples.Classify(new AggregateException(permanent, transient)).Kind.Should().Be(FailureKind.Authentication);
        Samples.Classify(new AggregateException(transient, permanent)).Kind.Should().Be(FailureKind.Authentication);
    }

    [Test]
    public void A_hint_gives_way_to_something_definite_inside() =>
        Samples.Classify(new ArgumentException("x", new SocketException((int)SocketError.ConnectionReset))).Kind.Should().Be(FailureKind.Network);

    [Test]
    public void The_outermost_definite_exception_decides() =>
        Samples.Classify(new TimeoutException("x", new UnauthorizedAccessException())).Kind.Should().Be(FailureKind.Timeout);

    [TestCaseSource(nameof(AllFailureReasons))]
    public void A_final_failure_of_our_own_is_nested_and_keeps_what_is_known(StageReason reason)
    {
        var facts = new FailureFacts { Kind = FailureKind.Unavailable, Verdict = FailureVerdict.Transient, StatusCode = 503, ServerDelay = TimeSpan.FromSeconds(3) };
        Exception wrapped = new InvalidOperationException("outer", new AggregateException(new TimeoutException(), Samples.Exception(reason, facts)));

        FailureFacts result = Samples.Classify(wrapped);

        result.Should().Be(facts with { Exception = wrapped, Nested = true, NestedRejection = reason is StageReason.CircuitOpen or StageReason.CircuitIsolated or StageReason.BulkheadFull });
    }

    [Test]
    public void A_nested_call_without_any_attempt_was_rejected() =>
        Samples.Classify(Samples.Exception(StageReason.NotConfigured, attempts: 0)).NestedRejection.Should().BeTrue();

    [Test]
    public void A_chain_a_thousand_deep_is_read_to_its_bound_only()
    {
        Exception chain = new TimeoutException();
        for (int i = 0; i < 1000; i++) chain = new InvalidOperationException("x", chain);

        Samples.Classify(chain).Kind.Should().Be(FailureKind.Unknown);
    }

    [TestCase(ExceptionChain.MaxDepth, "Timeout")]
    [TestCase(ExceptionChain.MaxDepth + 1, "Unknown")]
    public void The_depth_of_the_walk_is_exact(int wrappers, string kind)
    {
        Exception chain = new TimeoutException();
        for (int i = 0; i < wrappers; i++) chain = new InvalidOperationException("x", chain);

        Samples.Classify(chain).Kind.Name.Should().Be(kind);
    }

    [Test]
    public void Aggregates_of_aggregates_do_not_multiply()
    {
        Exception part = new InvalidOperationException();
        for (int i = 0; i < ExceptionChain.MaxDepth; i++) part = new AggregateException(Enumerable.Repeat(part, ExceptionChain.MaxWidth));

        Samples.Classify(part).Kind.Should().Be(FailureKind.Unknown);
        ExceptionChain.Any(part, 0, static (e, _) => e is TimeoutException).Should().BeFalse();
        FailureText.Of(part).Length.Should().BeLessThanOrEqualTo(FailureText.MaxLength);
    }

    internal static IEnumerable<StageReason> AllFailureReasons() => Enum.GetValues<StageReason>().Where(r => r is not (StageReason.None or StageReason.Cancelled));
}
