using System.Globalization;

namespace WorkflowResilience.Testing;

public sealed partial class FaultInjector
{
    /// <summary>Holds a call against the rules. Every rule sees it, so that the numbers of calls do not depend on what other rules do.</summary>
    private Injection? Decide(in CallIdentity call, Type result)
    {
        TimeSpan at = _timeProvider.GetElapsedTime(_start);
        TimeSpan latency = TimeSpan.Zero;
        Fault? fault = null;
        string? message = null;
        bool enabled = _enabled;
        for (int i = 0; i < _rules.Length; i++)
        {
            ArmedRule rule = _rules[i];
            long number = rule.See(call.Stage, result);
            if (!enabled || fault is not null || number == 0 || !rule.Hit(Seed, call, number, at)) continue;
            Remember(new InjectedFault(rule.Rule, call.Stage, call.RunId, call.Attempt, number, at));
            message = Message(i, call, number);
            if (rule.Rule.Fault is Fault.LatencyFault slow) latency += rule.Time(slow, Seed, call);
            else fault = rule.Rule.Fault;
        }

        return message is null ? null : new Injection(latency, fault, message);
    }

    private void Remember(InjectedFault injected)
    {
        lock (_gate)
        {
            _injected.Enqueue(injected);
            if (_injected.Count > _capacity) _injected.Dequeue();
        }
    }

    private string Message(int index, in CallIdentity call, long number)
    {
        string where = call.RunId is null ? "" : $" in run {call.RunId}";
        string attempt = call.Attempt == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", attempt {call.Attempt}");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Injected by fault rule {index + 1} ({_rules[index].Rule}) into its call {number}: {call.Stage}{where}{attempt}. To repeat it set Seed = {Seed}UL.");
    }

    // A result of another type could never be given, and a rule that never hits makes a test pass that tests nothing.
    private void CheckResults(WorkflowStage stage, Type result)
    {
        foreach (ArmedRule rule in _rules)
        {
            if (rule.Rule.Stage != stage || rule.Rule.Fault.Suits(result)) continue;
            string returns = result == typeof(void) ? "has no result" : $"returns {result.Name}";
            throw new InvalidOperationException(
                $"The fault rule '{rule.Rule}' gives a result, but the delegate of the stage '{stage}' {returns}. Give Fault.Result exactly that type.");
        }
    }

    private async ValueTask<T> PlayAsync<T>(Injection injection, Func<CancellationToken, ValueTask<T>> action, CancellationToken cancellationToken)
    {
        if (injection.Latency > TimeSpan.Zero) await Wait.ForAsync(_timeProvider, injection.Latency, cancellationToken).ConfigureAwait(false);
        switch (injection.Fault)
        {
            case Fault.ThrowFault thrown:
                throw injection.Make(thrown.Exception);
            case Fault.HangFault:
                await Wait.ForAsync(_timeProvider, Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(false);
                throw injection.Cancelled();
            case Fault.HangIgnoringCancellationFault:
                await _hanging.WaitAsync().ConfigureAwait(false);
                throw injection.Cancelled();
            case Fault.CancelFault:
                throw injection.Cancelled();
            case Fault.ResultFault<T> result:
                return result.Value();
            case Fault.DoneButFailedFault late:
                await DisposeAsync(await action(cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
                throw injection.Make(late.Exception);
            default:
                return await action(cancellationToken).ConfigureAwait(false);
        }
    }

    private static async ValueTask DisposeAsync(object? value)
    {
        if (value is IAsyncDisposable asynchronous) await asynchronous.DisposeAsync().ConfigureAwait(false);
        else (value as IDisposable)?.Dispose();
    }
}
