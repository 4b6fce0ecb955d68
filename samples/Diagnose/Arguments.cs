namespace Diagnose;

/// <summary>What the program was asked to do.</summary>
internal sealed record Arguments
{
    internal const string Usage = """
        Reads the log of something that failed, from files or from standard input, and says why it failed and what to do.

          Diagnose [FILE…]                            print the diagnosis: cause, evidence, advice, fingerprint
          Diagnose --format json [FILE…]              the same as JSON: one document for each file, one a line
          Diagnose --jsonl [FILE…]                    read lines {"id","text"} and write for each, in order, a line
                                                      {"id","category","verdict","confidence","patterns","recommendation"};
                                                      the category None says that the text shows no failure
          Diagnose --fingerprint [--lines] [FILE…]    print the fingerprint of each file, or of each line
          Diagnose --redact [FILE…]                   copy lines, without the secrets in them
          Diagnose --scan-bench FILE [--literals FILE]
                                                      scan a file for all literals at once, and print how fast that was;
                                                      literals stand one a line, without them the built-in ones are taken

          --packs FOLDER    with a diagnosis: patterns of your own, every *.json of the folder, beside the built-in ones

        Exit code of a diagnosis: 0 the text shows no failure, 69 the cause is not known, 70 sources or tests are wrong,
        75 may pass by itself, 76 a service does not serve, 77 credentials, 78 a setting, 79 a person has to look.
        Of several files the one that a repetition helps least decides: 79, 78, 77, 70, 69, 76, 75, 0.
        1: a file, a line or a pack could not be read, the others were; 2: the command is wrong. --jsonl ends with 0, 1 or 2.
        """;

    internal enum Task
    {
        Diagnose,
        AnswerLines,
        Fingerprint,
        Redact,
        ScanBench,
    }

    internal Task Wanted { get; private init; }

    internal bool AsJson { get; private init; }

    internal bool LineByLine { get; private init; }

    internal string? Literals { get; private init; }

    internal string? Packs { get; private init; }

    internal IReadOnlyList<string> Files { get; private init; } = [];

    /// <summary>Reads the command line.</summary>
    /// <returns>Null when it is wrong; <paramref name="problem"/> says why, or is null when only help was asked for.</returns>
    internal static Arguments? Read(string[] args, out string? problem)
    {
        var read = new Arguments();
        List<string> files = [];
        problem = null;
        for (int i = 0; i < args.Length; i++)
        {
            switch (args[i])
            {
                case "--help" or "-h":
                    return null;
                case "--jsonl":
                    read = read with { Wanted = Task.AnswerLines };
                    break;
                case "--fingerprint":
                    read = read with { Wanted = Task.Fingerprint };
                    break;
                case "--redact":
                    read = read with { Wanted = Task.Redact };
                    break;
                case "--lines":
                    read = read with { LineByLine = true };
                    break;
                case "--format" when i + 1 < args.Length && args[i + 1] is "text" or "json":
                    read = read with { AsJson = args[++i] is "json" };
                    break;
                case "--packs" when i + 1 < args.Length:
                    read = read with { Packs = args[++i] };
                    break;
                case "--scan-bench" when i + 1 < args.Length:
                    read = read with { Wanted = Task.ScanBench };
                    files.Add(args[++i]);
                    break;
                case "--literals" when i + 1 < args.Length:
                    read = read with { Literals = args[++i] };
                    break;
                case "--format":
                    problem = "--format needs text or json behind it.";
                    return null;
                case "--scan-bench" or "--literals" or "--packs":
                    problem = $"{args[i]} needs the name of a {(args[i] is "--packs" ? "folder" : "file")} behind it.";
                    return null;
                case { Length: > 1 } option when option[0] == '-':
                    problem = $"There is no option '{option}'.";
                    return null;
                default:
                    files.Add(args[i]);
                    break;
            }
        }

        problem = read switch
        {
            { LineByLine: true, Wanted: not Task.Fingerprint } => "--lines goes with --fingerprint.",
            { Literals: not null, Wanted: not Task.ScanBench } => "--literals goes with --scan-bench.",
            { AsJson: true, Wanted: not Task.Diagnose } => "--format goes with a diagnosis alone.",
            { Packs: not null, Wanted: not (Task.Diagnose or Task.AnswerLines) } => "--packs goes with a diagnosis or with --jsonl.",
            { Wanted: Task.ScanBench } when files.Count != 1 => "--scan-bench takes one file.",
            _ => null,
        };
        return problem is null ? read with { Files = files.Count == 0 ? ["-"] : files } : null;
    }
}
