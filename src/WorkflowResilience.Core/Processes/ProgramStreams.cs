using System.Diagnostics;
using System.Text;

namespace WorkflowResilience.Processes;

/// <summary>Moves what a program reads and writes. Each stream has a task of its own, so that no full pipe can block another, and disposes of it when it is done.</summary>
internal static class ProgramStreams
{
    private const int BufferSize = 16 * 1024;

    /// <summary>Serves all three streams until they have ended or <paramref name="stop"/> is cancelled. Does not fail.</summary>
    internal static Task ServeAsync(Process process, ProgramStage stage, OutputTail tail, CancellationToken stop) => Task.WhenAll(
        WriteAsync(process.StandardInput.BaseStream, stage.Input, stop),
        ReadAsync(process.StandardOutput.BaseStream, new LineSplitter(stage.MaxLineLength, line => tail.Add(line, isError: false)), stop),
        ReadAsync(process.StandardError.BaseStream, new LineSplitter(stage.MaxLineLength, line => tail.Add(line, isError: true)), stop));

    private static async Task ReadAsync(Stream stream, LineSplitter lines, CancellationToken stop)
    {
        // A pipe that is always full always answers at once; without leaving the caller's thread first, its reader would never give it back.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        await using (stream.ConfigureAwait(false))
        {
            byte[] bytes = new byte[BufferSize];
            char[] characters = new char[Encoding.UTF8.GetMaxCharCount(BufferSize)];
            Decoder decoder = Encoding.UTF8.GetDecoder();
            int read;
            do
            {
                read = await ReadSomeAsync(stream, bytes, stop).ConfigureAwait(false);
                lines.Feed(characters.AsSpan(0, decoder.GetChars(bytes, 0, read, characters, 0, flush: read == 0)));
            }
            while (read > 0);
            lines.End();
        }
    }

    private static async ValueTask<int> ReadSomeAsync(Stream stream, byte[] bytes, CancellationToken stop)
    {
        try
        {
            return await stream.ReadAsync(bytes, stop).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            return 0;
        }
    }

    private static async Task WriteAsync(Stream stream, string? input, CancellationToken stop)
    {
        try
        {
            await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
            await using (stream.ConfigureAwait(false))
            {
                if (input is not null) await stream.WriteAsync(Encoding.UTF8.GetBytes(input), stop).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // A program need not read its input to the end; its exit code says whether it was content.
        }
    }
}
