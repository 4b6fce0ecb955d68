using System.Globalization;
using System.Security.Cryptography;

namespace WorkflowResilience.Testing;

/// <summary>Wraps delegates of stages and makes some of their calls fail, wait, hang or lie, by rules and by draws that can be repeated.</summary>
/// <remarks>
/// <para>Thread-safe. Whether a call is hit is drawn from the seed, the rule's place in the list, the stage and the call's identity, never from a shared generator: the same
/// calls are hit in whatever order threads make them. A delegate that takes a <see cref="StageContext"/> is identified by its idempotency key and attempt. Any other is
/// identified, inside a run, by the run's id and the number of the call of this stage in this run: so keep to the first form where one run executes the same stage several
/// times at once. Outside runs there is only the number of the call of this stage, so the same numbers are hit, whoever makes them.
/// <see cref="FaultRule.Calls"/> and <see cref="FaultRule.MaxHits"/> go by the order in which calls begin.</para>
/// <para>It refuses to be made in production, see <see cref="FaultInjectorOptions.AllowInProduction"/>.</para>
/// </remarks>
/// <example><code>
/// FaultInjector faults = FaultInjector.Create(o =>
/// {
///     o.EnvironmentName = "Test";
///     o.Rules.Add(new FaultRule(Fault.Throw(FailureKind.Network)) { Stage = "Build", Rate = 0.2 });
/// });
/// await run.StageAsync("Build", faults.Wrap("Build", BuildAsync));
/// </code></example>
public sealed partial class FaultInjector
{
    private readonly Lock _gate = new();
    private readonly Queue<InjectedFault> _injected = [];
    private readonly CallCounts _counts = new();
    private readonly ArmedRule[] _rules;
    private readonly HangingCalls _hanging;
    private readonly TimeProvider _timeProvider;
    private readonly int _capacity;
    private readonly long _start;
    private volatile bool _enabled;

    private FaultInjector(FaultInjectorOptions options)
    {
        _rules = [.. options.Rules.Select((rule, i) => new ArmedRule(rule, i))];
        _timeProvider = options.TimeProvider;
        _hanging = new HangingCalls(_timeProvider);
        _capacity = options.InjectedCapacity;
        _start = _timeProvider.GetTimestamp();
        _enabled = options.Enabled;
        Seed = options.Seed ?? BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong)));
    }

    /// <summary>The seed of all draws: give it to <see cref="FaultInjectorOptions.Seed"/> to hit the same calls again.</summary>
    public ulong Seed { get; }

    /// <summary>Whether faults are injected; false lets every call through from now on. Calls are counted in either case, and those that hang go on hanging.</summary>
    public bool Enabled
    {
        get => _enabled;
        set => _enabled = value;
    }

    /// <summary>The rules, in their order.</summary>
    public IReadOnlyList<FaultRule> Rules => [.. _rules.Select(r => r.Rule)];

    /// <summary>How often each rule has hit, in the order of <see cref="Rules"/>: a copy.</summary>
    public IReadOnlyList<long> Hits => [.. _rules.Select(r => r.Hits)];

    /// <summary>The last faults injected, the oldest first, at most <see cref="FaultInjectorOptions.InjectedCapacity"/>: a copy.</summary>
    public IReadOnlyList<InjectedFault> Injected
    {
        get
        {
            lock (_gate) return [.. _injected];
        }
    }

    /// <summary>Makes an injector; its windows begin now.</summary>
    /// <param name="configure">Sets rules, seed, time and environment.</param>
    /// <returns>The injector.</returns>
    /// <exception cref="ResilienceConfigurationException">Something is wrong, or this is production; all problems are told at once.</exception>
    public static FaultInjector Create(Action<FaultInjectorOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var options = new FaultInjectorOptions();
        configure(options);
        return Create(options);
    }

    /// <summary>Makes an injector; its windows begin now.</summary>
    /// <param name="options">Rules, seed, time and environment. Read once.</param>
    /// <returns>The injector.</returns>
    /// <exception cref="ResilienceConfigurationException">Something is wrong, or this is production; all problems are told at once.</exception>
    public static FaultInjector Create(FaultInjectorOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        IReadOnlyList<string> problems = options.Validate();
        return problems.Count == 0 ? new FaultInjector(options) : throw new ResilienceConfigurationException("The fault injector's configuration", problems);
    }

    /// <summary>Lets go of every call that now hangs without regard to cancellation; a call that such a fault hits later hangs until the next release.</summary>
    /// <returns>How many calls were released.</returns>
    public int Release() => _hanging.Release();

    /// <summary>The rules, how often each has hit, and the seed.</summary>
    /// <returns>Lines; made for a person who reads why a test failed, not for a program.</returns>
    public override string ToString() => string.Join('\n', _rules
        .Select((r, i) => string.Create(CultureInfo.InvariantCulture, $"rule {i + 1}: {r.Rule}: {r.Hits} hits"))
        .Append(string.Create(CultureInfo.InvariantCulture, $"Seed = {Seed}UL")));
}
