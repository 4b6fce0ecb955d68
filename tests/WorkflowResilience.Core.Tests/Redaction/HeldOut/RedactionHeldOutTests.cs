using WorkflowResilience.Tests.Architecture;

namespace WorkflowResilience.Tests.Redaction;

/// <summary>Lines that were written without a look at the rules of the redactor: what it finds in them, and what it leaves alone.</summary>
[TestFixture]
public sealed class RedactionHeldOutTests
{
    private const int Seeds = 5;
    private const double Found = 0.974;
    private const int Mistaken = 2;

    private static readonly SecretTemplate[] s_secrets = [.. Lines("secrets.txt").Select(SecretTemplate.Parse)];
    private static readonly string[] s_lookAlikes = [.. Lines("look-alikes.txt").Select(l => l.Replace('⏎', '\n'))];

    [Test]
    public void There_are_enough_lines_and_each_is_another()
    {
        s_secrets.Should().HaveCountGreaterThanOrEqualTo(150).And.OnlyHaveUniqueItems();
        s_lookAlikes.Should().HaveCountGreaterThanOrEqualTo(150).And.OnlyHaveUniqueItems();
        s_secrets.SelectMany(Draws).Should().OnlyContain(l => l.HoldsSecret && l.IsGoneFrom("") && !l.IsGoneFrom(l.Text));
    }

    [Test]
    public void Secrets_are_redacted()
    {
        int lines = 0;
        int found = 0;
        List<string> misses = [];
        foreach (SecretTemplate template in s_secrets)
        {
            SecretLine[] draws = [.. Draws(template)];
            int redacted = draws.Count(d => d.IsGoneFrom(FailureText.Redact(d.Text)));
            lines += draws.Length;
            found += redacted;
            if (redacted < draws.Length) misses.Add($"missed {draws.Length - redacted} of {draws.Length}: {template.Kind}: {template.Text}");
        }

        TestContext.Out.WriteLine($"redacted {found} of {lines} lines ({(double)found / lines:P1}); {s_secrets.Length - misses.Count} of {s_secrets.Length} templates with every seed");
        foreach (string miss in misses) TestContext.Out.WriteLine(miss);
        ((double)found / lines).Should().BeGreaterThanOrEqualTo(Found);
    }

    [Test]
    public void Look_alikes_come_back_unchanged()
    {
        (string Line, string Redacted)[] changed = [.. s_lookAlikes.Select(l => (Line: l, Redacted: FailureText.Redact(l))).Where(l => l.Line != l.Redacted)];
        TestContext.Out.WriteLine($"left alone {s_lookAlikes.Length - changed.Length} of {s_lookAlikes.Length} lines");
        foreach ((string line, string redacted) in changed) TestContext.Out.WriteLine($"changed: {line}\n     to: {redacted}");
        changed.Length.Should().BeLessThanOrEqualTo(Mistaken);
    }

    [Test]
    public void What_is_redacted_stays_as_it_is()
    {
        IEnumerable<(string Name, string Line)> lines = s_secrets.SelectMany(t => Draws(t).Select(d => (t.Text, d.Text))).Concat(s_lookAlikes.Select(l => (l, l)));
        string[] restless = [.. lines.Where(l => FailureText.Redact(l.Line) is var once && FailureText.Redact(once) != once).Select(l => l.Name).Distinct()];
        restless.Should().BeEmpty();
    }

    private static IEnumerable<SecretLine> Draws(SecretTemplate template) => Enumerable.Range(0, Seeds).Select(seed => template.Draw((Array.IndexOf(s_secrets, template) * Seeds) + seed));

    private static string[] Lines(string file) => File.ReadAllText(SourceTree.Tests(Path.Combine("Redaction", "HeldOut", file))).Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
