using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using WorkflowResilience.Redaction;

namespace WorkflowResilience.Tests.Redaction;

[TestFixture]
public sealed class SecretsTests
{
    private const int Seed = 20260104;

    private static readonly Regex s_ticket = new("ACME-(?<secret>[0-9]{6})", RegexOptions.NonBacktracking);

    [Test]
    public void A_literal_is_replaced_as_it_is_and_encoded_for_URLs_JSON_HTML_and_base64()
    {
        string literal = "a/b+c\"d&e " + Secret.Make(new Random(Seed), 20);
        Added(literal, () =>
        {
            string[] forms =
            [
                literal, Uri.EscapeDataString(literal), Uri.EscapeDataString(literal).ToLowerInvariant().Replace(literal[10..].ToLowerInvariant(), literal[10..], StringComparison.Ordinal),
                System.Net.WebUtility.UrlEncode(literal), JsonSerializer.Serialize(literal)[1..^1], System.Net.WebUtility.HtmlEncode(literal),
            ];
            foreach (string form in forms) FailureText.Redact($"x {form} y").Should().Be("x *** y");
        });
    }

    [TestCase("")]
    [TestCase("x")]
    [TestCase("xy")]
    public void A_literal_is_found_in_base64_whatever_stands_around_it(string before)
    {
        string literal = Secret.Make(new Random(Seed), 24);
        Added(literal, () =>
        {
            foreach (string after in new[] { "", "1", "12" })
            {
                string text = Convert.ToBase64String(Encoding.UTF8.GetBytes(before + literal + after));

                FailureText.Redact(text).Should().Contain("***").And.Match(r => r.Length < 14, "little but the neighbours' bits may stay: {0}", text);
            }
        });
    }

    [Test]
    public void Literals_that_overlap_become_one_marker() =>
        Added("abcdef", () => Added("defghi", () => FailureText.Redact("1abcdefghi2abcdef").Should().Be("1***2***")));

    [Test]
    public void A_removed_literal_stays_in_the_text()
    {
        string literal = Secret.Make(new Random(Seed), 8);
        Added(literal, () => { });

        FailureText.Redact($"x {literal}").Should().EndWith(literal);
        Secrets.Remove(literal).Should().BeFalse();
    }

    [TestCase("q9z8y")]
    [TestCase("********")]
    [TestCase("*** ***")]
    public void A_literal_that_would_be_found_everywhere_is_refused_without_repeating_it(string literal)
    {
        Action add = () => Secrets.Add(literal);

        add.Should().Throw<ArgumentException>().Which.Message.Should().NotContain(literal);
    }

    [Test]
    public void There_are_at_most_1024_literals_and_a_text_takes_no_longer_for_them()
    {
        var random = new Random(Seed);
        string[] literals = [.. Enumerable.Range(0, Secrets.MaxLiterals).Select(_ => Secret.Make(random, 20))];
        try
        {
            foreach (string literal in literals) Secrets.Add(literal);
            Action oneMore = () => Secrets.Add("one more of them");

            oneMore.Should().Throw<InvalidOperationException>();
            string text = string.Concat(Enumerable.Repeat(literals[0][..19] + literals[1][..10], 30_000)) + literals[^1];
            var clock = System.Diagnostics.Stopwatch.StartNew();
            FailureText.Redact(text).Should().EndWith("***");
            clock.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(10));
        }
        finally
        {
            foreach (string literal in literals) Secrets.Remove(literal);
        }
    }

    [Test]
    public void Shapes_of_the_host_are_replaced()
    {
        string token = Secret.Make(new Random(Seed), 32);
        SecretShape[] shapes = [SecretShape.Token("acme_", SecretCharset.Alphanumeric, 32, 64), SecretShape.Named("x-acme-phrase"), SecretShape.Matching(s_ticket)];
        foreach (SecretShape shape in shapes) Secrets.Add(shape);
        try
        {
            FailureText.Redact($"got acme_{token}!").Should().Be("got ***!");
            FailureText.Redact($"acme_{token[..31]}").Should().StartWith("acme_");
            FailureText.Redact("X-Acme-Phrase: sesame1 then").Should().Be("X-Acme-Phrase: *** then");
            FailureText.Redact("MY_X_ACME_PHRASE=sesame").Should().Be("MY_X_ACME_PHRASE=***");
            FailureText.Redact("see ACME-123456.").Should().Be("see ACME-***.");
            FailureText.RedactNamed("x_acme_phrase", "sesame").Should().Be("***");
        }
        finally
        {
            foreach (SecretShape shape in shapes) Secrets.Remove(shape).Should().BeTrue();
        }
    }

    [Test]
    public void Shapes_that_could_be_slow_or_found_everywhere_are_refused()
    {
        new Action(() => SecretShape.Matching(new Regex("(?:a+)+$", RegexOptions.None, TimeSpan.FromSeconds(1)))).Should().Throw<ArgumentException>().WithMessage("*NonBacktracking*");
        new Action(() => SecretShape.Token("ab", SecretCharset.Hex, 1, 2)).Should().Throw<ArgumentException>();
        new Action(() => SecretShape.Token("abc", SecretCharset.Hex, 0, 2)).Should().Throw<ArgumentOutOfRangeException>();
        new Action(() => SecretShape.Token("abc", SecretCharset.Hex, 3, 2)).Should().Throw<ArgumentOutOfRangeException>();
        new Action(() => SecretShape.Named("a b")).Should().Throw<ArgumentException>();
    }

    [TestCase("DB_PASSWORD", "swordfish", "***")]
    [TestCase("Authorization", "Basic x", "***")]
    [TestCase("Set-Cookie", "a=b", "***")]
    [TestCase("api_key", "q", "***")]
    [TestCase("password", "", "")]
    [TestCase("password", "${DB_PASSWORD}", "${DB_PASSWORD}")]
    [TestCase("max_tokens", "4096", "4096")]
    [TestCase("hasToken", "true", "true")]
    [TestCase("path", "/usr/bin", "/usr/bin")]
    [TestCase("url", "https://a:b1@host", "https://***@host")]
    public void A_value_is_replaced_as_a_whole_when_its_name_holds_secrets(string name, string value, string expected) => FailureText.RedactNamed(name, value).Should().Be(expected);

    private static void Added(string literal, Action test)
    {
        Secrets.Add(literal);
        try
        {
            test();
        }
        finally
        {
            Secrets.Remove(literal).Should().BeTrue();
        }
    }
}
