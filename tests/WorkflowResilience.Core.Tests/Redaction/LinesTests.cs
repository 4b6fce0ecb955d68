namespace WorkflowResilience.Tests.Redaction;

[TestFixture]
public sealed class LinesTests
{
    private const int Seed = 20260102;

    private static readonly string[] s_secretLines = SecretLines.All;

    private static readonly string[] s_lookAlikes = LookAlikes.All;

    [TestCaseSource(nameof(s_secretLines))]
    public void Of_a_secret_no_four_characters_in_a_row_remain(string template)
    {
        var random = new Random(Seed);
        for (int round = 0; round < 20; round++)
        {
            (string line, string secret) = Drawn.Line(template, random);

            string redacted = FailureText.Redact(line);

            Secret.Remains(secret, line, redacted).Should().BeFalse("'{0}' gave '{1}' (seed {2}, round {3})", line, redacted, Seed, round);
            FailureText.Redact(redacted).Should().BeSameAs(redacted);
        }
    }

    [TestCaseSource(nameof(s_lookAlikes))]
    public void What_only_looks_like_a_secret_stays(string template)
    {
        var random = new Random(Seed);
        for (int round = 0; round < 20; round++)
        {
            string line = Drawn.Fill(template, random);

            FailureText.Redact(line).Should().BeSameAs(line, "seed {0}, round {1}", Seed, round);
        }
    }
}
