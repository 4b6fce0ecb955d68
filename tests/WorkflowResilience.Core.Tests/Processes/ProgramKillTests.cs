using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using WorkflowResilience.Processes;
using WorkflowResilience.Tests.Support;

namespace WorkflowResilience.Tests.Processes;

[TestFixture]
[Platform("Linux")]
[NonParallelizable]
[RequiresProgram("sh", "sleep")]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ProgramKillTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly CancellationTokenSource _source = new();
    private readonly BlockingCollection<string> _lines = [];
    private readonly List<int> _pids = [];

    public void Dispose()
    {
        _pids.ForEach(pid => Pid.End(pid, "sleep"));
        _lines.Dispose();
        _source.Dispose();
    }

    private Task<ProgramResult> Start(string script, double drainSeconds = 2) =>
        (ProgramStage.Of("sh", "-c", script) with { OnLine = line => _lines.Add(line.Text), DrainTime = TimeSpan.FromSeconds(drainSeconds) }).RunAsync(_source.Token).AsTask();

    private List<int> Pids(int count)
    {
        while (_pids.Count < count)
        {
            _lines.TryTake(out string? line, Patience).Should().BeTrue("the script prints its process numbers");
            _pids.Add(int.Parse(line!, CultureInfo.InvariantCulture));
        }

        return _pids;
    }

    private async Task<ProgramStoppedException> Stopped(Task run)
    {
        await _source.CancelAsync();
        ProgramStoppedException stopped = (await FluentActions.Awaiting(() => run.WaitAsync(Patience)).Should().ThrowAsync<ProgramStoppedException>()).Which;
        stopped.CancellationToken.Should().Be(_source.Token);
        run.IsCanceled.Should().BeTrue();
        return stopped;
    }

    [TestCase("echo $$; sleep 1000", 1, Description = "one process")]
    [TestCase("echo $$; sleep 1000 & echo $!; sleep 1001", 2, Description = "a child in the background")]
    [TestCase("echo $$; sh -c 'echo $$; sh -c \"echo \\$\\$; sleep 1000 & echo \\$!; wait\" & wait' & wait", 4, Description = "four generations")]
    [TestCase("trap '' TERM INT HUP; echo $$; while :; do sleep 1000; done", 1, Description = "one that ignores polite signals")]
    [TestCase("echo $$; kill -STOP $$", 1, Description = "one that is stopped")]
    [TestCase("echo $$; while :; do sleep 1000 & sleep 0.001; done", 1, Description = "one that goes on making children")]
    public async Task Cancelling_kills_the_whole_tree(string script, int processes)
    {
        Task run = Start(script);
        List<int> pids = Pids(processes);
        List<int> children = Descendants(pids[0]);
        pids.Should().OnlyContain(pid => Pid.Lives(pid));
        ProgramStoppedException stopped = await Stopped(run);
        stopped.Ended.Should().BeTrue();
        stopped.Tail.Should().HaveCount(processes);
        stopped.Message.Should().Be("The program 'sh' was killed with the processes it had started, because the call was cancelled.");
        pids.Union(children).Should().OnlyContain(pid => Pid.Dies(pid));
    }

    [Test]
    [RequiresProgram("setsid")]
    public async Task A_child_in_a_session_of_its_own_is_still_in_the_tree_and_dies()
    {
        Task run = Start("setsid sh -c 'echo $$; exec sleep 1000' & wait");
        List<int> pids = Pids(1);
        await Stopped(run);
        pids.Should().OnlyContain(pid => Pid.Dies(pid));
    }

    [Test]
    [RequiresProgram("setsid")]
    public async Task A_daemon_whose_parent_has_ended_is_out_of_the_tree_lives_on_and_holds_nobody_up()
    {
        Task run = Start("echo $$; (setsid sh -c 'echo $$; exec sleep 1000' &); sleep 1001", drainSeconds: 0.2);
        List<int> pids = Pids(2);
        SpinWait.SpinUntil(() => !Descendants(pids[0]).Contains(pids[1]), Patience).Should().BeTrue();
        await Stopped(run);
        Pid.Dies(pids[0]).Should().BeTrue();
        Pid.Lives(pids[1]).Should().BeTrue("this is the documented limit");
    }

    [Test]
    public async Task A_grandchild_that_holds_the_pipes_does_not_hold_the_result()
    {
        long start = Stopwatch.GetTimestamp();
        ProgramResult result = await Start("sleep 1000 & echo $!", drainSeconds: 0.2).WaitAsync(Patience);
        Stopwatch.GetElapsedTime(start).Should().BeLessThan(TimeSpan.FromSeconds(20));
        result.OutputComplete.Should().BeFalse();
        result.ExitCode.Should().Be(0);
        Pids(1).Should().OnlyContain(pid => Pid.Lives(pid), "what a program leaves behind is its own affair");
    }

    [Test]
    public async Task A_grandchild_that_goes_on_writing_does_not_hold_the_result()
    {
        ProgramResult result = await Start("(echo $(exec sh -c 'echo $PPID'); exec yes 2>/dev/null) & sleep 0.1", drainSeconds: 0.2).WaitAsync(Patience);
        result.OutputComplete.Should().BeFalse();
        Pid.Dies(Pids(1)[0]).Should().BeTrue("its pipe was closed, nobody reads on");
    }

    [Test]
    public async Task A_call_that_was_cancelled_before_starts_nothing()
    {
        await _source.CancelAsync();
        Task run = Start("echo started");
        (await FluentActions.Awaiting(() => run).Should().ThrowAsync<OperationCanceledException>()).Which.Should().NotBeOfType<ProgramStoppedException>();
        _lines.Should().BeEmpty();
    }

    [Test]
    public async Task A_cancellation_after_the_end_changes_nothing_also_while_output_is_still_awaited()
    {
        Task<ProgramResult> run = Start("sleep 1000 & echo $!; echo $$", drainSeconds: 1);
        List<int> pids = Pids(2);
        Pid.Dies(pids[1]).Should().BeTrue();
        await _source.CancelAsync();
        (await run.WaitAsync(Patience)).ExitCode.Should().Be(0);
    }

    [Test]
    [Repeat(30)]
    public async Task A_program_that_ended_by_itself_is_judged_by_its_exit_code_however_soon_the_cancellation_came()
    {
        using var run = new ProgramRun(ProgramStage.Of("sh", "-c", "echo $$; exit 3") with { OnLine = line => _lines.Add(line.Text) });
        _pids.Clear();
        Pid.Dies(Pids(1)[0]).Should().BeTrue();
        (await FluentActions.Awaiting(() => run.CompleteAsync(new CancellationToken(true)).AsTask()).Should().ThrowAsync<ProgramFailedException>()).Which.ExitCode.Should().Be(3);
    }

    [Test]
    public async Task Input_that_nobody_reads_does_not_hold_up_a_cancellation()
    {
        Task run = (ProgramStage.Of("sh", "-c", "echo $$; exec sleep 1000") with { Input = new string('x', 10_000_000), OnLine = line => _lines.Add(line.Text) }).RunAsync(_source.Token).AsTask();
        Pids(1);
        await Stopped(run);
    }

    [Test]
    public async Task Fifty_programs_cancelled_at_random_moments_end_one_way_or_the_other([Values(1, 2)] int seed)
    {
        TestContext.Out.WriteLine($"seed {seed}");
        var random = new Random(seed);
        int ended = 0, stopped = 0;
        await Task.WhenAll(Enumerable.Range(0, 50).Select(async i =>
        {
            using var source = new CancellationTokenSource(TimeSpan.FromMilliseconds(random.Next(1, 150)));
            try
            {
                await ProgramStage.Of("sh", "-c", "sleep 0.05; echo done").RunAsync(source.Token).AsTask().WaitAsync(Patience);
                Interlocked.Increment(ref ended);
            }
            catch (OperationCanceledException e)
            {
                e.CancellationToken.Should().Be(source.Token);
                Interlocked.Increment(ref stopped);
            }
        }));
        TestContext.Out.WriteLine($"{ended} ended, {stopped} stopped");
        (ended + stopped).Should().Be(50);
        SpinWait.SpinUntil(() => Descendants(Environment.ProcessId).Count == 0, Patience).Should().BeTrue();
    }

    private static int Parent(int pid)
    {
        try
        {
            string stat = File.ReadAllText($"/proc/{pid}/stat");
            return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private static List<int> Descendants(int pid)
    {
        ILookup<int, int> children = Directory.EnumerateDirectories("/proc").Select(d => int.TryParse(Path.GetFileName(d), out int p) ? p : 0).Where(p => p > 0 && Pid.Lives(p)).ToLookup(Parent);
        var found = new List<int>();
        var next = new Queue<int>(children[pid]);
        while (next.TryDequeue(out int p))
        {
            found.Add(p);
            foreach (int child in children[p]) next.Enqueue(child);
        }

        return found;
    }
}
