using System.Net.Sockets;
using WorkflowResilience.Processes;
using WorkflowResilience.Time;

namespace WorkflowResilience.Analysis;

/// <summary>Takes what is around a failure when it happens. Bounded in text and time, named in its omissions; never throws. Thread-safe.</summary>
/// <param name="clock">The runner's clock.</param>
/// <param name="services">What the host reports of its services.</param>
/// <param name="system">The state of the system.</param>
/// <param name="node">The machine and the process.</param>
internal sealed class ContextCapture(Clock clock, ServiceStatuses services, SystemProbe system, NodeProbe node)
{
    /// <summary>How much text a context holds in all, in characters. What is taken later is cut first: see <see cref="Take"/>.</summary>
    internal const int MaxText = 65_536;

    private const int MaxErrorText = 20_480, MaxProgramText = 10_240, MaxStackText = 8_192, MaxLogText = 16_384, MaxOther = 16_384;
    private const int MaxLogLines = 50, MaxTailLines = 60, MaxLine = 2_000, MaxResults = 50, MaxEntries = 32;

    /// <summary>A capture of the system that the process runs on.</summary>
    internal static ContextCapture Of(Clock clock, ServiceStatuses services)
    {
        // These bring assemblies of their own, which can only be loaded while there are handles: a process without them must be able to tell just that.
        GC.KeepAlive(typeof(HttpRequestException));
        GC.KeepAlive(typeof(SocketException));
        return new ContextCapture(clock, services, new SystemProbe(clock, new SystemFiles("")).Prepare(), new NodeProbe("", Environment.GetEnvironmentVariable));
    }

    /// <summary>
    /// Takes the context in the order of importance, which is also that of what is surely there: errors, program, stack, log, system, node, parameters, previous results, services, host values, data of
    /// exceptions. In the first capture of a process, most of the time goes into compiling it.
    /// </summary>
    internal FailureContext Take(in FailureCase failure, CaptureBudget budget)
    {
        var ledger = new CaptureLedger(budget, MaxText);
        Exception? exception = failure.Facts.Exception;
        WorkflowRun? run = failure.Run;
        system.Begin();
        List<(Exception Exception, int Depth)> chain = ErrorCapture.Chain(exception, out bool isCut);
        if (isCut) ledger.Omit($"exceptions beyond {ErrorCapture.MaxErrors} or deeper than {ExceptionChain.MaxDepth}");
        List<CapturedError> errors = ledger.Part("errors", [], MaxErrorText, () => ErrorCapture.Take(chain, ledger));
        CapturedProgram? program = ledger.Part("program", null, MaxProgramText, () => ProgramOf(exception, ledger));
        List<string> stack = ledger.Part<List<string>>("stack", [], MaxStackText, () => StackOf(chain, ledger));
        (IReadOnlyList<RunLogLine> log, long before) = ledger.Part("log", ([], 0), MaxLogText, () => LogOf(run, ledger));
        SystemState? state = ledger.Part("system state", null, 0, () => system.Read(ledger));
        NodeIdentity? identity = ledger.Part<NodeIdentity?>("node", null, 0, node.Read);
        var context = new FailureContext
        {
            Time = clock.Provider.GetUtcNow(),
            WorkflowName = run?.WorkflowName,
            Occurrence = failure.Occurrence,
            Program = program,
            Stack = stack,
            Log = log,
            LogDropped = before,
            Parameters = ledger.Part("parameters", [], MaxOther, () => run is null ? [] : Texts("parameters", run.Parameters, ledger)),
            Previous = ledger.Part("previous results", [], MaxOther, () => Previous(run, ledger)),
            Node = identity,
            Services = ledger.Part("services", [], MaxOther, () => Kept(services.Snapshot(), static s => s.Name.Length + (s.Detail?.Length ?? 0), "service", "services", ledger)),
            Values = ledger.Part("host values", [], MaxOther, () => run is null ? [] : Texts("host values", run.Values, ledger)),
            Errors = ledger.Part("data of exceptions", errors, MaxOther, () => WithData(errors, chain, ledger)),
            System = system.Finish(state),
        };
        return context with { Omitted = ledger.Omitted };
    }

    private static CapturedProgram? ProgramOf(Exception? exception, CaptureLedger ledger)
    {
        if (exception is null) return null;
        if (ExceptionChain.First<ProgramFailedException>(exception) is { } failed) return new CapturedProgram(FailureText.Line(failed.Program, MaxLine), failed.ExitCode, failed.Signal, TailOf(failed.Tail, ledger));
        return ExceptionChain.First<ProgramStoppedException>(exception) is { } stopped ? new CapturedProgram(FailureText.Line(stopped.Program, MaxLine), null, null, TailOf(stopped.Tail, ledger)) : null;
    }

    private static List<string> TailOf(IReadOnlyList<ProgramLine> tail, CaptureLedger ledger)
    {
        string[] lines = [.. tail.Skip(tail.Count - MaxTailLines).Select(static line => FailureText.Line(line.Text, MaxLine))];
        List<string> kept = Newest(lines, static line => line.Length, ledger);
        ledger.Omit(tail.Count - kept.Count, "older line of the program", "older lines of the program");
        return kept;
    }

    private static List<string> StackOf(List<(Exception Exception, int Depth)> chain, CaptureLedger ledger)
    {
        if (ErrorCapture.StackOf(chain) is not { } text) return [];
        List<string> frames = StackLines.Of(text, out int more);
        List<string> kept = [.. frames.Select(static frame => FailureText.Line(frame, MaxLine)).TakeWhile(frame => ledger.Take(frame.Length))];
        ledger.Omit(more + frames.Count - kept.Count, "outer frame of the stack", "outer frames of the stack");
        return kept;
    }

    private static (IReadOnlyList<RunLogLine> Lines, long Before) LogOf(WorkflowRun? run, CaptureLedger ledger)
    {
        if (run is null) return ([], 0);
        RunLogLine[] lines = run.Log.Last(MaxLogLines, out long before);
        List<RunLogLine> kept = Newest(lines, static line => line.Source.Length + line.Message.Length, ledger);
        before += lines.Length - kept.Count;
        ledger.Omit(before, "older line of the log", "older lines of the log");
        return (kept, before);
    }

    private static List<PreviousResult> Previous(WorkflowRun? run, CaptureLedger ledger)
    {
        if (run is null) return [];
        StageReport[] reports = run.LastReports(MaxResults, out int before);
        ledger.Omit(before, "earlier result", "earlier results");
        return Kept(Array.ConvertAll(reports, static r => new PreviousResult(r.Stage, r.Occurrence, r.Kind, r.Reason, r.Attempts, r.Duration, r.Fallback, r.Failure?.Id)),
            static r => r.Stage.Name.Length + (r.Fallback?.Length ?? 0) + (r.FailureId?.Length ?? 0), "previous result", "previous results", ledger);
    }

    private static Dictionary<string, string> Texts<TValue>(string what, IEnumerable<KeyValuePair<string, TValue>> entries, CaptureLedger ledger)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        KeyValuePair<string, TValue>[] first = [.. entries.Take(MaxEntries + 1)];
        if (first.Length > MaxEntries) ledger.Omit($"{what} beyond {MaxEntries}");
        int cut = 0;
        foreach ((string key, TValue value) in first.Take(MaxEntries).OrderBy(static e => e.Key, StringComparer.Ordinal))
        {
            // Asked before each, as each may be long.
            if (ledger.Budget.IsOver)
            {
                cut++;
                continue;
            }

            string name = ValueText.Name(key), text = ValueText.Of(name, value);
            if (ledger.Take(name.Length + text.Length)) texts[name] = text;
            else cut++;
        }

        ledger.Omit(cut, $"of the {what}", $"of the {what}");
        return texts;
    }

    private static List<CapturedError> WithData(List<CapturedError> errors, List<(Exception Exception, int Depth)> chain, CaptureLedger ledger)
    {
        int cut = 0;
        for (int i = 0; i < errors.Count; i++)
        {
            if (ErrorCapture.DataOf(chain[i].Exception, ledger, ref cut) is { } data) errors[i] = errors[i] with { Data = data };
        }

        ledger.Omit(cut, "or more entries of data of exceptions", "or more entries of data of exceptions");
        return errors;
    }

    private static List<T> Newest<T>(T[] items, Func<T, int> size, CaptureLedger ledger)
    {
        int from = items.Length;
        while (from > 0 && ledger.Take(size(items[from - 1]))) from--;
        return [.. items.AsSpan(from)];
    }

    private static List<T> Kept<T>(IReadOnlyList<T> items, Func<T, int> size, string one, string many, CaptureLedger ledger)
    {
        List<T> kept = [.. items.TakeWhile(item => ledger.Take(size(item)))];
        ledger.Omit(items.Count - kept.Count, one, many);
        return kept;
    }
}
