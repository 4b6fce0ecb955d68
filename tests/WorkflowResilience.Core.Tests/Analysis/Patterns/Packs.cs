using System.Text;
using WorkflowResilience.Analysis;

namespace WorkflowResilience.Tests.Analysis.Patterns;

/// <summary>Packs to try things with.</summary>
internal static class Packs
{
    internal const string Literal = "acme-deploy: slot {id} is locked by build {digits}", Example = "acme-deploy: slot blue is locked by build 4711";

    internal static FailurePattern Slot { get; } = FailurePattern.Cause("acme.slot-locked", FailureCategory.Infrastructure, "Another deployment holds the slot", Literal) with
    {
        Verdict = FailureVerdict.Transient,
        Matches = [Example],
    };

    internal static PatternPack Acme(params FailurePattern[] patterns) => PatternPack.Of("acme", "1.0.0", patterns);

    internal static IReadOnlyList<PackProblem> Refused(Action action) => action.Should().Throw<PatternPackException>().Which.Problems;

    internal static IReadOnlyList<PackProblem> Refused(FailurePattern pattern) => Refused(() => Acme(pattern));

    internal static byte[] Json(string pattern, string pack = "acme", string more = "") =>
        Encoding.UTF8.GetBytes($$"""{ "schema": 1, "pack": "{{pack}}", "version": "1.0.0", {{more}} "patterns": [ {{pattern}} ] }""");

    internal static string Pattern(string id = "acme.slot-locked", string literal = Literal, string example = Example, string more = "") =>
        $$"""{ "id": "{{id}}", "title": "It is so", "category": "Infrastructure", "any": ["{{literal}}"], {{more}} "tests": { "match": ["{{example}}"] } }""";
}
