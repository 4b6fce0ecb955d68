using WorkflowResilience.Tests.Redaction;

namespace WorkflowResilience.Tests.Failures;

[TestFixture]
public sealed class LineRedactorTests
{
    private const string Begin = "-----BEGIN RSA " + "PRIVATE KEY-----", End = "-----END RSA " + "PRIVATE KEY-----";

    private static readonly Random s_random = new(20261123);

    [TestCase("")]
    [TestCase("    ")]
    [TestCase("web-1  | ")]
    [TestCase("2026-01-02T03:04:05Z stdout F ")]
    public void A_private_key_over_many_lines_is_gone_whatever_stands_before_its_lines(string prefix)
    {
        var redactor = new LineRedactor();
        string[] body = [.. Enumerable.Range(0, 24).Select(i => Secret.Make(s_random, 64)), Secret.Make(s_random, 60) + "=="];

        string[] told = [.. ((string[])["reading the key", prefix + Begin, .. body.Select(line => prefix + line), prefix + End, "the key was refused"]).Select(redactor.Redact)];

        told[0].Should().Be("reading the key");
        told[^1].Should().Be("the key was refused");
        foreach (string line in body) told.Should().NotContain(t => Secret.LeaksFrom(line, t));
    }

    [Test]
    public void Headers_and_empty_lines_of_a_key_do_not_end_it()
    {
        var redactor = new LineRedactor();
        string body = Secret.Make(s_random, 64);

        string[] told = [.. ((string[])[Begin, "Proc-Type: 4,ENCRYPTED", "DEK-Info: AES-128-CBC,0123", "", body, End + " and more"]).Select(redactor.Redact)];

        told[4].Should().Be("***");
        told[5].Should().Be("*** and more");
    }

    [Test]
    public void A_key_that_was_cut_off_does_not_swallow_what_stands_before_the_next()
    {
        var redactor = new LineRedactor();
        redactor.Redact(Begin + Secret.Make(s_random, 64));

        redactor.Redact($"second key: {Begin}\\n{Secret.Make(s_random, 64)}\\n{End}").Should().Be("second key: ***");
    }

    [Test]
    public void Hashes_behind_a_key_that_was_cut_off_are_no_part_of_it()
    {
        string commit = "commit " + string.Concat(Enumerable.Repeat("0a1b2c3d", 5)), integrity = "integrity sha512-" + Secret.Make(s_random, 86) + "==";
        LineRedactor real = new(), escaped = new();
        real.Redact(Begin);
        escaped.Redact($"key: {Begin}\\n{Secret.Make(s_random, 64)}\\n{Secret.Make(s_random, 20)}").Should().Be("key: ***");

        real.Redact(commit).Should().Be(commit);
        escaped.Redact(integrity).Should().Be(integrity);
    }

    [Test]
    public void A_key_that_was_cut_off_does_not_swallow_what_follows()
    {
        var redactor = new LineRedactor();

        string[] told = [.. ((string[])[Begin, Secret.Make(s_random, 64), "error: the file ends too early", "done"]).Select(redactor.Redact)];

        told[1].Should().Be("***");
        told[2..].Should().Equal("error: the file ends too early", "done");
    }

    [Test]
    public void The_last_short_line_of_a_key_is_gone_as_well()
    {
        var redactor = new LineRedactor();

        string[] told = [.. ((string[])[Begin, Secret.Make(s_random, 64), "aB3=", End]).Select(redactor.Redact)];

        told[2].Should().Be("***");
    }

    [Test]
    public void A_line_without_secrets_comes_back_as_the_same_instance()
    {
        string line = new([.. "nothing to hide"]);
        new LineRedactor().Redact(line).Should().BeSameAs(line);
    }

    [Test]
    public void Other_secrets_are_redacted_line_by_line() =>
        new LineRedactor().Redact("GET https://bob:" + Secret.Make(s_random, 12) + "@host.example/").Should().Be("GET https://***@host.example/");
}
