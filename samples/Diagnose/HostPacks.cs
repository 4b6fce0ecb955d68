using WorkflowResilience.Analysis;

namespace Diagnose;

/// <summary>The host's own packs of patterns, from a folder.</summary>
internal static class HostPacks
{
    /// <summary>Adds every pack of a folder that is good; one that is not is told with its file, the place and the reason, and the others stay.</summary>
    /// <returns>Whether all were good.</returns>
    internal static bool Add(PatternLibrary library, string folder, TextWriter errors)
    {
        var problems = new List<PackProblem>();
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        var waiting = new List<PatternPack>();
        foreach (string file in Directory.EnumerateFiles(folder, "*.json").Where(path => !Path.GetFileName(path).StartsWith('.')).Order(StringComparer.Ordinal))
        {
            try
            {
                PatternPack pack = PatternPack.Load(file);
                if (files.TryAdd(pack.Name, file)) waiting.Add(pack);
                else problems.Add(new PackProblem(file, "pack", $"'{files[pack.Name]}' holds a pack with the name '{pack.Name}' as well; give each a name of its own."));
            }
            catch (PatternPackException exception)
            {
                problems.AddRange(exception.Problems);
            }
        }

        // One may need another, whatever their files are called: it takes out a pattern of that one.
        var refused = new List<PackProblem>();
        for (int before = int.MaxValue; waiting.Count < before;)
        {
            before = waiting.Count;
            refused.Clear();
            waiting.RemoveAll(pack => TryUse(library, pack, refused));
        }

        foreach (PackProblem problem in problems.Concat(refused)) errors.WriteLine($"pack refused: {problem}");
        return problems.Count + refused.Count == 0;
    }

    private static bool TryUse(PatternLibrary library, PatternPack pack, List<PackProblem> refused)
    {
        try
        {
            library.Use(pack);
            return true;
        }
        catch (PatternPackException exception)
        {
            refused.AddRange(exception.Problems);
            return false;
        }
    }
}
