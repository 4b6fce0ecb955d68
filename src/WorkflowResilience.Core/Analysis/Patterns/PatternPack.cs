namespace WorkflowResilience.Analysis;

/// <summary>Patterns that belong together, under a name and a version. Immutable; checked when it was made.</summary>
/// <remarks>A pack's file is JSON: see the documentation on patterns.</remarks>
public sealed class PatternPack
{
    internal PatternPack(string name, string version, IReadOnlyList<FailurePattern> patterns, IReadOnlyList<string> disabled, string source)
    {
        Name = name;
        Version = version;
        Patterns = patterns;
        Disabled = disabled;
        Source = source;
    }

    /// <summary>Its name: small letters, digits and hyphens.</summary>
    public string Name { get; }

    /// <summary>Its version: <c>1.4.0</c>.</summary>
    public string Version { get; }

    /// <summary>Its patterns. One with the id of another pack's pattern takes that one's place.</summary>
    public IReadOnlyList<FailurePattern> Patterns { get; }

    /// <summary>Ids of other packs' patterns that are not to be looked for.</summary>
    public IReadOnlyList<string> Disabled { get; }

    /// <summary>The file that it was read from, or its name.</summary>
    internal string Source { get; }

    /// <summary>Reads a pack and checks it, its own tests included.</summary>
    /// <param name="json">The pack as JSON in UTF-8.</param>
    /// <param name="source">What problems name as the pack's origin, as the file's name.</param>
    /// <exception cref="PatternPackException">It is no pack, or a pattern of it is wrong; the exception names all problems with their places.</exception>
    public static PatternPack Read(ReadOnlySpan<byte> json, string source)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(source);
        return Checked(PackReader.Read(json, source));
    }

    /// <summary>Reads a pack from a file and checks it, its own tests included.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="PatternPackException">The file cannot be read, is no pack, or a pattern of it is wrong; the exception names all problems with their places.</exception>
    public static PatternPack Load(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        byte[] json;
        try
        {
            json = File.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new PatternPackException([new PackProblem(path, "$", $"The file cannot be read: {FailureText.MessageOf(exception)}")]);
        }

        return Read(json, path);
    }

    /// <summary>A pack made in code, checked as one that is read.</summary>
    /// <param name="name">Its name: small letters, digits and hyphens.</param>
    /// <param name="version">Its version: <c>1.4.0</c>.</param>
    /// <param name="patterns">Its patterns.</param>
    /// <param name="disable">Ids of other packs' patterns that are not to be looked for.</param>
    /// <exception cref="PatternPackException">A pattern is wrong; the exception names all problems with their places.</exception>
    public static PatternPack Of(string name, string version, IEnumerable<FailurePattern> patterns, params IEnumerable<string> disable)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(version);
        ArgumentNullException.ThrowIfNull(patterns);
        ArgumentNullException.ThrowIfNull(disable);
        return Checked(new PatternPack(name, version, [.. patterns], [.. disable], name));
    }

    private static PatternPack Checked(PatternPack pack)
    {
        IReadOnlyList<PackProblem> problems = PackCheck.Of(pack);
        return problems.Count == 0 ? pack : throw new PatternPackException(problems);
    }
}
