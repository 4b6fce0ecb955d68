using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace WorkflowResilience.Tests.Redaction;

/// <summary>Properties of a million texts: half are random, half are secrets and look-alikes that something happened to.</summary>
[TestFixture]
public sealed class HostileTextTests
{
    private const int Seed = 20260106;
    private const int Texts = 1_000_000;

    private static readonly string[] s_pieces =
    [
        "authorization", "://", @":\/\/", "https", "?", "&", "=", ":", "@", "/", "#", "'", "\"", "`", "[", "]", "{", "}", "(", ")", ",", ";", ".", " ", "\t", "\n", "\\", "\\\"", "\\u0022",
        "%3A", "%20", "%22", "+", ">", "<", "***", "Bearer ", "Basic ", "a=b", "x", "1", "é", "\ud83d", "\ude00", "password", "token", "api_key", "secret", "Cookie: ", "sig=", "|", "is ", " -p ",
        "-----BEGIN PRIVATE KEY-----", "-----END PRIVATE KEY-----", "eyJ", "login ", "curl -u ", "value", "&quot;", "|\n  ", "\u001b[31m", "'-p', '", "echo ", "| sudo -S ", "<<<", "</key><string>", "name=\"password\"\n\n", "string(9) \"", "&lt;", "$", "${", "*", "-", "--",
    ];

    [Test]
    public void A_million_texts_are_redacted_once_and_for_all_and_none_is_withheld()
    {
        long withheld = FailureText.WithheldCount;
        Parallel.For(0, 4, part =>
        {
            var random = new Random(Seed + part);
            for (int i = 0; i < Texts / 4; i++)
            {
                string text = Next(random);
                string once = FailureText.Redact(text);
                if (!ReferenceEquals(FailureText.Redact(once), once)) throw new InvalidOperationException($"seed {Seed + part}, text {i} is redacted further the second time: {text}");
            }
        });

        FailureText.WithheldCount.Should().Be(withheld);
    }

    [Test]
    public void Time_grows_linearly_whatever_a_text_repeats()
    {
        string[] pieces =
        [
            .. s_pieces, "token_", "eyJaaaaaaaaaaaaa.", "eyJaaaaaaaaaaaaa.bbbbbbbbbbbbb", "http://a:", "http://a:b@", "-----BEGIN ", "password=", "password=\"", "token=\\\"", "token=${", "password=$(",
            "authorization: ${a", "authorization:[", "glpat-", "xoxb-", "sk-", "MTIz", "a@tcp(", "jdbc:oracle:thin:", " login -p", "curl -u ", "password: |\n", "login x password ", "&lt;password&gt;a",
            "<password>a", "password\",\"value\":", "password%22", "password&quot;", "bearer ", "LS0tLS1CRUdJTiBDRVJU", "$2y$", "Pwd=a b;", "token=[", "password is ",
            "\"-p\",\"", "\"-p%22,%22", "login '-p','", "chpasswd <<<", "chpasswd<<<\"", "echo a|sudo -S", "htpasswd -b ", "rabbitmqctl add_user ", "\u001b[31m", "\u001b[31mpassword", "name=\"password\"\n\n",
            "apikey</k><s>", "password=>string(9) \"", "[password, ",
        ];
        foreach (string piece in pieces)
        {
            string text = string.Concat(Enumerable.Repeat(piece, 1_000_000 / piece.Length));
            var clock = Stopwatch.StartNew();

            FailureText.Redact(text).Should().NotBe(FailureText.Withheld);

            // Quadratic work on a million characters would take minutes.
            clock.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(5), "'{0}' is repeated", piece);
        }
    }

    [Test]
    public void A_text_without_secrets_costs_no_allocation()
    {
        string[] lines = [.. LookAlikes.All.Select(l => Drawn.Fill(l, new Random(Seed)))];
        foreach (string line in lines) FailureText.Redact(line).Should().BeSameAs(line);

        long before = GC.GetAllocatedBytesForCurrentThread();
        foreach (string line in lines) FailureText.Redact(line);

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().Be(0);
    }

    private static string Next(Random random) => random.Next(4) switch
    {
        0 => string.Create(random.Next(0, 80), random, static (span, r) =>
        {
            foreach (ref char c in span) c = (char)(r.Next(4) == 0 ? r.Next(0, 65_536) : r.Next(32, 127));
        }),
        1 => string.Concat(Enumerable.Range(0, random.Next(1, 30)).Select(_ => s_pieces[random.Next(s_pieces.Length)])),
        _ => Mutated(random),
    };

    private static string Mutated(Random random)
    {
        string text = Line(random);
        for (int n = random.Next(1, 4); n > 0; n--)
        {
            text = random.Next(9) switch
            {
                0 => text[..random.Next(text.Length + 1)],
                1 => text[random.Next(text.Length + 1)..],
                2 => text + s_pieces[random.Next(s_pieces.Length)] + Line(random),
                3 => s_pieces[random.Next(s_pieces.Length)] + text + s_pieces[random.Next(s_pieces.Length)],
                4 => Uri.EscapeDataString(text.Replace("\ud83d", "", StringComparison.Ordinal).Replace("\ude00", "", StringComparison.Ordinal)),
                5 => JsonSerializer.Serialize(text),
                6 => text.ToUpper(CultureInfo.InvariantCulture),
                7 => text.Insert(random.Next(text.Length + 1), s_pieces[random.Next(s_pieces.Length)]),
                _ => System.Net.WebUtility.HtmlEncode(text),
            };
        }

        return text;
    }

    private static string Line(Random random) => Drawn.Line(SecretLines.All[random.Next(SecretLines.All.Length)], random).Line;
}
