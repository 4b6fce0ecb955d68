namespace WorkflowResilience.Analysis;

/// <summary>One control group.</summary>
/// <param name="Directory">Its directory.</param>
/// <param name="Top">The directory of the highest group that can be seen from here.</param>
internal sealed record ControlGroup(string Directory, string Top)
{
    private const int MaxDepth = 32;

    /// <summary>This group and those above it that can be seen, the nearest first.</summary>
    internal IEnumerable<string> Upwards()
    {
        string directory = Directory;
        for (int depth = 0; depth < MaxDepth; depth++)
        {
            yield return directory;
            if (directory.Length <= Top.Length) yield break;
            directory = directory[..directory.LastIndexOf('/')];
        }
    }

    internal static ControlGroup? At(SystemFiles files, (string Point, string Root)? mount, string? path)
    {
        if (mount is not { } at || path is null) return null;
        string top = at.Point.TrimEnd('/');
        string relative = at.Root is "/" ? path
            : path.StartsWith(at.Root, StringComparison.Ordinal) && (path.Length == at.Root.Length || path[at.Root.Length] == '/') ? path[at.Root.Length..]
            : "";
        string directory = top + relative.TrimEnd('/');

        // A group outside what the container sees is named with /.. or not at all: then the top is what there is.
        return relative.Contains("/..", StringComparison.Ordinal) || !files.HasDirectory(directory) ? new ControlGroup(top, top) : new ControlGroup(directory, top);
    }
}
