using System.Text;
using WorkflowResilience.Analysis;

namespace WorkflowResilience.Tests.Analysis.Patterns;

/// <summary>What a file may say, and where and why it is refused.</summary>
[TestFixture]
public sealed class PackReaderTests
{
    private static IEnumerable<TestCaseData> Wrong()
    {
        yield return Case("no JSON", "hello", "$", "invalid start of a value");
        yield return Case("half a file", """{ "schema": 1, "pack": "acme", "ver""", "$", " ");
        yield return Case("empty", "", "$", " ");
        yield return Case("null", "null", "$", "null where a pack belongs");
        yield return Case("unknown key", """{ "schema": 1, "pack": "acme", "version": "1.0.0", "pattern": [] }""", "$.pattern", "pattern");
        yield return Case("missing key", """{ "schema": 1, "pack": "acme" }""", "$", "version");
        yield return Case("schema", """{ "schema": 2, "pack": "acme", "version": "1.0.0" }""", "schema", "The schema 2 is not known here; 1 is.");
        yield return Case("null pattern", """{ "schema": 1, "pack": "acme", "version": "1.0.0", "patterns": [ null ] }""", "patterns[0]", "null where a pattern belongs");
        yield return One("category", """ "category": "Weather" """, "category", "'Weather' is none of ");
        yield return One("says", """ "category": "Network", "says": "maybe" """, "says", "'maybe' is none of Cause, Symptom, Assertion, Wrapper.");
        yield return One("scope", """ "category": "Network", "scope": "page" """, "scope", "'page' is none of Line, Near, Text.");
        yield return One("a number for a word", """ "category": "3" """, "category", "'3' is none of ");
        yield return One("link", """ "category": "Network", "link": "docs/acme" """, "link", "no web address");
        yield return One("action", """ "category": "Network", "recommendations": [ { "action": "Pray", "text": "x" } ] """, "recommendations[0].action", "'Pray' is none of ");
        yield return One("takes", """ "category": "Network", "recommendations": [ { "action": "AutoRetry", "text": "x", "takes": "soon" } ] """, "recommendations[0].takes", "soon");
        yield return One("absent field", """ "category": "Network", "when": [ { "field": "status", "exists": false } ] """, "when[0].exists", "cannot ask that a field is absent");
        yield return One("compares with nothing", """ "category": "Network", "when": [ { "field": "status" } ] """, "when[0]", "compares with nothing");
        yield return One("condition's literal", """ "category": "Network", "when": [ { "field": "status", "matches": "{text}" } ] """, "when[0].matches", "all wildcards");
    }

    [TestCaseSource(nameof(Wrong))]
    public void What_is_wrong_is_told_with_file_place_and_reason(string json, string path, string reason)
    {
        PackProblem problem = Packs.Refused(() => PatternPack.Read(Encoding.UTF8.GetBytes(json), "acme.json"))[0];

        problem.Source.Should().Be("acme.json");
        problem.Path.Should().StartWith(path);
        problem.Reason.Should().NotBeEmpty().And.MatchRegex(System.Text.RegularExpressions.Regex.Escape(reason));
    }

    [Test]
    public void Every_member_is_read()
    {
        FailurePattern pattern = PatternPack.Read(Encoding.UTF8.GetBytes("""
            {
              // Comments and trailing commas are welcome.
              "schema": 1, "pack": "acme", "version": "1.2.0", "disable": [],
              "patterns": [ {
                "id": "acme.slot", "title": "The slot is taken", "category": "ResourceExhaustion", "transient": true, "tier": 3, "says": "symptom",
                "any": ["slot {id} is taken"], "all": ["acme-deploy"], "unless": ["dry run only"], "scope": "near", "ordinal": true,
                "exitCodes": [3], "status": [409], "exceptions": ["SlotException"],
                "when": [ { "field": "stage", "equals": "Deploy" }, { "field": "attempts", "greater": 1, "less": 9 }, { "field": "region", "exists": true, "contains": "eu", "matches": "eu-{id}" } ],
                "factors": ["Two pipelines"], "recommendations": [ { "action": "AutoRetry", "text": "Wait.", "takes": "10m" }, { "action": "CleanUp", "text": "Free it.", "automatic": true, "priority": 7 } ],
                "link": "https://wiki.example/slots", "owner": "platform", "since": "2026-11",
                "tests": { "match": ["acme-deploy: slot blue is taken"], "noMatch": ["acme-deploy: slot blue is taken (dry run only)"] },
              } ]
            }
            """), "acme.json").Patterns[0];

        pattern.Should().BeEquivalentTo(new FailurePattern
        {
            Id = "acme.slot",
            Title = "The slot is taken",
            Category = FailureCategory.ResourceExhaustion,
            Verdict = FailureVerdict.Transient,
            Tier = 3,
            Says = PatternMeaning.Symptom,
            Any = ["slot {id} is taken"],
            All = ["acme-deploy"],
            Unless = ["dry run only"],
            Scope = PatternScope.Near,
            IsOrdinal = true,
            ExitCodes = [3],
            StatusCodes = [409],
            ExceptionTypes = ["SlotException"],
            When = [],
            Factors = ["Two pipelines"],
            Recommendations =
            [
                new(RecoveryAction.AutoRetry, "Wait.") { Takes = TimeSpan.FromMinutes(10), IsAutomatic = true, Priority = 1 },
                new(RecoveryAction.CleanUp, "Free it.") { IsAutomatic = true, Priority = 7 },
            ],
            Link = new Uri("https://wiki.example/slots"),
            Owner = "platform",
            Since = "2026-11",
            Matches = ["acme-deploy: slot blue is taken"],
            MatchesNot = ["acme-deploy: slot blue is taken (dry run only)"],
        }, options => options.Excluding(p => p.When));
        pattern.When.Select(c => (c.GetType().Name, c.Field)).Should().Equal(
            ("EqualTo", "stage"), ("Greater", "attempts"), ("Less", "attempts"), ("Contains", "region"), ("Exists", "region"), ("Matches", "region"));
    }

    [Test]
    public void A_byte_order_mark_is_no_problem() => PatternPack.Read([0xEF, 0xBB, 0xBF, .. Packs.Json(Packs.Pattern())], "acme.json").Patterns.Should().ContainSingle();

    [Test]
    public void A_file_that_cannot_be_read_is_refused_with_its_path()
    {
        PackProblem problem = Packs.Refused(() => PatternPack.Load("/no/such/acme.json")).Single();

        problem.ToString().Should().StartWith("/no/such/acme.json: $: The file cannot be read: ");
    }

    private static TestCaseData Case(string name, string json, string path, string reason) => new TestCaseData(json, path, reason).SetArgDisplayNames(name);

    private static TestCaseData One(string name, string members, string path, string reason) => Case(
        name, Encoding.UTF8.GetString(Packs.Json($$"""{ "id": "acme.x", "title": "T", "any": ["acme is wrong"], "tests": { "match": ["acme is wrong"] }, {{members}} }""")), $"patterns[0] acme.x: {path}", reason);
}
