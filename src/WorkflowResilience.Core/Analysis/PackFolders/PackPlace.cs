namespace WorkflowResilience.Analysis;

/// <summary>A folder of packs, or a single file, on the disk. Reads; decides nothing.</summary>
internal sealed class PackPlace
{
    private const int MaxBytes = 16 * 1024 * 1024;

    private readonly string? _file;

    internal PackPlace(string path)
    {
        Path = System.IO.Path.GetFullPath(path);
        bool single = Path.EndsWith(".json", StringComparison.OrdinalIgnoreCase) && !Directory.Exists(Path);
        _file = single ? Path : null;
        Folder = single ? System.IO.Path.GetDirectoryName(Path)! : Path;
    }

    /// <summary>The folder or the file.</summary>
    internal string Path { get; }

    /// <summary>The folder, or the one that the file is in.</summary>
    internal string Folder { get; }

    /// <summary>What is there now, by name.</summary>
    /// <param name="problem">Why that cannot be said; null when it can.</param>
    internal IReadOnlyList<PackFile> Read(out string? problem)
    {
        problem = null;
        try
        {
            if (Directory.Exists(Folder)) return [.. Paths().Select(Read).OfType<PackFile>()];
            problem = _file is null ? "The folder is not there; what was in effect stays, and it is waited for." : "The folder of the file is not there; what was in effect stays, and it is waited for.";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            problem = $"The folder cannot be read: {FailureText.MessageOf(exception)}";
        }

        return [];
    }

    private IEnumerable<string> Paths() =>
        _file is not null ? File.Exists(_file) ? [_file] : []
        : Directory.EnumerateFiles(Folder, "*.json").Where(static path => !System.IO.Path.GetFileName(path).StartsWith('.')).Order(StringComparer.Ordinal);

    // Null when it has gone in the meantime.
    private static PackFile? Read(string path)
    {
        try
        {
            // Whoever writes it is not to be disturbed.
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            if (stream.Length > MaxBytes) return new PackFile(path, null, $"The file is longer than {MaxBytes / 1024 / 1024} MB; make several of it.");
            byte[] json = new byte[stream.Length];
            int length = stream.ReadAtLeast(json, json.Length, throwOnEndOfStream: false);
            return new PackFile(path, json[..length], null);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new PackFile(path, null, $"The file cannot be read: {FailureText.MessageOf(exception)}");
        }
    }
}
