using System.Runtime.Versioning;

namespace WorkflowResilience.Processes;

/// <summary>Finds the file of a program.</summary>
/// <remarks>
/// On Unix the framework would look into the host's own directory and the current directory before <c>PATH</c>: a checked-out repository with a file named <c>git</c> would
/// be run. Here a bare name is looked for in <c>PATH</c> alone.
/// </remarks>
internal static class ProgramFile
{
    private const UnixFileMode AnyExecute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>The path to start.</summary>
    /// <exception cref="ProgramNotStartedException">There is no such file, or it is not executable.</exception>
    internal static string Find(string program, string? path) => OperatingSystem.IsWindows() ? program : FindOnUnix(program, path);

    [UnsupportedOSPlatform("windows")]
    private static string FindOnUnix(string program, string? path)
    {
        if (program.Contains('/', StringComparison.Ordinal)) return Executable(program, Path.GetFullPath(program));
        string[] directories = (path ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        string? denied = null;
        foreach (string directory in directories)
        {
            string file = Path.Combine(directory, program);
            if (!File.Exists(file)) continue;
            if ((File.GetUnixFileMode(file) & AnyExecute) != UnixFileMode.None) return file;
            denied ??= file;
        }

        if (denied is not null) return Executable(program, denied);
        string looked = directories.Length == 0 ? "PATH is empty" : $"looked in PATH: {string.Join(", ", directories)}";
        throw new ProgramNotStartedException(program, $"it was not found ({looked}). Install it, correct the name, or give its full path.");
    }

    [UnsupportedOSPlatform("windows")]
    private static string Executable(string program, string file)
    {
        if (Directory.Exists(file)) throw new ProgramNotStartedException(program, $"'{file}' is a directory. Name a program.");
        if (!File.Exists(file)) throw new ProgramNotStartedException(program, $"'{file}' does not exist. Correct the path; a relative one is taken from the host's current directory.");
        if ((File.GetUnixFileMode(file) & AnyExecute) == UnixFileMode.None)
            throw new ProgramNotStartedException(program, $"'{file}' is not executable. Make it executable (chmod +x), or name the interpreter and pass the file as its first argument.");
        return file;
    }
}
