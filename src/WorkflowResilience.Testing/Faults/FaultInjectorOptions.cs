using System.Globalization;

namespace WorkflowResilience.Testing;

/// <summary>What a fault injector is made from. Read once; later changes do nothing.</summary>
public sealed class FaultInjectorOptions
{
    internal const int MaxRules = 1000;

    /// <summary>The rules, at most 1000. A call is held against them in their order: delays add up, and the first other fault that hits decides.</summary>
    public IList<FaultRule> Rules { get; } = [];

    /// <summary>The seed of all draws. Null (default): a new one; <see cref="FaultInjector.Seed"/> and every injected message tell it.</summary>
    public ulong? Seed { get; set; }

    /// <summary>The time of windows and waits; give it what the runner has. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Whether faults are injected from the start; <see cref="FaultInjector.Enabled"/> changes it later. Default true.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>How many injected faults <see cref="FaultInjector.Injected"/> keeps, the last ones. From 0 to 1,000,000. Default 1000.</summary>
    public int InjectedCapacity { get; set; } = 1000;

    /// <summary>
    /// Where this runs, such as <c>Test</c>. Null (default): as .NET's hosts find it, from <c>DOTNET_ENVIRONMENT</c>, then <c>ASPNETCORE_ENVIRONMENT</c>, and
    /// <c>Production</c> when neither is set.
    /// </summary>
    public string? EnvironmentName { get; set; }

    /// <summary>Permits an injector where the environment is <c>Production</c>, in any case of letters. Default false.</summary>
    public bool AllowInProduction { get; set; }

    internal IReadOnlyList<string> Validate()
    {
        List<string> problems = [];
        for (int i = 0; i < Rules.Count; i++)
        {
            if (Rules[i] is { } rule) problems.AddRange(rule.Problems().Select(p => string.Create(CultureInfo.InvariantCulture, $"Rules[{i}]: {p}")));
            else problems.Add(string.Create(CultureInfo.InvariantCulture, $"Rules[{i}] is null; remove it instead."));
        }

        if (Rules.Count > MaxRules) problems.Add(string.Create(CultureInfo.InvariantCulture, $"Rules has {Rules.Count} rules; {MaxRules} is the limit."));
        if (TimeProvider is null) problems.Add("TimeProvider is null; leave it out to use the system's.");
        if (InjectedCapacity is < 0 or > 1_000_000)
            problems.Add(string.Create(CultureInfo.InvariantCulture, $"InjectedCapacity is {InjectedCapacity}; it must be from 0 to 1000000."));
        if (!AllowInProduction && HostEnvironment.Refusal(EnvironmentName) is { } refusal) problems.Add(refusal);
        return problems;
    }
}
