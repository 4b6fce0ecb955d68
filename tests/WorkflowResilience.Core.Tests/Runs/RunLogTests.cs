using WorkflowResilience.Tests.Redaction;
using WorkflowResilience.Tests.Stages.Rules;
using static WorkflowResilience.Tests.Stages.Rules.Workbench;

namespace WorkflowResilience.Tests.Runs;

[TestFixture]
public sealed class RunLogTests
{
    [TestCase(0, 5, 5)]
    [TestCase(3, 3, 0)]
    [TestCase(3, 10, 7)]
    public void The_last_lines_are_kept_in_order_and_the_rest_is_counted(int capacity, int lines, int dropped)
    {
        RunLog log = Log(capacity, out Workbench w);
        for (int i = 0; i < lines; i++)
        {
            log.Add(RunLogLevel.Information, "git", $"line {i}");
            w.Time.Advance(S(1));
        }

        log.Dropped.Should().Be(dropped);
        log.Lines().Select(l => l.Message).Should().Equal(Enumerable.Range(0, lines).TakeLast(capacity).Select(i => $"line {i}"));
        log.Lines().Zip(log.Lines().Skip(1), (a, b) => b.Time - a.Time).Where(t => t != S(1)).Should().BeEmpty();
        w.Dispose();
    }

    [Test]
    public void A_line_is_redacted_before_it_is_cut()
    {
        RunLog log = Log(10, out Workbench w);
        string secret = Secret.Make(new Random(5), 30);
        log.Add(RunLogLevel.Warning, "git", new string('x', 1980) + $" https://u:{secret}@host/");
        RunLogLine line = log.Lines().Single();
        line.Message.Length.Should().BeLessThanOrEqualTo(2000);
        Secret.LeaksFrom(secret, line.Message).Should().BeFalse();
        (line.Level, line.Source, line.Time).Should().Be((RunLogLevel.Warning, "git", w.Time.GetUtcNow()));
        w.Dispose();
    }

    [Test]
    public void Nulls_are_refused()
    {
        RunLog log = Log(10, out Workbench w);
        log.Invoking(l => l.Add(RunLogLevel.Debug, null!, "x")).Should().Throw<ArgumentNullException>().WithParameterName("source");
        log.Invoking(l => l.Add(RunLogLevel.Debug, "x", null!)).Should().Throw<ArgumentNullException>().WithParameterName("message");
        w.Dispose();
    }

    private static RunLog Log(int capacity, out Workbench w)
    {
        w = new Workbench(configure: o => o.LogCapacity = capacity);
        RunLog? log = null;
        Workbench bench = w;
        bench.Time.Run(() => bench.Runner.RunAsync("r", run =>
        {
            log = run.Log;
            return Task.CompletedTask;
        }));
        return log!;
    }
}
