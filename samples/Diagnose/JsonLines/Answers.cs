using System.Globalization;
using System.Threading.Channels;
using WorkflowResilience.Analysis;

namespace Diagnose.JsonLines;

/// <summary>Answers lines of JSON in their order: several at once, a bounded number ahead of the one that is written.</summary>
internal static class Answers
{
    private const int LongestLine = 64 * 1024 * 1024;

    /// <returns>The exit code: 0, or 1 when a line could not be answered.</returns>
    internal static async Task<int> WriteAsync(IReadOnlyList<string> files, FailureAnalyzer analyzer, Stream output, TextWriter errors)
    {
        await using var buffered = new BufferedStream(output, 1 << 16);
        int code = 0;
        foreach (string file in files)
        {
            await using Stream? input = Open(file, errors);
            if (input is null || !await WriteAsync(input, Input.NameOf(file), analyzer, buffered, errors)) code = ExitCode.Unreadable;
        }

        return code;
    }

    private static Stream? Open(string file, TextWriter errors)
    {
        try
        {
            return Input.Open(file);
        }
        catch (Exception exception) when (Input.IsTrouble(exception))
        {
            errors.WriteLine($"{Input.NameOf(file)}: {exception.Message}");
            return null;
        }
    }

    private static async Task<bool> WriteAsync(Stream input, string name, FailureAnalyzer analyzer, Stream output, TextWriter errors)
    {
        var ahead = Channel.CreateBounded<Task<Answer>>(new BoundedChannelOptions(4 * Environment.ProcessorCount) { SingleReader = true, SingleWriter = true });
        Task reading = Task.Run(() => ReadAsync(input, analyzer, ahead.Writer));
        bool allGood = true;
        for (long number = 1; await ahead.Reader.WaitToReadAsync(); number++)
        {
            Answer answer = await await ahead.Reader.ReadAsync();
            if (answer.Problem is { } problem)
            {
                allGood = false;
                errors.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}, line {number}: {problem}"));
            }

            await output.WriteAsync(answer.Line);

            // Who waits for an answer before asking again gets it.
            if (!ahead.Reader.TryPeek(out _)) await output.FlushAsync();
        }

        await reading;
        return allGood;
    }

    private static async Task ReadAsync(Stream input, FailureAnalyzer analyzer, ChannelWriter<Task<Answer>> ahead)
    {
        try
        {
            var reader = new LineReader(input, LongestLine);
            while (reader.TryRead(out byte[] line, out bool tooLong))
            {
                await ahead.WriteAsync(tooLong ? Task.FromResult(new Answer(default, $"it is longer than {LongestLine >> 20} MB"))
                    : line.AsSpan().Trim(" \t\r"u8).IsEmpty ? Task.FromResult(default(Answer))
                    : Task.Run(() => Answer.Of(analyzer, line)));
            }
        }
        finally
        {
            ahead.Complete();
        }
    }
}
