using System.Collections;
using System.Net;
using System.Net.Sockets;
using WorkflowResilience.Analysis;
using WorkflowResilience.Processes;
using WorkflowResilience.Tests.Failures;
using WorkflowResilience.Tests.Redaction;

namespace WorkflowResilience.Tests.Analysis.Capture;

[TestFixture]
public sealed class ContextCaptureTests
{
    [Test]
    public void The_chain_is_told_with_what_each_exception_knows()
    {
        using var bench = new CaptureBench();
        var inner = new HttpRequestException(HttpRequestError.ConnectionError, "refused", new SocketException((int)SocketError.ConnectionRefused));
        var outer = new AggregateException("two things", inner, new HttpRequestException("busy", null, HttpStatusCode.ServiceUnavailable) { Data = { ["attempt"] = 3 } });
        FailureContext context = bench.Take(outer);

        context.Errors.Select(e => (e.Depth, e.Type.Split('.')[^1], e.StatusCode, e.HttpError, e.SocketError)).Should().Equal(
            (0, "AggregateException", 0, null, null),
            (1, "HttpRequestException", 0, HttpRequestError.ConnectionError, null),
            (2, "SocketException", 0, null, SocketError.ConnectionRefused),
            (1, "HttpRequestException", 503, null, null));
        context.Errors[1].Message.Should().Be("refused");
        context.Errors[1].HResult.Should().Be(inner.HResult);
        context.Errors[3].Data.Should().Equal(new Dictionary<string, string> { ["attempt"] = "3" });
        bench.Take(StageFailure.OfResponse(new HttpResponseMessage(HttpStatusCode.TooManyRequests), default)).Errors[0].StatusCode.Should().Be(429);
        (context.WorkflowName, context.Occurrence, context.Time).Should().Be(("workflow", 2, bench.Time.GetUtcNow()));
        context.Omitted.Should().BeEmpty();
    }

    [Test]
    public void A_chain_without_an_end_is_cut_and_says_so()
    {
        using var bench = new CaptureBench();
        Exception deep = new InvalidOperationException("bottom");
        for (int i = 0; i < 1000; i++) deep = new InvalidOperationException($"level {i}", deep);
        FailureContext context = bench.Take(deep);
        context.Errors.Should().HaveCount(17);
        context.Omitted.Should().ContainMatch("exceptions beyond 32 or deeper than 16");

        Exception wide = new AggregateException(Enumerable.Range(0, 100).Select(i => new AggregateException(Enumerable.Range(0, 100).Select(j => new IOException($"{i}.{j}")))));
        bench.Take(wide).Errors.Should().HaveCount(32);
    }

    [Test]
    public void An_exception_of_which_every_member_throws_is_named_by_its_type()
    {
        using var bench = new CaptureBench();
        FailureContext context = bench.Take(new HostileException(new HostileException()));
        context.Errors.Select(e => e.Type).Should().OnlyContain(t => t == typeof(HostileException).FullName);
        context.Errors.Should().OnlyContain(e => e.Data.Count == 0);
        context.Omitted.Should().Contain("data of exceptions: could not be read");
    }

    [Test]
    public void The_stack_is_that_of_the_innermost_exception_that_was_thrown()
    {
        using var bench = new CaptureBench();
        FailureContext context = bench.Take(Catch(() => throw new InvalidOperationException("outer", Catch(() => throw new IOException("inner", new TimeoutException("never thrown"))))));
        context.Stack.Should().NotBeEmpty();
        context.Stack[0].Should().Contain(nameof(The_stack_is_that_of_the_innermost_exception_that_was_thrown)).And.Contain("ContextCaptureTests.cs:").And.NotContain("/");
        bench.Take(new IOException("not thrown")).Stack.Should().BeEmpty();
    }

    [Test]
    public void The_hosts_objects_are_not_run_to_get_their_texts()
    {
        using var bench = new CaptureBench();
        var lazy = new Lazy<string>(() => throw new InvalidOperationException("started"));
        bench.Run.Values["lazy"] = lazy;
        bench.Run.Values["func"] = (Func<string>)(() => throw new InvalidOperationException("called"));
        bench.Run.Values["hostile"] = new HostileException();
        bench.Run.Values["list"] = new List<int> { 1 };
        bench.Run.Values["none"] = null;
        bench.Run.Values["number"] = 1.5;
        bench.Run.Values["day"] = DayOfWeek.Friday;
        bench.Run.Values["uri"] = new Uri("https://user:pw@example.org/x");
        bench.Run.Values["time"] = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
        IReadOnlyDictionary<string, string> values = bench.Take(null).Values;

        values["lazy"].Should().StartWith("<System.Lazy`1[[");
        values["func"].Should().StartWith("<System.Func`1[[");
        values["hostile"].Should().Be("<WorkflowResilience.Tests.Failures.HostileException>");
        (values["none"], values["number"], values["day"], values["time"]).Should().Be(("null", "1.5", "Friday", "2026-01-02T03:04:05.0000000+00:00"));
        values["uri"].Should().Be("https://***@example.org/x");
        lazy.IsValueCreated.Should().BeFalse();
        values.Keys.Should().BeInAscendingOrder(StringComparer.Ordinal);
    }

    [Test]
    public void Values_parameters_and_data_are_bounded_in_number_and_length()
    {
        using var bench = new CaptureBench(new RunOptions { Parameters = Enumerable.Range(0, 40).ToDictionary(i => $"p{i:00}", _ => new string('x', 600)) });
        for (int i = 0; i < 40; i++) bench.Run.Values[$"v{i}"] = i;
        bench.Run.Values["huge"] = new string('y', 1_000_000);
        var exception = new IOException("x");
        for (int i = 0; i < 20; i++) exception.Data[$"d{i}"] = i;
        FailureContext context = bench.Take(exception);

        context.Values.Should().HaveCount(32);
        context.Parameters.Values.Should().OnlyContain(v => v.Length == 500);
        context.Errors[0].Data.Should().HaveCount(16);
        context.Omitted.Should().Contain("host values beyond 32").And.Contain("parameters beyond 32").And.Contain("1 or more entries of data of exceptions");
        ValueText.Of("huge", new string('y', 1_000_000)).Should().Be("[text of 1000000 characters]");
    }

    [Test]
    public void The_last_lines_of_the_log_are_told_and_the_rest_is_counted()
    {
        using var bench = new CaptureBench();
        for (int i = 0; i < 300; i++) bench.Run.Log.Add(RunLogLevel.Information, "git", $"line {i}");
        FailureContext context = bench.Take(null);
        context.Log.Select(l => l.Message).Should().Equal(Enumerable.Range(250, 50).Select(i => $"line {i}"));
        context.LogDropped.Should().Be(250);

        for (int i = 0; i < 50; i++) bench.Run.Log.Add(RunLogLevel.Information, "git", $"{i} {new string('z', 1000)}");
        context = bench.Take(null);
        context.Log.Sum(l => l.Source.Length + l.Message.Length).Should().BeLessThanOrEqualTo(16_384);
        context.Log[^1].Message.Should().StartWith("49 ");
        (context.Log.Count + context.LogDropped).Should().Be(350);
    }

    [Test]
    public void A_program_is_told_with_its_last_lines()
    {
        using var bench = new CaptureBench();
        ProgramLine[] tail = [.. Enumerable.Range(0, 100).Select(i => new ProgramLine($"line {i}", i % 2 == 0))];
        FailureContext context = bench.Take(new InvalidOperationException("x", new ProgramFailedException("make", 137, tail, TimeSpan.Zero)));
        (context.Program!.Name, context.Program.ExitCode, context.Program.Tail.Count, context.Program.Tail[^1]).Should().Be(("make", 137, 60, "line 99"));
        context.Omitted.Should().Contain("40 older lines of the program");
        CapturedProgram stopped = bench.Take(new TimeoutException("x", new ProgramStoppedException("make", true, tail, default))).Program!;
        (stopped.ExitCode, stopped.Tail[^1]).Should().Be((null, "line 99"), "where it hung is worth as much");
    }

    [Test]
    public void What_ended_before_in_the_run_and_what_the_host_reported_is_told()
    {
        using var bench = new CaptureBench();
        for (int i = 0; i < 60; i++) bench.Run.Add(new StageReport { Stage = "Build", Occurrence = i, Kind = StageOutcomeKind.Succeeded, Attempts = 1 });
        bench.Runner.ServiceStatuses.Report("github-api", ServiceHealth.Degraded, "p99 4 s");
        bench.Time.Advance(TimeSpan.FromSeconds(9));
        FailureContext context = bench.Take(null);
        context.Previous.Select(p => p.Occurrence).Should().Equal(Enumerable.Range(10, 50));
        context.Services.Should().Equal(new ServiceStatus("github-api", ServiceHealth.Degraded, "p99 4 s", TimeSpan.FromSeconds(9)));
        context.Omitted.Should().Contain("10 earlier results");
    }

    [Test]
    public void A_context_holds_no_more_text_than_its_bound_whatever_there_is_and_errors_come_first()
    {
        string big = new('b', 3000);
        using var bench = new CaptureBench(new RunOptions { Parameters = Enumerable.Range(0, 100).ToDictionary(i => $"p{i} {big}", _ => big) });
        for (int i = 0; i < 100; i++)
        {
            bench.Run.Log.Add(RunLogLevel.Error, big, big);
            bench.Run.Values[$"v{i} {big}"] = big;
            bench.Runner.ServiceStatuses.Report($"s{i} {big}", ServiceHealth.Unhealthy, big);
        }

        Exception exception = new ProgramFailedException(big, 1, [.. Enumerable.Repeat(new ProgramLine(big, true), 100)], TimeSpan.Zero);
        for (int i = 0; i < 15; i++) exception = new InvalidOperationException(big, exception) { Data = { [big] = big } };
        FailureContext context = bench.Take(exception);

        int text = context.Errors.Sum(e => e.Type.Length + e.Message.Length + e.Data.Sum(d => d.Key.Length + d.Value.Length)) + context.Program!.Tail.Sum(l => l.Length) + context.Stack.Sum(l => l.Length)
            + context.Log.Sum(l => l.Source.Length + l.Message.Length) + context.Parameters.Sum(p => p.Key.Length + p.Value.Length) + context.Values.Sum(p => p.Key.Length + p.Value.Length)
            + context.Services.Sum(s => s.Name.Length + s.Detail!.Length);
        text.Should().BeInRange(ContextCapture.MaxText / 2, ContextCapture.MaxText);
        context.Errors.Should().HaveCountGreaterThan(8);
        context.Omitted.Should().ContainMatch("* inner exceptions").And.ContainMatch("*older lines of the log").And.ContainMatch("* of the host values")
            .And.ContainMatch("* entries of data of exceptions");
    }

    [Test]
    public void Parts_for_which_there_is_no_time_are_named()
    {
        using var bench = new CaptureBench();
        FailureContext context = bench.Take(new IOException("x"), bench.Time.GetTimestamp());
        context.Errors.Should().BeEmpty();
        context.Omitted.Should().Contain("errors: no time left").And.Contain("log: no time left").And.Contain("system state: no time left").And.HaveCount(11);
    }

    [Test]
    public void No_secret_of_any_input_comes_through()
    {
        string secret = Secret.Make(new Random(11), 30), text = $"see https://u:{secret}@host/ please";
        using var bench = new CaptureBench(new RunOptions { Parameters = new Dictionary<string, string> { ["p"] = text } });
        bench.Run.Values["v"] = text;
        bench.Run.Log.Add(RunLogLevel.Error, text, text);
        bench.Runner.ServiceStatuses.Report(text, ServiceHealth.Unhealthy, text);
        Exception exception = new InvalidOperationException(text, new ProgramFailedException("make", 1, [new ProgramLine(text, true)], TimeSpan.Zero)) { Data = { ["d"] = text, [text] = 1 } };
        FailureContext context = bench.Take(exception);

        string all = string.Join('\n', context.Errors.Select(e => $"{e.Message} {string.Join(' ', e.Data)}")) + string.Join('\n', context.Log) + string.Join('\n', context.Program!.Tail)
            + string.Join('\n', context.Parameters) + string.Join('\n', context.Values) + string.Join('\n', context.Services) + string.Join('\n', context.Omitted);
        all.Split("***").Length.Should().BeGreaterThan(8, "each of them was there");
        Secret.LeaksFrom(secret, all).Should().BeFalse();
    }

    [Test]
    public void Data_that_never_end_are_left_after_sixteen()
    {
        using var bench = new CaptureBench();
        bench.Take(new EndlessException()).Errors[0].Data.Should().HaveCountLessThanOrEqualTo(16);
    }

    [Test]
    public void Outside_runs_the_parts_of_a_run_are_empty()
    {
        using var bench = new CaptureBench();
        FailureContext context = bench.TakeOutsideRuns(new IOException("x"));
        (context.WorkflowName, context.Log.Count, context.Parameters.Count, context.Values.Count, context.Previous.Count, context.LogDropped).Should().Be((null, 0, 0, 0, 0, 0));
        context.Errors.Should().HaveCount(1);
    }

    private static Exception Catch(Action action)
    {
        try
        {
            action();
        }
        catch (Exception e)
        {
            return e;
        }

        throw new AssertionException("It did not throw.");
    }

    private sealed class EndlessException : Exception
    {
        public override IDictionary Data => new Endless();
    }

    private sealed class Endless : Hashtable
    {
        public override IDictionaryEnumerator GetEnumerator() => new Enumerator();

        private sealed class Enumerator : IDictionaryEnumerator
        {
            private int _n;

            public DictionaryEntry Entry => new($"k{_n}", _n);

            public object Key => Entry.Key;

            public object? Value => Entry.Value;

            public object Current => Entry;

            public bool MoveNext() => ++_n > 0;

            public void Reset() => _n = 0;
        }
    }
}
