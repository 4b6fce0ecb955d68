using System.Net.Sockets;
using WorkflowResilience.Analysis;

namespace WorkflowResilience.Tests.Analysis;

/// <summary>What structure and stacks add to a fingerprint.</summary>
[TestFixture]
public sealed class FailureFingerprintTests
{
    private static readonly FailureFacts s_facts = new() { Kind = FailureKind.Network, Exception = new IOException("the connection to node 12 broke"), SocketError = SocketError.ConnectionReset };

    [Test]
    public void It_has_a_version_and_twenty_digits() => FailureFingerprint.Of("error: gone").Id.Should().MatchRegex("^fp1:[0-9a-f]{20}$");

    [Test]
    public void Every_fact_of_structure_tells_failures_apart()
    {
        FailureFacts[] facts =
        [
            s_facts,
            s_facts with { Kind = FailureKind.Timeout },
            s_facts with { StatusCode = 502 },
            s_facts with { StatusCode = 503 },
            s_facts with { ExitCode = 1 },
            s_facts with { ExitCode = 2 },
            s_facts with { SocketError = SocketError.HostNotFound },
            s_facts with { Exception = new InvalidOperationException("the connection to node 12 broke") },
            s_facts with { Exception = new IOException("the connection to node 12 broke", unchecked((int)0x80070070)) },
            s_facts with { Exception = new IOException("another text") },
        ];

        facts.Select(f => FailureFingerprint.Of(f, null, []).Id).Should().OnlyHaveUniqueItems();
        facts.Take(9).Select(f => FailureFingerprint.Family(f, WorkflowStage.RepositoryClone)).Should().OnlyHaveUniqueItems().And.NotContain(0);
    }

    [Test]
    public void Numbers_in_a_message_do_not()
    {
        FailureFingerprint other = FailureFingerprint.Of(s_facts with { Exception = new IOException("the connection to node 7 broke") }, null, []);

        other.Should().Be(FailureFingerprint.Of(s_facts, null, []));
        other.MaskedLine.Should().Be("the connection to node # broke");
    }

    [Test]
    public void What_wraps_the_innermost_exception_does_not_count() =>
        FailureFingerprint.Of(s_facts with { Exception = new AggregateException(new InvalidOperationException("wrapped", s_facts.Exception)) }, null, [])
            .Should().Be(FailureFingerprint.Of(s_facts, null, []));

    [Test]
    public void Families_differ_by_stage_and_ignore_texts()
    {
        FailureFingerprint.Family(s_facts, "A").Should().NotBe(FailureFingerprint.Family(s_facts, "B"));
        FailureFingerprint.Family(s_facts, "A").Should().Be(FailureFingerprint.Family(s_facts with { Exception = new IOException("another text") }, "A"));
    }

    [TestCase("   at Shop.Orders.<LoadAsync>d__12.MoveNext() in /b/Orders.cs:line 12", "Shop.Orders.LoadAsync")]
    [TestCase("   at Shop.Orders.LoadAsync(Int32 id) in C:\\b\\Orders.cs:line 99", "Shop.Orders.LoadAsync")]
    [TestCase("   at Shop.Orders.<>c__DisplayClass3_0.<Load>b__1()", "Shop.Orders.Load")]
    [TestCase("   at Shop.Orders.<Load>g__Local|4_0(Int32 x)", "Shop.Orders.Load")]
    [TestCase("   at Shop.Cache`2.Get[T](T key)", "Shop.Cache.Get")]
    [TestCase("   at Shop.Cache`2.<GetAsync>d__3`1.MoveNext()", "Shop.Cache.GetAsync")]
    [TestCase("Shop.Orders.LoadAsync(Int32 id) in Orders.cs:12", "Shop.Orders.LoadAsync")]
    [TestCase("System.IO.File.Open()", null)]
    [TestCase("an error (of some sort)", null)]
    [TestCase("\tat com.shop.Orders.load(Orders.java:12)", "com.shop.Orders.load")]
    [TestCase("   at System.Net.Http.HttpClient.SendAsync()", null)]
    [TestCase("   at Microsoft.Data.SqlClient.SqlCommand.Execute()", null)]
    [TestCase("   at WorkflowResilience.StageExecutor.RunAsync()", null)]
    [TestCase("--- End of stack trace from previous location ---", null)]
    [TestCase("", null)]
    public void Frames_lose_what_compilers_and_builds_add(string line, string? method) => StackFrames.Method(line).Should().Be(method);

    [Test]
    public void The_place_counts_where_the_message_is_the_same_everywhere_and_only_there()
    {
        string[] stack = ["   at System.IO.File.Open()", "   at Shop.A.One() in a.cs:line 1", "   at Shop.A.Two()"];
        FailureFacts silent = new() { Exception = new InvalidOperationException("outer", new NullReferenceException()) };
        FailureFingerprint expected = FailureFingerprint.Of(silent, null, stack);

        FailureFingerprint.Of(silent, null, [.. stack.Select(l => l.Replace("line 1", "line 77"))]).Should().Be(expected);
        FailureFingerprint.Of(silent, null, stack[..2]).Should().Be(expected);
        FailureFingerprint.Of(silent, null, [stack[0], stack[2]]).Should().NotBe(expected);
        FailureFingerprint.Of(s_facts, null, stack).Should().Be(FailureFingerprint.Of(s_facts, null, []), "small methods vanish from stacks once they are called often");
    }

    [Test]
    public void A_default_one_is_empty()
    {
        default(FailureFingerprint).ToString().Should().BeEmpty();
        default(FailureFingerprint).MaskedLine.Should().BeEmpty();
    }
}
