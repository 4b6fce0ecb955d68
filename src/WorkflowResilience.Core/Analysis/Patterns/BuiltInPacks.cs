namespace WorkflowResilience.Analysis;

/// <summary>The packs that come with the library.</summary>
internal static class BuiltInPacks
{
    private static readonly Lazy<PatternPack[]> s_all = new(Read);

    internal static IReadOnlyList<PatternPack> All => s_all.Value;

    /// <summary>The ids of all their patterns.</summary>
    internal static IEnumerable<string> Ids => All.SelectMany(static pack => pack.Patterns).Select(static pattern => pattern.Id);

    private static PatternPack[] Read()
    {
        System.Reflection.Assembly assembly = typeof(BuiltInPacks).Assembly;
        var packs = new List<PatternPack>();
        foreach (string name in assembly.GetManifestResourceNames().Where(name => name.StartsWith("packs/", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using Stream stream = assembly.GetManifestResourceStream(name)!;
            byte[] json = new byte[stream.Length];
            stream.ReadExactly(json);
            packs.Add(PackReader.Read(json, name));
        }

        return [.. packs];
    }
}
