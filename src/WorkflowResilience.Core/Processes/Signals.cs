namespace WorkflowResilience.Processes;

/// <summary>The names of the signals that end programs. A program ended by signal n is reported with exit code 128 + n, as shells do.</summary>
internal static class Signals
{
    /// <summary>The name behind an exit code; null when it stands for no signal that is known to end programs.</summary>
    internal static string? NameOf(int exitCode) => OperatingSystem.IsWindows() ? null : (exitCode - 128) switch
    {
        1 => "SIGHUP",
        2 => "SIGINT",
        3 => "SIGQUIT",
        4 => "SIGILL",
        5 => "SIGTRAP",
        6 => "SIGABRT",
        8 => "SIGFPE",
        9 => "SIGKILL",
        11 => "SIGSEGV",
        13 => "SIGPIPE",
        14 => "SIGALRM",
        15 => "SIGTERM",
        _ => null,
    };
}
