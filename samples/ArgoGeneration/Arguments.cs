using WorkflowResilience.Argo;

namespace ArgoGeneration;

/// <summary>What the program was asked to do.</summary>
internal sealed record Arguments
{
    internal const string Usage = """
        Writes Argo YAML from stage policies, and checks any Argo YAML without a cluster.

          ArgoGeneration generate --out DIR                              write the sample's workflows for each version and flavour
          ArgoGeneration lint FILE… [--format json] [--target 3.6|3.7|4.0|4.1]
                                                                         print what is wrong for that version, or for any when none is named;
                                                                         exit code 1 when there is an error
          ArgoGeneration drift FILE [--target …]                         print where the resilient-workflow of a file differs from its policies; exit code 1 when it does
          ArgoGeneration timeline STAGE [--target …]                     print when Argo and the process would make each attempt of a stage

        Exit code 2: the command is wrong, or a file cannot be read.
        """;

    internal const int Wrong = 2;

    internal string Command { get; private init; } = "";

    internal string? Output { get; private init; }

    internal bool AsJson { get; private init; }

    internal ArgoTarget? Target { get; private init; }

    internal IReadOnlyList<string> Files { get; private init; } = [];

    /// <summary>Reads the command line.</summary>
    /// <returns>Null when it is wrong; <paramref name="problem"/> says why, or is null when only help was asked for.</returns>
    internal static Arguments? Read(string[] args, out string? problem)
    {
        problem = null;
        if (args is [] or ["--help" or "-h", ..]) return null;
        var read = new Arguments { Command = args[0] };
        List<string> files = [];
        for (int i = 1; i < args.Length; i++)
        {
            string? next = i + 1 < args.Length ? args[i + 1] : null;
            switch (args[i])
            {
                case "--out" when next is not null:
                    read = read with { Output = next };
                    i++;
                    break;
                case "--format" when next is "text" or "json":
                    read = read with { AsJson = next is "json" };
                    i++;
                    break;
                case "--target" when TargetOf(next) is { } target:
                    read = read with { Target = target };
                    i++;
                    break;
                case ['-', _, ..]:
                    problem = $"The option '{args[i]}' is unknown, or what must follow it is missing or wrong.";
                    return null;
                default:
                    files.Add(args[i]);
                    break;
            }
        }

        problem = read switch
        {
            { Command: "generate", Output: null } => "generate needs --out and a folder.",
            { Command: "lint" } when files.Count == 0 => "lint needs a file.",
            { Command: "drift" or "timeline" } when files.Count != 1 => $"{read.Command} needs one {(read.Command is "drift" ? "file" : "stage")}.",
            { Command: "generate" or "lint" or "drift" or "timeline" } => null,
            _ => $"There is no command '{read.Command}'.",
        };
        return problem is null ? read with { Files = files } : null;
    }

    private static ArgoTarget? TargetOf(string? text) => text switch
    {
        "3.6" => ArgoTarget.V36,
        "3.7" => ArgoTarget.V37,
        "4.0" => ArgoTarget.V40,
        "4.1" => ArgoTarget.V41,
        _ => null,
    };
}
