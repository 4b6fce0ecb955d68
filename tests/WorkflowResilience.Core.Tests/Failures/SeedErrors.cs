namespace WorkflowResilience.Tests.Failures;

public class NetworkError : Exception;

public sealed class RefinedNetworkError : NetworkError;

public sealed class TimeoutError : Exception;

public sealed class AuthenticationError : Exception;

public sealed class RateLimitError : Exception;

public sealed class ResourceError : Exception;

public sealed class ResourceContention : Exception;

public sealed class TemporaryFailure : Exception;

public sealed class FlakeTest : TimeoutException;

public sealed class CompilationError : Exception;

public sealed class CompilationErrorException : Exception;

public sealed class TestFailure : Exception;

public sealed class ValidationError : Exception;

public sealed class NetworkErrorReport : Exception;

public sealed class ProgramFailure(int exitCode) : Exception, IProgramFailure
{
    public int ExitCode => exitCode;
}
