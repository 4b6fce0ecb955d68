using System.Globalization;
using System.Net;
using System.Reflection;
using System.Text.RegularExpressions;
using WorkflowResilience.Http;
using WorkflowResilience.Tests.Docs;

namespace WorkflowResilience.Tests.Http;

/// <summary>The page on HTTP says what the code does.</summary>
[TestFixture]
public sealed partial class HttpPageTests
{
    private const string Page = "docs/http.md";

    [Test]
    public void Every_option_has_a_row_with_meaning_bounds_and_default()
    {
        foreach (PropertyInfo member in typeof(HttpResilienceOptions).GetProperties(BindingFlags.Public | BindingFlags.Instance))
            DocsFolder.Rows(Page, $"`{member.Name}`").Should().ContainSingle(member.Name).Which.Should().HaveCount(4).And.NotContain("");
    }

    [Test]
    public void Every_status_is_taken_as_its_row_says()
    {
        var rules = new ResponseRules(HttpResilienceOptions.Default);
        for (int status = 200; status <= 599; status++)
        {
            using var response = new HttpResponseMessage((HttpStatusCode)status);
            bool failed = rules.TryReadFailure(response, saysLimit: false, DateTimeOffset.UnixEpoch, out FailureFacts facts);
            string[] row = Row(status);
            (failed ? "failure" : "answer").Should().Be(row[1], $"{status} stands in the row '{row[0]}'");
            if (failed) row[2].Should().Be($"`{facts.Kind.Name}`", $"of {status}");
        }
    }

    [TestCase("Default")]
    [TestCase("GitHub")]
    [TestCase("Kubernetes")]
    public void Every_preset_has_its_numbers_on_the_page(string name)
    {
        var preset = (HttpPreset)typeof(HttpPreset).GetProperty(name)!.GetValue(null)!;
        int column = Array.IndexOf(["Default", "GitHub", "Kubernetes"], name) + 1;
        Cell("attempts").Should().Be(preset.Policy.MaxAttempts.ToString(CultureInfo.InvariantCulture));
        Cell("attempt timeout / total timeout").Should().Be($"{Words(preset.Policy.AttemptTimeout!.Value)} / {Words(preset.Policy.TotalTimeout!.Value)}");
        Cell("server's delay at most").Should().Be(Words(preset.Policy.MaxServerDelay));
        Cell("rate limits on any method").Should().Be(preset.Options.RepeatRefused ? "repeated" : "by method");
        var waits = (BackoffSchedule.ExponentialBackoff)preset.Policy.Backoff;
        Cell("waits (full jitter)").Should().Be(string.Create(CultureInfo.InvariantCulture, $"{waits.Initial.TotalSeconds} s doubled to {waits.Max.TotalSeconds} s"));

        string Cell(string row) => DocsFolder.Rows(Page, row).Should().ContainSingle().Which[column];
    }

    // The row that names the status itself goes before those that name the rest of a hundred.
    private static string[] Row(int status)
    {
        string[][] rows = [.. Statuses().Matches(DocsFolder.Read(Page)).Select(m => m.Value.Trim('|', ' ').Split(" |").Select(c => c.Trim()).ToArray())];
        string text = status.ToString(CultureInfo.InvariantCulture);
        return rows.FirstOrDefault(r => r[0].Split(", ").Contains(text)) ?? rows.Single(r => r[0].Contains($"{text[0]}xx", StringComparison.Ordinal));
    }

    private static string Words(TimeSpan time) => time.TotalHours >= 1 ? $"{time.TotalHours} h" : time.TotalMinutes >= 1 ? $"{time.TotalMinutes} min" : $"{time.TotalSeconds} s";

    [GeneratedRegex(@"^\| [^|]+ \| (answer|failure) \|.*$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Statuses();
}
