// What the library makes of the log of something that failed.
//   some-build 2>&1 | dotnet run --project samples/Diagnose
//   dotnet run --project samples/Diagnose -- --redact build.log > build-to-show.log
using System.Text;
using Diagnose;
using Diagnose.Copying;
using Diagnose.JsonLines;
using WorkflowResilience;
using WorkflowResilience.Analysis;

if (Arguments.Read(args, out string? problem) is not { } arguments)
{
    (problem is null ? Console.Out : Console.Error).WriteLine(problem is null ? Arguments.Usage : $"{problem}\n\n{Arguments.Usage}");
    return problem is null ? 0 : ExitCode.WrongCommand;
}

Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
using Stream output = Console.OpenStandardOutput();
try
{
    return arguments.Wanted switch
    {
        Arguments.Task.Diagnose or Arguments.Task.AnswerLines => await DiagnoseAsync(),
        Arguments.Task.ScanBench => ScanBench.Run(arguments.Files[0], arguments.Literals),
        _ => Copy(),
    };
}
catch (Exception exception) when (Input.IsTrouble(exception))
{
    Console.Error.WriteLine(exception.Message);
    return ExitCode.Unreadable;
}

async Task<int> DiagnoseAsync()
{
    var library = new PatternLibrary();
    bool packsAreGood = arguments.Packs is not { } folder || HostPacks.Add(library, folder, Console.Error);
    var analyzer = new FailureAnalyzer(library);
    int code = arguments.Wanted == Arguments.Task.AnswerLines
        ? await Answers.WriteAsync(arguments.Files, analyzer, output, Console.Error)
        : Findings.Print(arguments, analyzer, output, Console.Error);
    return packsAreGood ? code : ExitCode.Unreadable;
}

int Copy()
{
    using var buffered = new BufferedStream(output, 1 << 16);
    using var writer = new StreamWriter(buffered);
    foreach (string file in arguments.Files)
    {
        if (arguments.Wanted == Arguments.Task.Redact)
        {
            using Stream input = Input.Open(file);
            RedactedCopy.Write(input, buffered);
            buffered.Flush();
            continue;
        }

        using StreamReader reader = Input.OpenText(file);
        if (arguments.LineByLine) while (reader.ReadLine() is { } line) Print(FailureFingerprint.Of(line), writer);
        else Print(FailureFingerprint.Of(reader.ReadToEnd()), writer);

        // What was found in this file is told also when the next cannot be read.
        writer.Flush();
    }

    return 0;
}

static void Print(FailureFingerprint fingerprint, TextWriter writer) => writer.WriteLine($"{fingerprint.Id}  {fingerprint.MaskedLine}");
