using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using WorkflowResilience.Analysis;

namespace WorkflowResilience.Tests.Docs;

/// <summary>The page on patterns lists what there is, and its packs can be used.</summary>
[TestFixture]
public sealed partial class PatternsPageTests
{
    private const string Page = "docs/patterns.md";

    [Test]
    public void The_packs_shown_are_taken()
    {
        string[] packs = [.. Block().Matches(DocsFolder.Read(Page)).Select(m => m.Groups["text"].Value).Where(text => text.Contains("schema", StringComparison.Ordinal))];

        packs.Should().HaveCount(2);
        _ = new PatternLibrary(packs.Select(text => PatternPack.Read(Encoding.UTF8.GetBytes(text), Page)));
    }

    [Test]
    public void The_code_shown_is_taken()
    {
        var library = new PatternLibrary();

        Snippets.PatternsOfAHost(library);

        new FailureAnalyzer(library).Diagnose("error: acme-deploy: slot blue is locked by build 4711")!.Pack.Should().Be("acme 1.0.0");
        library.Find("git.host-key")!.Title.Should().StartWith("The runner image");
        library.Find("docker.platform-warning").Should().BeNull();
    }

    [Test]
    public void Every_key_of_a_pack_and_of_a_pattern_has_its_row_and_every_row_its_key()
    {
        Names("key of a pack").Should().Equal(Keys(typeof(PackDocument)), (shown, key) => shown == key);
        Names("key of a pattern").Should().BeEquivalentTo(Keys(typeof(PatternDocument)));
        foreach (Type part in (Type[])[typeof(AdviceDocument), typeof(TestsDocument), typeof(ConditionDocument)])
            foreach (string key in Keys(part)) DocsFolder.Read(Page).Should().MatchRegex($"[`\"]{key}[`\"]");
    }

    [Test]
    public void Every_field_that_a_condition_may_ask_for_has_its_row_and_every_row_its_field()
    {
        string code = DocsFolder.Read("src/WorkflowResilience.Core/Analysis/Diagnosis/ContextFields.cs");

        Names("field").Should().Equal(Field().Matches(code).Select(m => m.Groups["name"].Value));
    }

    [Test]
    public void Every_word_that_may_stand_for_something_is_on_the_page()
    {
        string page = DocsFolder.Read(Page);
        foreach (string word in Enum.GetNames<FailureCategory>().Concat(Enum.GetNames<RecoveryAction>())) page.Should().Contain($"`{word}`");
        foreach (string word in Enum.GetNames<PatternMeaning>().Concat(Enum.GetNames<PatternScope>())) page.Should().Contain($"`{word.ToLowerInvariant()}`");
    }

    [Test]
    public void The_times_of_following_a_folder_are_those_of_the_schedule()
    {
        (RereadSchedule.Quiet, RereadSchedule.MostQuiet, RereadSchedule.Poll, RereadSchedule.PollUntold, RereadSchedule.Retries)
            .Should().Be((TimeSpan.FromMilliseconds(250), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(2), 3));
    }

    internal static string Refusal()
    {
        FailurePattern full = FailurePattern.Cause("acme.full", FailureCategory.ResourceExhaustion, "It is full", "oom");
        FailurePattern limit = FailurePattern.Cause("acme.limit", FailureCategory.RateLimiting, "It is too much") with
        {
            Tier = 5,
            When = [PatternCondition.Above("attempts", 5), PatternCondition.Below("attempts", 3)],
        };
        var pack = new PatternPack("acme", "1.0.0", [full, limit], [], "acme.json");

        return new PatternPackException(PackCheck.Of(pack)).Message;
    }

    private static IEnumerable<string> Keys(Type document) => document.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Select(p => p.GetCustomAttribute<System.Text.Json.Serialization.JsonPropertyNameAttribute>()?.Name ?? char.ToLowerInvariant(p.Name[0]) + p.Name[1..]);

    private static IEnumerable<string> Names(string heading)
    {
        string page = DocsFolder.Read(Page), table = page[page.IndexOf($"| {heading} | value |", StringComparison.Ordinal)..];
        return table.Split('\n').Skip(2).TakeWhile(line => line.StartsWith('|')).Select(line => line.Split('`')[1]);
    }

    [GeneratedRegex("^```json\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Block();

    [GeneratedRegex("^\\s+\"(?<name>[a-z_.]+)\" =>", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Field();
}
