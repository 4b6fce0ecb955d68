using System.Reflection;

namespace WorkflowResilience.Tests.Stages;

/// <summary>Whoever adds a member to a policy learns here that its canonical text must say it.</summary>
[TestFixture]
public sealed class StagePolicyMembersTests
{
    // Every record that a policy can hold, an example of each and the path at which the example stands in StagePolicyCanonicalTextTests.Everything or in a policy made here.
    private static IEnumerable<TestCaseData> Nouns()
    {
        StagePolicy everything = StagePolicyCanonicalTextTests.Everything;
        yield return Case("", everything, everything);
        yield return Case("CircuitBreaker.", everything.CircuitBreaker!, everything);
        yield return Case("RetryBudget.", everything.RetryBudget!, everything);
        yield return Case("RetryEvidence.", everything.RetryEvidence!, everything);
        yield return Case("Bulkhead.", everything.Bulkhead!, everything);
        yield return Case("Hedging.", everything.Hedging!, everything);
        yield return Case("Throttle.", everything.Throttle!, everything);
        foreach (BackoffSchedule schedule in (BackoffSchedule[])
            [
                BackoffSchedule.Fixed(TimeSpan.Zero), BackoffSchedule.Linear(TimeSpan.Zero), BackoffSchedule.Exponential(TimeSpan.Zero), BackoffSchedule.Fibonacci(TimeSpan.Zero),
                BackoffSchedule.Table(TimeSpan.Zero), BackoffSchedule.Decorrelated(TimeSpan.Zero), BackoffSchedule.Custom("x", (_, _, _) => default),
            ])
        {
            yield return Case("Backoff.", schedule, everything with { Backoff = schedule });
        }

        foreach (Jitter jitter in (Jitter[])[Jitter.None, Jitter.Full, Jitter.Equal, Jitter.Proportional(0.5)])
            yield return Case("Backoff.Jitter.", jitter, everything with { Backoff = BackoffSchedule.Fixed(TimeSpan.Zero, jitter) });
        foreach (RetryCondition condition in everything.Conditions)
            yield return Case("Conditions[0].", condition, everything with { Conditions = [condition] });
    }

    [TestCaseSource(nameof(Nouns))]
    public void Every_public_member_is_in_the_canonical_text(string path, object noun, StagePolicy policy)
    {
        string[] lines = policy.ToCanonicalText().Split('\n');

        IEnumerable<string> missing = DataMembers(noun.GetType())
            .Where(member => !lines.Any(l => l.StartsWith($"{path}{member.Name} = ", StringComparison.Ordinal) || l.StartsWith($"{path}{member.Name}.Count = ", StringComparison.Ordinal)))
            .Select(member => member.Name);

        missing.Should().BeEmpty();
    }

    [Test]
    public void Every_sort_of_schedule_jitter_and_condition_is_among_the_examples() =>
        Nouns().Select(n => Plain(n.Arguments[1]!.GetType())).Should().Contain(
            new[] { typeof(BackoffSchedule), typeof(Jitter), typeof(RetryCondition) }
                .SelectMany(t => t.GetNestedTypes()).Where(t => t.IsClass).Select(Plain));

    [Test]
    public void Changing_any_member_changes_the_text_and_ends_equality([Values] bool fromDefault)
    {
        StagePolicy policy = fromDefault ? new StagePolicy() : StagePolicyCanonicalTextTests.Everything;
        foreach (PropertyInfo member in DataMembers(typeof(StagePolicy)))
        {
            StagePolicy changed = policy with { };
            changed.Should().Be(policy);
            member.SetValue(changed, Other(member.PropertyType, member.GetValue(policy)));
            changed.ToCanonicalText().Should().NotBe(policy.ToCanonicalText(), member.Name);
            changed.Should().NotBe(policy, member.Name);
        }
    }

    private static IEnumerable<PropertyInfo> DataMembers(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => !typeof(Delegate).IsAssignableFrom(p.PropertyType));

    private static object? Other(Type type, object? value) => value switch
    {
        int i => i + 1,
        bool b => !b,
        TimeSpan t => t + TimeSpan.FromTicks(1),
        BackoffSchedule b => b with { Max = TimeSpan.FromTicks(77) },
        IReadOnlyList<RetryCondition> list => list.Append(RetryCondition.OnStatus(599)).ToArray(),
        Enum e => Enum.ToObject(e.GetType(), Convert.ToInt32(e) == 0 ? 1 : 0),
        CircuitBreakerPolicy b => b with { SuccessThreshold = 9 },
        RetryBudgetPolicy b => b with { Capacity = 99 },
        BulkheadPolicy b => b with { MaxQueued = 99 },
        RetryEvidencePolicy e => e with { Confidence = 0.99 },
        HedgingPolicy h => h with { MaxHedges = 9 },
        ThrottlePolicy t => t with { Multiplier = 9 },
        null when type == typeof(TimeSpan?) => TimeSpan.FromSeconds(1),
        null when type == typeof(CircuitBreakerPolicy) => new CircuitBreakerPolicy(),
        null when type == typeof(RetryEvidencePolicy) => new RetryEvidencePolicy(),
        null when type == typeof(HedgingPolicy) => new HedgingPolicy(),
        null when type == typeof(ThrottlePolicy) => new ThrottlePolicy(),
        null when type == typeof(BulkheadPolicy) => new BulkheadPolicy { MaxConcurrent = 1 },
        _ => throw new InvalidOperationException($"Tell this test how to change a member of type {type}."),
    };

    private static Type Plain(Type type) => type.IsGenericType ? type.GetGenericTypeDefinition() : type;

    private static TestCaseData Case(string path, object noun, StagePolicy policy) => new TestCaseData(path, noun, policy).SetArgDisplayNames(noun.GetType().Name);
}
