using System.Globalization;

namespace CiPipeline;

/// <summary>What the user asked for on the command line.</summary>
internal sealed record Arguments
{
    public const string Help = """
        CiPipeline [repository] [options]

        Serves a git repository over HTTP on the loopback interface, then clones, builds, tests and reports it while a plan of faults strikes.

          repository          a local git repository that `dotnet build` and `dotnet test` work in; without it a small one is made
          --seed N            which faults strike: the same seed gives the same plan (default 8)
          --fault-rate R      the share of attempts that meet a fault, from 0 to 1 (default 0.3)
          --runs N            how many runs of the pipeline, one after another, each with the next seed; from 1 to 1000 (default 1)
          --scripted-build    a quick program stands in for `dotnet build` and `dotnet test`; git stays real
          --build-timeout S   how many seconds an attempt of build or test may take, from 1 to 3600 (default 25 and 7; 3 with --scripted-build)
          --check             exit with 0 also when runs fail, if each ends as the plan foretold
          --dumb-http         serve plain files instead of `git http-backend` (done anyway where git has none)
          --help              this text

        Exit code: 0 every run succeeded; 70 a defect: a result differs from what the plan foretold, be it that the project does not build
        or that its tests are red; 78 bad arguments; otherwise the code of the last stage that failed (75 transient, 76 upstream unavailable, ...).
        """;

    public string? Repository { get; private init; }

    public ulong Seed { get; private init; } = 8;

    public double FaultRate { get; private init; } = 0.3;

    public int Runs { get; private init; } = 1;

    public bool ScriptedBuild { get; private init; }

    public int? BuildTimeout { get; private init; }

    public bool Check { get; private init; }

    public bool DumbHttp { get; private init; }

    public bool WantsHelp { get; private init; }

    /// <exception cref="ArgumentException">An argument is wrong; the message says which and what to write instead.</exception>
    public static Arguments Parse(IReadOnlyList<string> args)
    {
        Arguments result = new();
        Queue<string> rest = new(args);
        while (rest.TryDequeue(out string? arg))
        {
            result = arg switch
            {
                "--help" or "-h" => result with { WantsHelp = true },
                "--scripted-build" => result with { ScriptedBuild = true },
                "--check" => result with { Check = true },
                "--dumb-http" => result with { DumbHttp = true },
                "--seed" => result with { Seed = Number(arg, rest, 0UL, ulong.MaxValue) },
                "--fault-rate" => result with { FaultRate = Number(arg, rest, 0.0, 1.0) },
                "--build-timeout" => result with { BuildTimeout = Number(arg, rest, 1, 3600) },
                "--runs" => result with { Runs = Number(arg, rest, 1, 1000) },
                _ when arg.StartsWith('-') => throw new ArgumentException($"'{arg}' is not an option of CiPipeline; --help lists them."),
                _ when result.Repository is { } first => throw new ArgumentException($"There are two repositories, '{first}' and '{arg}'; give one."),
                _ => result with { Repository = Folder(arg) },
            };
        }

        return result;
    }

    private static T Number<T>(string option, Queue<string> rest, T least, T most)
        where T : ISpanParsable<T>, IComparable<T>
    {
        if (!rest.TryDequeue(out string? text)) throw new ArgumentException($"{option} needs a value from {least} to {most}.");
        bool valid = T.TryParse(text, CultureInfo.InvariantCulture, out T? value) && value.CompareTo(least) >= 0 && value.CompareTo(most) <= 0;
        return valid ? value! : throw new ArgumentException($"{option} is '{text}'; it must be a number from {least} to {most}.");
    }

    private static string Folder(string path) =>
        Directory.Exists(path) ? Path.GetFullPath(path) : throw new ArgumentException($"The repository '{path}' is not a folder; give the path of a local git repository.");
}
