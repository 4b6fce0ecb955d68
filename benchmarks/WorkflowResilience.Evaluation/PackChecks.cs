using WorkflowResilience.Analysis;

namespace WorkflowResilience.Evaluation;

/// <summary>Reads packs and prints what is wrong with them.</summary>
internal static class PackChecks
{
    internal static int Run(string[] files)
    {
        int wrong = 0;
        foreach (string file in files)
        {
            try
            {
                PatternPack pack = PatternPack.Load(file);
                Console.WriteLine($"{file}: {pack.Patterns.Count} patterns, {pack.Patterns.Sum(p => p.Any.Count)} literals, {pack.Patterns.Sum(p => p.Matches.Count)} + {pack.Patterns.Sum(p => p.MatchesNot.Count)} tests: ok");
            }
            catch (PatternPackException refused)
            {
                foreach (PackProblem problem in refused.Problems) Console.WriteLine(problem);
                wrong++;
            }
        }

        return wrong == 0 ? 0 : 1;
    }
}
