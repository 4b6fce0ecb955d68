// What the library makes of the log of something that failed.
//   some-build 2>&1 | dotnet run --project samples/Diagnose
//   dotnet run --project samples/Diagnose -- --redact build.log > build-to-show.log
using System.Text;
using Diagnose;
using WorkflowResilience;
using WorkflowResilience.Analysis;

if (Arguments.Read(args, out string? problem) is not { } arguments)
{
    (problem is null ? Console.Out : Console.Error).WriteLine(problem is null ? Arguments.Usage : $"{problem}\n\n{Arguments.Usage}");
    return problem is null ? 0 : 2;
}

Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
var output = new StreamWriter(Console.OpenStandardOutput(), bufferSize: 1 << 16);
try
{
    foreach (string file in arguments.Files)
    {
        if (arguments.Wanted == Arguments.Task.ScanBench)
        {
            ScanBench.Run(file, arguments.Literals);
            continue;
        }

        using TextReader reader = file == "-" ? new StreamReader(Console.OpenStandardInput()) : new StreamReader(file);
        switch (arguments.Wanted)
        {
            case Arguments.Task.Redact:
                Redact(reader);
                break;
            case Arguments.Task.Fingerprint when arguments.LineByLine:
                while (reader.ReadLine() is { } line) Print(FailureFingerprint.Of(line));
                break;
            case Arguments.Task.Fingerprint:
                Print(FailureFingerprint.Of(reader.ReadToEnd()));
                break;
            default:
                Quote(reader.ReadToEnd());
                break;
        }

        // What was found in this file is told also when the next cannot be read.
        output.Flush();
    }

    return 0;
}
catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
{
    // A directory, a file that may not be read, a name that cannot be one, a literal that is too long, an output that is full.
    Console.Error.WriteLine(exception.Message);
    return 1;
}

void Redact(TextReader reader)
{
    var redactor = new LineRedactor();
    while (reader.ReadLine() is { } line) output.WriteLine(redactor.Redact(line));
}

void Print(FailureFingerprint fingerprint) => output.WriteLine($"{fingerprint.Id}  {fingerprint.MaskedLine}");

void Quote(string text)
{
    FailureExcerpt excerpt = LogExcerpt.Of(text);
    int last = 0;
    foreach (ExcerptLine line in excerpt.Lines)
    {
        if (line.Number > last + 1) output.WriteLine("      …");
        output.WriteLine($"{line.Number,5}  {Mark(line.Role)} {line.Text}");
        last = line.Number;
    }

    output.WriteLine();
    output.WriteLine($"cause        {excerpt.Cause ?? "no line names one"}");
    output.WriteLine($"fingerprint  {FailureFingerprint.Of(text).Id}");
}

static char Mark(ExcerptRole role) => role switch
{
    ExcerptRole.Cause => '>',
    ExcerptRole.TestReport => 'T',
    ExcerptRole.Secondary => '-',
    ExcerptRole.Wrapper => 'w',
    ExcerptRole.Counter => '#',
    _ => ' ',
};
