namespace Diagnose;

/// <summary>What the program was asked to do.</summary>
internal sealed record Arguments
{
    internal const string Usage = """
        Reads the log of something that failed, from files or from standard input.

          Diagnose [FILE…]                            quote the lines that say most, and print the fingerprint
          Diagnose --fingerprint [--lines] [FILE…]    print the fingerprint of each file, or of each line
          Diagnose --redact [FILE…]                   copy lines, without the secrets in them
          Diagnose --scan-bench FILE [--literals FILE]
                                                      scan a file for all literals at once, and print how fast that was;
                                                      literals stand one a line, without them the built-in ones are taken
        """;

    internal enum Task
    {
        Quote,
        Fingerprint,
        Redact,
        ScanBench,
    }

    internal Task Wanted { get; private init; }

    internal bool LineByLine { get; private init; }

    internal string? Literals { get; private init; }

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
                case "--fingerprint":
                    read = read with { Wanted = Task.Fingerprint };
                    break;
                case "--redact":
                    read = read with { Wanted = Task.Redact };
                    break;
                case "--lines":
                    read = read with { LineByLine = true };
                    break;
                case "--scan-bench" when i + 1 < args.Length:
                    read = read with { Wanted = Task.ScanBench };
                    files.Add(args[++i]);
                    break;
                case "--literals" when i + 1 < args.Length:
                    read = read with { Literals = args[++i] };
                    break;
                case "--scan-bench" or "--literals":
                    problem = $"{args[i]} needs the name of a file behind it.";
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
            { Wanted: Task.ScanBench } when files.Count != 1 => "--scan-bench takes one file.",
            _ => null,
        };
        return problem is null ? read with { Files = files.Count == 0 ? ["-"] : files } : null;
    }
}
