// Runs each part that trimming or Native AOT could break, in virtual time. Exit code 0 says that all of them did what is expected.
using System.Runtime.CompilerServices;
using WorkflowResilience.AotSmoke;

// A part that binds, serialises or builds by type gets a line here and a method beside it.
(string Name, Func<bool> Holds)[] checks =
[
    ("retry", Checks.Retry),
    ("circuit breaker", Checks.CircuitBreaker),
    ("failure JSON", Checks.FailureJson),
    ("failure analysis", Checks.FailureAnalysis),
    ("built-in patterns", PatternChecks.BuiltInPatterns),
    ("patterns of the host", PatternChecks.HostPatterns),
    ("configuration", HostChecks.Configuration),
    ("scopes and keyed stages", HostChecks.ScopesAndKeyedStages),
    ("metrics and spans", HostChecks.MetricsAndSpans),
    ("HTTP", HostChecks.Http),
    ("hedging and fallback", HostChecks.HedgingAndFallback),
];

string[] broken = [.. checks.Where(c => !c.Holds()).Select(c => c.Name)];
Console.WriteLine(broken.Length == 0
    ? $"{string.Join(", ", checks.Select(c => c.Name))}: as expected; dynamic code: {(RuntimeFeature.IsDynamicCodeSupported ? "yes" : "no")}"
    : $"broken: {string.Join(", ", broken)}");
return broken.Length == 0 ? 0 : 1;
