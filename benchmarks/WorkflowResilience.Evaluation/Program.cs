using WorkflowResilience.Analysis;
using WorkflowResilience.Evaluation;

string? packs = null;
if (args is ["--packs", var folder, ..])
{
    packs = folder;
    args = args[2..];
}

return args switch
{
    ["check", .. { Length: > 0 } files] => PackChecks.Run(files),
    ["speed", var failures] => SpeedFigures.Run(Analyzer(), packs is null ? new PatternLibrary() : PatternLibrary.Only(Packs()), failures),
    ["fuzz", var count, var seed] => FuzzRun.Run(Analyzer(), Packs(), int.Parse(count, System.Globalization.CultureInfo.InvariantCulture), int.Parse(seed, System.Globalization.CultureInfo.InvariantCulture)),
    ["image"] => PackImage.Run(packs),
    ["load"] => LoadTime.Run(packs!),
    ["self"] => SelfScores.Run(Analyzer(), Packs()),
    ["score", var failures] => CorpusScores.Run(Analyzer(), failures, null, misses: false),
    ["score", var failures, var benign] => CorpusScores.Run(Analyzer(), failures, benign, misses: false),
    ["list", var failures] => CorpusScores.List(Analyzer(), failures),
    ["misses", var failures, var benign] => CorpusScores.Run(Analyzer(), failures, benign, misses: true),
    ["simulate", .. var seed] => FaultSimulation.Run(seed, Library()),
    _ => Usage(),
};

FailureAnalyzer Analyzer() => new(Library());

PatternLibrary Library() => packs is null ? new PatternLibrary() : PatternLibrary.Only(Packs());

IEnumerable<PatternPack> Packs() => packs is null ? new PatternLibrary().Packs : Directory.EnumerateFiles(packs, "*.json").Order(StringComparer.Ordinal).Select(PatternPack.Load).ToArray();

static int Usage()
{
    Console.Error.WriteLine("""
        Evaluation [--packs FOLDER] COMMAND
          check FILE…                   read packs of patterns, run their tests, print what is wrong
          image                         write the image of the packs that the library is built with
          self                          diagnose every pattern's examples with all packs together
          score FAILURES [BENIGN]       score the analyzer on labelled messages, one JSON object a line
          list FAILURES                 a line for every row
          misses FAILURES BENIGN        the same, and print every row that it got wrong
          simulate [--seed N]           policies under injected faults: what retries gain and waste
        """);
    return 2;
}
