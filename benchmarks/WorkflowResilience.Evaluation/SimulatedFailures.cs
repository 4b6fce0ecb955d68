using System.Net;
using System.Net.Sockets;
using WorkflowResilience.Processes;

namespace WorkflowResilience.Evaluation;

/// <summary>The failures of the simulation: half of them such as structure knows, half plain exceptions whose texts alone tell.</summary>
internal static class SimulatedFailures
{
    /// <summary>Failures that pass: the next attempt may succeed.</summary>
    internal static IReadOnlyList<Func<int, Exception>> Transient { get; } =
    [
        _ => new HttpRequestException("The feed answered 503.", null, HttpStatusCode.ServiceUnavailable),
        _ => new HttpRequestException("Sending the request failed.", new SocketException((int)SocketError.ConnectionReset)),
        _ => new TimeoutException("No answer in time."),
        _ => StageFailure.Of(FailureKind.RateLimited, "too many calls in this window"),
        n => Program("git", 128, $"Cloning into 'service-{n % 40}'...", $"error: RPC failed; curl 56 Recv failure: Connection reset by peer", "fatal: early EOF", "fatal: fetch-pack: invalid index-pack output"),
        n => Program("npm", 1, "npm error code ECONNRESET", "npm error network aborted", $"npm error network request to https://registry.npmjs.org/lib-{n % 90} failed, reason: read ECONNRESET"),
        n => Program("docker", 1, $"#{n % 20} pulling base image", "Error response from daemon: Get \"https://registry-1.docker.io/v2/\": net/http: TLS handshake timeout"),
        n => Plain($"upload of part {n % 300} failed: HTTP/1.1 503 Service Unavailable"),
        n => Plain($"openai.RateLimitError: Error code: 429 - Rate limit reached for requests. Please try again in {1 + (n % 20)}s."),
        n => Plain($"ERROR: deadlock detected\nDETAIL: Process {7000 + n} waits for ShareLock on transaction {90_000 + n}; blocked by process {8000 + n}."),
        _ => Plain("curl: (6) Could not resolve host: packages.example.org\nTemporary failure in name resolution"),
        n => Plain($"The remote end hung up: read tcp 10.0.3.{n % 250}:{40_000 + n % 9000}->140.82.112.3:443: read: connection reset by peer"),
    ];

    /// <summary>Failures that stay, whatever is tried. The last two of each half look as if they passed: a wrong port and a wrong name.</summary>
    internal static IReadOnlyList<Func<int, Exception>> Permanent { get; } =
    [
        _ => new UnauthorizedAccessException("Access to the path is denied."),
        _ => StageFailure.Of(FailureKind.Compilation, "the sources do not compile"),
        _ => new HttpRequestException("The package is not there.", null, HttpStatusCode.NotFound),
        _ => new FileNotFoundException("The lock file is missing."),
        _ => new HttpRequestException("Sending the request failed.", new SocketException((int)SocketError.ConnectionRefused)),
        _ => new HttpRequestException(HttpRequestError.NameResolutionError, "No such host is known.", new SocketException((int)SocketError.HostNotFound)),
        n => Program("dotnet", 1, $"Cart.cs({10 + (n % 300)},17): error CS0103: The name 'totl' does not exist in the current context [Shop.csproj]", "Build FAILED."),
        n => Program("npm", 1, "npm error code E404", $"npm error 404 Not Found - GET https://registry.npmjs.org/@acme%2fwidgets-{n % 9} - Not found", "npm error 404 The requested resource could not be found or you do not have permission to access it."),
        _ => Plain("Error: Input required and not supplied: token"),
        _ => Program("git", 128, "remote: Invalid username or password.", "fatal: Authentication failed for 'https://git.example.org/acme/shop.git/'"),
        n => Program("pytest", 1, $"FAILED tests/test_cart.py::test_total_{n % 30} - AssertionError: assert 3 == 4", "1 failed, 211 passed in 12.40s"),
        _ => Plain("Traceback (most recent call last):\nModuleNotFoundError: No module named 'yaml'"),
        _ => Plain("Error: connect ECONNREFUSED 10.4.0.9:5433"),
        _ => Plain("getaddrinfo ENOTFOUND artefacts.exmaple.org"),
    ];

    /// <summary>How many of either sort structure knows; they come first.</summary>
    internal const int KnownTransient = 4, KnownPermanent = 6;

    private static InvalidOperationException Plain(string text) => new(text);

    private static ProgramFailedException Program(string name, int exitCode, params string[] tail) =>
        new(name, exitCode, [.. tail.Select(line => new ProgramLine(line, IsError: true))], TimeSpan.FromSeconds(5));
}
