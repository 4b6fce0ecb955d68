using WorkflowResilience.Processes;
using WorkflowResilience.Testing;
using WorkflowResilience.Tests.Support;

namespace WorkflowResilience.Tests.Processes;

[TestFixture]
[RequiresProgram("sh", "cat", "true", "env", "pwd", "head", "tr", "yes")]
public sealed class ProgramStageTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static ProgramStage Sh(string script) => ProgramStage.Of("sh", "-c", script);

    private static Task<ProgramResult> Run(ProgramStage stage) => stage.RunAsync(default).AsTask().WaitAsync(Patience);

    private static async Task<ProgramFailedException> Failure(ProgramStage stage) => (await FluentActions.Awaiting(() => Run(stage)).Should().ThrowAsync<ProgramFailedException>()).Which;

    [Test]
    public async Task A_program_that_ends_well_gives_its_lines_and_is_a_delegate_for_a_stage()
    {
        Func<CancellationToken, ValueTask<ProgramResult>> stage = Sh("echo one; echo two >&2; sleep 0; echo three").RunAsync;
        ProgramResult result = await stage(default).AsTask().WaitAsync(Patience);
        result.ExitCode.Should().Be(0);
        result.Output.Should().Be("one\nthree");
        result.Tail.Should().BeEquivalentTo([new ProgramLine("one", false), new ProgramLine("two", true), new ProgramLine("three", false)]);
        result.LineCount.Should().Be(3);
        result.OutputComplete.Should().BeTrue();
        result.CallbackFailures.Should().Be(0);
        result.Duration.Should().BePositive();
    }

    [Test]
    public async Task Arguments_reach_the_program_as_they_are()
    {
        string[] arguments = ["a b", "\"q\"", "$HOME", "*", "", "ü\n"];
        ProgramResult result = await Run(ProgramStage.Of("sh", ["-c", "printf '<%s>' \"$@\"", "sh", .. arguments]));
        result.Output.Should().Be("<a b><\"q\"><$HOME><*><><ü\n>");
    }

    [Test]
    public async Task Another_exit_code_fails_with_code_and_tail_and_says_nothing_of_the_arguments()
    {
        ProgramFailedException failure = await Failure(Sh("echo out; echo the reason >&2; echo; exit 3"));
        failure.ExitCode.Should().Be(3);
        failure.Signal.Should().BeNull();
        failure.Program.Should().Be("sh");
        failure.Tail.Select(l => l.Text).Should().BeEquivalentTo("out", "the reason", "");
        failure.Message.Should().Be("The program 'sh' ended with exit code 3. Its last words: the reason");
        (await Failure(ProgramStage.Of("/bin/sh", "-c", "exit 1"))).Message.Should().Be("The program 'sh' ended with exit code 1. It wrote nothing.");
    }

    [Test]
    public async Task Exit_codes_may_be_accepted_and_then_zero_must_be_named()
    {
        ProgramStage grep = Sh("exit 1") with { AcceptedExitCodes = [1, 2] };
        (await Run(grep)).ExitCode.Should().Be(1);
        (await Failure(Sh("exit 0") with { AcceptedExitCodes = [1] })).ExitCode.Should().Be(0);
    }

    [TestCase(9, "SIGKILL")]
    [TestCase(11, "SIGSEGV")]
    [TestCase(15, "SIGTERM")]
    public async Task Death_by_a_signal_has_its_code_and_name(int signal, string name)
    {
        ProgramFailedException failure = await Failure(Sh($"kill -{signal} $$"));
        failure.ExitCode.Should().Be(128 + signal);
        failure.Signal.Should().Be(name);
        failure.Message.Should().Contain($"exit code {128 + signal} ({name})");
    }

    [Test]
    public async Task A_program_that_asks_gets_no_answer_and_does_not_wait_for_one() => (await Run(ProgramStage.Of("cat"))).LineCount.Should().Be(0);

    [Test]
    public async Task Input_arrives_whole_also_when_every_pipe_is_full()
    {
        string input = string.Concat(Enumerable.Range(0, 200_000).Select(i => $"line {i} äöü€😀\n"));
        ProgramResult result = await Run(Sh("head -c 1000000 /dev/zero | tr '\\0' 'e' >&2; cat") with { Input = input, MaxOutputLines = 100_000 });
        result.LineCount.Should().Be(200_001);
        result.Tail.Where(l => !l.IsError).Select(l => l.Text).Should().BeSubsetOf(input.Split('\n')).And.HaveCountGreaterThan(99_000);
    }

    [Test]
    public async Task A_program_need_not_read_its_input() => (await Run(ProgramStage.Of("true") with { Input = new string('x', 10_000_000) })).ExitCode.Should().Be(0);

    [Test]
    public async Task Variables_are_added_to_the_hosts_and_removed_by_null()
    {
        var environment = new Dictionary<string, string?>(StringComparer.Ordinal) { ["WR_SET"] = "a=b c", ["HOME"] = null };
        ProgramResult result = await Run(ProgramStage.Of("env") with { Environment = environment });
        result.Output.Split('\n').Should().Contain("WR_SET=a=b c").And.Contain(l => l.StartsWith("PATH=", StringComparison.Ordinal)).And.NotContain(l => l.StartsWith("HOME=", StringComparison.Ordinal));
    }

    [Test]
    public async Task It_runs_in_its_working_directory()
    {
        DirectoryInfo directory = Directory.CreateTempSubdirectory("wr-program-");
        try
        {
            (await Run(ProgramStage.Of("pwd", "-P") with { WorkingDirectory = directory.FullName })).Output.Should().EndWith(directory.Name);
        }
        finally
        {
            directory.Delete();
        }
    }

    [TestCase("a line of a build log as long as they often are, with a path and a number: 12345", 200_000_000)]
    [TestCase("y", 20_000_000)]
    public async Task Endless_output_leaves_the_last_lines_and_takes_no_memory(string text, int bytes)
    {
        long most = 0, seen = 0, before = GC.GetTotalMemory(forceFullCollection: true);
        ProgramResult result = await Run(ProgramStage.Of("sh", "-c", $"yes \"$1\" 2>/dev/null | head -c {bytes}; echo; echo end", "sh", text) with
        {
            MaxOutputLines = 50,
            OnLine = _ =>
            {
                if (++seen % 100_000 == 0) most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: false) - before);
            },
        });
        TestContext.Out.WriteLine($"{bytes / result.Duration.TotalSeconds / 1e6:F0} MB/s, {result.LineCount / result.Duration.TotalSeconds:N0} lines/s, at most {most >> 20} MB");
        result.LineCount.Should().BeInRange(bytes / (text.Length + 1), (bytes / (text.Length + 1)) + 2);
        result.Tail.Should().HaveCount(50);
        result.Tail[^1].Text.Should().Be("end");
        result.Tail[0].Text.Should().Be(text);
        most.Should().BeLessThan(150_000_000);
    }

    [Test]
    public async Task A_line_without_an_end_takes_no_memory()
    {
        long before = GC.GetTotalAllocatedBytes();
        ProgramResult result = await Run(Sh("head -c 200000000 /dev/zero | tr '\\0' 'a'") with { MaxLineLength = 100 });
        result.Output.Should().Be($"{new string('a', 100)}… [199999900 more characters]");
        (GC.GetTotalAllocatedBytes() - before).Should().BeLessThan(50_000_000);
    }

    [Test]
    public async Task Characters_cut_by_a_full_buffer_are_put_together_again()
    {
        string text = string.Concat(Enumerable.Repeat("äö€😀", 5_000));
        (await Run(ProgramStage.Of("cat") with { Input = "x" + text, MaxLineLength = 100_000 })).Output.Should().Be("x" + text);
    }

    [Test]
    public async Task A_callback_is_told_every_line_in_order_and_what_it_throws_changes_nothing()
    {
        var told = new List<ProgramLine>();
        ProgramResult result = await Run(Sh("for i in 1 2 3 4 5; do echo $i; echo e$i >&2; done") with
        {
            OnLine = line =>
            {
                told.Add(line);
                throw new InvalidOperationException("isolated");
            },
        });
        told.Should().Equal(result.Tail).And.HaveCount(10);
        told.Where(l => l.IsError).Select(l => l.Text).Should().Equal("e1", "e2", "e3", "e4", "e5");
        result.CallbackFailures.Should().Be(10);
    }

    [Test]
    public async Task A_callback_that_never_returns_keeps_nobody_waiting_when_the_program_has_ended()
    {
        using var never = new ManualResetEventSlim();
        ProgramResult result = await Run(Sh("echo a") with { OnLine = _ => never.Wait(Patience), DrainTime = TimeSpan.FromMilliseconds(50) });
        never.Set();
        result.OutputComplete.Should().BeFalse();
        result.Output.Should().Be("a");
    }

    [Test]
    public async Task Every_line_passes_the_redactor_before_anything_sees_it()
    {
        var told = new List<string>();
        ProgramFailedException failure = await Failure(Sh("echo pass; exit 1") with { Redact = text => text.Replace("pass", "***", StringComparison.Ordinal), OnLine = line => told.Add(line.Text) });
        told.Should().Equal("***");
        failure.Tail.Single().Text.Should().Be("***");
        failure.Message.Should().EndWith("***");
    }

    [Test]
    public async Task Fifty_programs_run_at_once()
    {
        ProgramResult[] results = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Run(Sh($"cat; echo {i}; echo err >&2") with { Input = $"in {i}\n" })));
        results.Select(r => r.Output).Should().Equal(Enumerable.Range(0, 50).Select(i => $"in {i}\n{i}"));
    }

    [Test]
    public async Task Time_is_measured_by_its_provider() => (await Run(ProgramStage.Of("true") with { TimeProvider = new ManualTimeProvider() })).Duration.Should().Be(TimeSpan.Zero);

    [Test]
    public async Task No_lines_are_kept_when_none_are_wanted()
    {
        ProgramFailedException failure = await Failure(Sh("echo a; exit 1") with { MaxOutputLines = 0 });
        failure.Tail.Should().BeEmpty();
    }

    [Test]
    public void Bad_settings_are_refused_where_they_are_made()
    {
        FluentActions.Invoking(() => ProgramStage.Of(" ")).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => ProgramStage.Of("git", "ok", "a\0b")).Should().Throw<ArgumentException>().WithMessage("Argument 2 of the program 'git'*NUL*").And.Message.Should().NotContain("b\0");
        FluentActions.Invoking(() => ProgramStage.Of("git") with { MaxOutputLines = -1 }).Should().Throw<ArgumentOutOfRangeException>().WithMessage("MaxOutputLines is from 0 to 100000*");
        FluentActions.Invoking(() => ProgramStage.Of("git") with { MaxLineLength = 15 }).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => ProgramStage.Of("git") with { DrainTime = TimeSpan.FromTicks(-1) }).Should().Throw<ArgumentOutOfRangeException>().WithMessage("DrainTime is from 00:00:00 to 1.00:00:00*");
    }

    [Test]
    public void Its_text_is_the_file_name_alone() => (ProgramStage.Of("/usr/bin/git", "hidden") with { Input = "hidden" }).ToString().Should().Be("git");
}
