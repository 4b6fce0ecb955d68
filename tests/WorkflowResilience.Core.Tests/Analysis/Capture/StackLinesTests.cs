using WorkflowResilience.Analysis;

namespace WorkflowResilience.Tests.Analysis.Capture;

[TestFixture]
public sealed class StackLinesTests
{
    [Test]
    public void The_frames_of_the_host_stay_and_the_machinery_goes()
    {
        const string Stack = """
               at Acme.Build.Restore.Fetch(Uri address) in /home/anna/src/Acme.Build/Restore.cs:line 41
               at System.Threading.Tasks.Task.WaitAllCore(Task[] tasks, Int32 millisecondsTimeout)
            --- End of stack trace from previous location ---
               at System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw()
               at System.Runtime.CompilerServices.TaskAwaiter.HandleNonSuccessAndDebuggerNotification(Task task)
               at Acme.Build.Pipeline.<RunAsync>d__3.MoveNext() in C:\agent\1\src\Pipeline.cs:line 7
               at Acme.Build.Pipeline.<>c__DisplayClass5_0.<<Start>b__0>d.MoveNext()
               at Acme.Build.Pipeline.<Start>g__Inner|5_1(String name)
               at Acme.Build.Pipeline.<>c.<Order>b__7_0(Int32 i)
               at WorkflowResilience.StageExecutor.Attempt[T,TCall](TCall call)
               at WorkflowResilience.TaskCall`1.Invoke(AttemptSlot slot)
               at WorkflowResilience.Processes.ProgramStage.RunAsync(CancellationToken cancellationToken)
               at WorkflowResilienceHost.Program.Main()
               at System.Threading.ThreadPoolWorkQueue.Dispatch()
               at System.Net.Http.HttpClient.Send(HttpRequestMessage request)
            """;
        StackLines.Of(Stack, out int more).Should().Equal(
            "Acme.Build.Restore.Fetch(Uri address) in Restore.cs:41",
            "Acme.Build.Pipeline.RunAsync() in Pipeline.cs:7",
            "Acme.Build.Pipeline.Start()",
            "Acme.Build.Pipeline.Start.Inner(String name)",
            "Acme.Build.Pipeline.Order(Int32 i)",
            "WorkflowResilience.Processes.ProgramStage.RunAsync(CancellationToken cancellationToken)",
            "WorkflowResilienceHost.Program.Main()",
            "System.Net.Http.HttpClient.Send(HttpRequestMessage request)");
        more.Should().Be(0);
    }

    [Test]
    public void Of_a_deep_recursion_the_innermost_frames_stay_and_the_rest_is_counted()
    {
        StackLines.Of(string.Join('\n', Enumerable.Range(0, 1000).Select(i => $"   at A.B(Int32 depth) in /x/B.cs:line {i}")), out int more)
            .Should().HaveCount(StackLines.MaxLines).And.HaveElementAt(0, "A.B(Int32 depth) in B.cs:0").And.HaveElementAt(39, "A.B(Int32 depth) in B.cs:39");
        more.Should().Be(960);
    }

    [TestCase("")]
    [TestCase("   at ")]
    [TestCase("at <")]
    [TestCase("at <>(")]
    [TestCase("at A.<>c")]
    [TestCase(" in :line ")]
    [TestCase("at A in :line 1 in /")]
    [TestCase("at .<x>d__.MoveNext")]
    [TestCase("at Ns.<M>g__|0_0()")]
    public void Text_of_any_form_is_taken(string text) => FluentActions.Invoking(() => StackLines.Of(text, out _)).Should().NotThrow();
}
