using WorkflowResilience.Testing;

namespace WorkflowResilience.Tests.Docs;

/// <summary>The tests on the page about testing pass.</summary>
[TestFixture]
public sealed class TestingSnippetTests
{
    [Test]
    public void Virtual_time() => Snippets.VirtualTime();

    [Test]
    public void Scripted_stages() => Snippets.Scripted();

    [Test]
    public void Fault_injection() => Snippets.Outage();

    [Test]
    public void Done_but_failed()
    {
        var time = new ManualTimeProvider();
        using WorkflowRunner runner = WorkflowRunner.Create(options =>
        {
            options.TimeProvider = time;
            options.Policies["Publish"] = new StagePolicy();
        });
        Snippets.DoneButFailed(time, runner, []);
    }

    [Test]
    public void Event_stream() => Snippets.StreamUnderTest();

    [Test]
    public async Task A_stream_outside_tests()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await FluentActions.Awaiting(() => Snippets.Stream(cancelled.Token)).Should().ThrowAsync<OperationCanceledException>();
    }
}
