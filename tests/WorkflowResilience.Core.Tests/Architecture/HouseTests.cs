using System.Reflection;
using System.Text.RegularExpressions;
using WorkflowResilience.Argo;
using WorkflowResilience.Notifications;
using WorkflowResilience.Testing;

namespace WorkflowResilience.Tests.Architecture;

/// <summary>The rules of the house that a machine can check.</summary>
[TestFixture]
public sealed class HouseTests
{
    private static readonly Assembly[] s_shipped = [typeof(WorkflowRunner).Assembly, typeof(IWorkflowResilienceBuilder).Assembly, typeof(ManualTimeProvider).Assembly, typeof(ArgoLint).Assembly, typeof(NotificationCenter).Assembly];

    [Test]
    public void Every_public_method_that_returns_a_task_takes_a_CancellationToken_last()
    {
        string[] without = [.. s_shipped.SelectMany(a => a.GetExportedTypes())
            .Where(t => !t.IsSubclassOf(typeof(Delegate)))
            .SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(m => IsTask(m.ReturnType) && m.Name != nameof(IAsyncDisposable.DisposeAsync))
            .Where(m => m.GetParameters().LastOrDefault()?.ParameterType != typeof(CancellationToken))
            .Select(m => $"{m.DeclaringType!.Name}.{m.Name}")];
        without.Should().BeEmpty();
    }

    [Test]
    public void At_most_ten_interfaces_are_there_to_be_implemented() =>
        s_shipped.SelectMany(a => a.GetExportedTypes()).Where(t => t.IsInterface).Select(t => t.Name).Should().HaveCountLessThanOrEqualTo(10).And.Contain(nameof(IResilienceObserver));

    [Test]
    public void Reason_codes_are_unique_words()
    {
        string[] codes = [.. Enum.GetValues<StageReason>().Select(r => r.Code())];
        codes.Should().OnlyHaveUniqueItems().And.OnlyContain(c => Regex.IsMatch(c, "^[a-z]+(-[a-z]+)*$", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)));
    }

    [Test]
    public void Kinds_of_events_are_single_bits_without_gaps()
    {
        int[] bits = [.. Enum.GetValues<ResilienceEventKinds>().Where(k => k is not (ResilienceEventKinds.None or ResilienceEventKinds.All)).Select(k => (int)k)];
        bits.Should().Equal(Enumerable.Range(0, bits.Length).Select(i => 1 << i));
        ((int)ResilienceEventKinds.All).Should().Be(bits.Sum());
    }

    [Test]
    public void No_type_is_called_helper_util_or_manager() =>
        s_shipped.SelectMany(a => a.GetTypes()).Select(t => t.Name).Where(n => Regex.IsMatch(n, "Helper|Util|Manager", RegexOptions.None, TimeSpan.FromSeconds(1))).Should().BeEmpty();

    [Test]
    public void Files_are_short()
    {
        SourceFile[] files = [.. ((string[])["WorkflowResilience.Core", "WorkflowResilience", "WorkflowResilience.Argo", "WorkflowResilience.Notifications", "WorkflowResilience.Testing"]).SelectMany(p => new SourceTree(p).Files).OrderBy(f => f.Lines)];
        files.Where(f => f.Lines > 400).Select(f => f.Path).Should().BeEmpty();
        files[files.Length / 2].Lines.Should().BeLessThan(60, "that is the median");
        files[files.Length * 9 / 10].Lines.Should().BeLessThan(150, "that is the ninth decile");
    }

    private static bool IsTask(Type type) =>
        type == typeof(Task) || type == typeof(ValueTask) || (type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(Task<>) || type.GetGenericTypeDefinition() == typeof(ValueTask<>)));
}
