using System.Diagnostics;
using System.Text.RegularExpressions;
using WorkflowResilience.Processes;
using WorkflowResilience.Tests.Support;

namespace WorkflowResilience.Tests.Samples;

/// <summary>QuickStart's story, as a newcomer reads it. Times and confidence are masked.</summary>
[TestFixture]
[RequiresProgram("dotnet")]
public sealed partial class QuickStartTests
{
    private const string Story = """
        1. Download fails twice and recovers.

        workflow · run build-42 succeeded in #, 2 retries
         stage result attempts took waited reason
         Download succeeded 3 # # -
         1. failed (Unavailable) after #: HttpRequestException: mirror 1 answered 503; waited #
         2. failed (Unavailable) after #: HttpRequestException: mirror 2 answered 503; waited #
         3. succeeded after #

        2. Compile meets an error that no second attempt can cure, so there is none.

        workflow · run build-43 failed in #, 0 retries
         stage result attempts took waited reason
         Compile failed 1 # - unknown-failure
         1. failed (Compilation) after #: ClassifiedFailureException: Program.cs(12,8): error CS0103: 'Foo' does not exist
         why: No condition of the policy matches this failure: ClassifiedFailureException: Program.cs(12,8): error CS0103: 'Foo' does not exist
         cause: The C#, F# or Visual Basic source does not compile (CodeQuality, stays until something is changed, severity Medium, # sure)
         next: Open the first reported file and line, fix the compiler error there; later errors often follow from it.

        3. Scan hangs and ignores its token; its caller is released all the same.

        workflow · run build-44 failed in #, 0 retries
         stage result attempts took waited reason
         Scan failed 1 # - abandoned
         1. was abandoned (Timeout) after #
         why: Attempt 1 did not end within its grace and may still be running; the last failure: it did not end
         next: Check whether the work is still running before starting it again; let the delegate observe its cancellation token.

        4. Publish keeps failing until its circuit opens; a good call after the open time closes it again.

         call 1 failed at attempt 1: attempts-exhausted; the circuit is now Closed
         call 2 failed at attempt 1: attempts-exhausted; the circuit is now Open
         call 3 was refused: circuit-open; the circuit is now Open
         … the registry is mended, and the caller comes back after the # it was told
         call 4 succeeded at attempt 1; the circuit is now Closed
        """;

    [Test]
    public async Task It_tells_its_story_word_for_word_in_less_than_twenty_seconds()
    {
        string built = Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory);
        string program = Path.Combine(built, "..", "..", "QuickStart", Path.GetFileName(built), "QuickStart.dll");
        long start = Stopwatch.GetTimestamp();
        ProgramResult result = await ProgramStage.Of("dotnet", Path.GetFullPath(program)).RunAsync(CancellationToken.None);
        Stopwatch.GetElapsedTime(start).Should().BeLessThan(TimeSpan.FromSeconds(20));

        // A machine that is short of something while the tests run is named as a cause.
        IEnumerable<ProgramLine> lines = result.Tail.Where(l => !l.Text.Contains("(ResourceExhaustion", StringComparison.Ordinal));
        string told = string.Join('\n', lines.Select(l => Spaces().Replace(Numbers().Replace(l.Text, "#"), " ").TrimEnd()));
        told.TrimEnd().Should().Be(Story.ReplaceLineEndings("\n"));
    }

    [GeneratedRegex(@"((\d+ min )?[\d.]+ (ms|s)\b|\d+ %)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Numbers();

    [GeneratedRegex(" +", RegexOptions.None, 1000)]
    private static partial Regex Spaces();
}
