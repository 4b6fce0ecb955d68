namespace WorkflowResilience.Analysis;

/// <summary>Something to tell of a folder of packs.</summary>
/// <param name="File">The file or the folder.</param>
/// <param name="Pack">The name and the version of the pack; null when the file was refused.</param>
/// <param name="IsGone">Whether the pack is no longer in effect.</param>
/// <param name="Problems">Why the file was refused; empty when it was not.</param>
internal sealed record PackChange(string File, string? Pack, bool IsGone, IReadOnlyList<PackProblem> Problems)
{
    internal static PackChange InEffect(string file, PatternPack pack) => new(file, Named(pack), false, []);

    internal static PackChange Gone(string file, PatternPack pack) => new(file, Named(pack), true, []);

    internal static PackChange Refused(string file, IReadOnlyList<PackProblem> problems) => new(file, null, false, problems);

    private static string Named(PatternPack pack) => $"{pack.Name} {pack.Version}";
}
