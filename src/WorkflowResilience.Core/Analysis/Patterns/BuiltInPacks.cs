namespace WorkflowResilience.Analysis;

/// <summary>The packs that come with the library, shared by all who use them.</summary>
internal static class BuiltInPacks
{
    /// <summary>The resource that holds their image.</summary>
    internal const string Resource = "patterns.image";

    private static readonly Lazy<PatternImage> s_image = new(static () => new PatternImage(ResourceMemory.Of(Resource)));

    internal static PatternImage Image => s_image.Value;

    internal static IReadOnlyList<PatternPack> All => Image.Packs;

    /// <summary>The ids of all their patterns.</summary>
    internal static IEnumerable<string> Ids => Image.Ids;

    /// <summary>Reads the packs from their files, for those who change them.</summary>
    /// <param name="folder">Where the files are.</param>
    /// <exception cref="PatternPackException">One of them is no pack; the exception names all problems with their places.</exception>
    internal static IReadOnlyList<PatternPack> ReadFiles(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal).Select(static file => PackReader.Read(File.ReadAllBytes(file), $"packs/{Path.GetFileName(file)}"))];
}
