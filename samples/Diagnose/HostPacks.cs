using WorkflowResilience.Analysis;

namespace Diagnose;

/// <summary>The host's own packs of patterns, from a folder.</summary>
internal static class HostPacks
{
    /// <summary>Adds every pack of a folder that is good; one that is not is told with its file, the place and the reason, and the others stay.</summary>
    /// <returns>Whether all were good.</returns>
    internal static bool Add(PatternLibrary library, string folder, TextWriter errors)
    {
        bool allGood = true;
        foreach (string file in Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal))
        {
            try
            {
                library.Use(PatternPack.Load(file));
            }
            catch (PatternPackException exception)
            {
                allGood = false;
                foreach (PackProblem problem in exception.Problems) errors.WriteLine($"pack refused: {problem}");
            }
        }

        return allGood;
    }
}
