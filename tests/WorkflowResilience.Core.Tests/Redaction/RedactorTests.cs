namespace WorkflowResilience.Tests.Redaction;

[TestFixture]
public sealed class RedactorTests
{
    private const int Seed = 20260101;

    /// <summary>Texts around a secret, written §, and what must come out.</summary>
    private static readonly string[][] s_shapes =
    [
        ["https://user:§@host.example/path", "https://***@host.example/path"],
        ["https://§@host.example/path", "https://***@host.example/path"],
        ["https://:§@host.example", "https://***@host.example"],
        ["fatal: unable to access 'https://bob:§@host.example/r.git/': 403", "fatal: unable to access 'https://***@host.example/r.git/': 403"],
        ["https://user:§/with/slashes@host.example/path", "https://***@host.example/path"],
        ["https://user:§#and?more@host.example/path", "https://***@host.example/path"],
        ["https://user:§@at@host.example/path", "https://***@host.example/path"],
        ["postgres://app:§@db.example:5432/main?sslmode=require", "postgres://***@db.example:5432/main?sslmode=require"],
        ["git+ssh://git:§@host.example/r", "git+ssh://***@host.example/r"],
        [@"{""url"":""https:\/\/user:§@host.example\/path""}", @"{""url"":""https:\/\/***@host.example\/path""}"],
        ["HTTPS://USER:§@HOST.EXAMPLE", "HTTPS://***@HOST.EXAMPLE"],
        ["two https://a:§@one.example and https://b:§@two.example", "two https://***@one.example and https://***@two.example"],
        ["GET https://api.example/v1?token=§&page=2 failed", "GET https://api.example/v1?token=***&page=2 failed"],
        ["(https://api.example/v1?token=§).", "(https://api.example/v1?token=***)."],
        ["'https://api.example/v1?token=§': 403", "'https://api.example/v1?token=***': 403"],
        ["https://api.example/v1?token=§#section", "https://api.example/v1?token=***"],
        ["https://api.example/hook?§", "https://api.example/hook?***"],
        ["GET /v1/items?access_token=§ HTTP/1.1", "GET /v1/items?access_token=*** HTTP/1.1"],
        ["{\"uri\":\"https://api.example/?a=1\\u0026sig=§\"}", "{\"uri\":\"https://api.example/?a=1\\u0026sig=***\"}"],
        ["https://login.example/?next=https://u:§@inner.example/&x=1", "https://login.example/?next=https://***@inner.example/&x=1"],
        ["https://api.example/?authorization=Bearer §", "https://api.example/?authorization=***"],
        ["https://api.example/?authorization=Bearer%20§", "https://api.example/?authorization=***"],
        ["https://api.example/?a=1&authorization: Bearer §", "https://api.example/?a=1&authorization: ***"],
        ["Authorization: Bearer §", "Authorization: ***"],
        ["authorization: bearer §", "authorization: ***"],
        ["Authorization:Bearer §", "Authorization:***"],
        ["Authorization: §", "Authorization: ***"],
        ["Authorization = Basic §==", "Authorization = ***"],
        ["Proxy-Authorization: Basic §=", "Proxy-Authorization: ***"],
        ["Authorization: token §\r\nAccept: text/plain", "Authorization: ***\r\nAccept: text/plain"],
        ["sent Authorization: Bearer § to the host", "sent Authorization: *** to the host"],
        ["curl -H 'Authorization: Bearer §' -H 'Accept: text/plain'", "curl -H 'Authorization: ***' -H 'Accept: text/plain'"],
        ["curl -H \"Authorization: Bearer §\" https://host.example", "curl -H \"Authorization: ***\" https://host.example"],
        ["{\"authorization\":\"Bearer §\",\"accept\":\"x\"}", "{\"authorization\":\"***\",\"accept\":\"x\"}"],
        ["{ \"Authorization\" : [ \"Bearer §\", \"Bearer §\" ], \"x\": 1 }", "{ \"Authorization\" : [***], \"x\": 1 }"],
        ["{\"authorization\":{\"type\":\"bearer\",\"token\":\"§\"},\"x\":1}", "{\"authorization\":{***},\"x\":1}"],
        [@"{""body"":""{\""authorization\"":\""Bearer §\""}""}", @"{""body"":""{\""authorization\"":\""***\""}""}"],
        ["{\"body\":\"{\\u0022authorization\\u0022:\\u0022Bearer §\\u0022}\"}", "{\"body\":\"{\\u0022authorization\\u0022:\\u0022***\\u0022}\"}"],
        ["{'Authorization': 'Bearer §', 'Accept': '*/*'}", "{'Authorization': '***', 'Accept': '*/*'}"],
        ["{b'Authorization': b'Bearer §'}", "{b'Authorization': b'***'}"],
        ["('Authorization', 'Bearer §')", "('Authorization', '***')"],
        ["[Authorization, Bearer §]", "[Authorization, ***]"],
        ["headers[\"Authorization\"] = \"Bearer §\"", "headers[\"Authorization\"] = \"***\""],
        ["'Authorization' => 'Bearer §'", "'Authorization' => '***'"],
        ["Authorization%3A%20Bearer%20§", "Authorization%3A%20***"],
        ["Authorization=Bearer+§", "Authorization=***"],
        ["HTTP_AUTHORIZATION=Basic §", "HTTP_AUTHORIZATION=***"],
        ["Authorization: Digest username=\"u v\", realm=\"r\", response=\"§\", nc=1 then", "Authorization: *** then"],
        ["Authorization: AWS4-HMAC-SHA256 Credential=a/b, SignedHeaders=host, Signature=§", "Authorization: ***"],
        ["Authorization: SharedAccessSignature sr=a&sig=§&se=1", "Authorization: ***"],
        [@"Authorization: Basic ab\/§", "Authorization: ***"],
        ["Authorization: \"Bearer §", "Authorization: \"***"],
    ];

    private static readonly string[] s_harmless =
    [
        "",
        "nothing to hide",
        "commit 4b825dc642cb6eb9a060e54bf8d69288fbee4904",
        "/home/build/src/App/Program.cs(12,34): error CS0103: The name 'x' does not exist",
        @"C:\build\src\Authorization\Policy.cs",
        "Microsoft.AspNetCore.Authorization.DefaultAuthorizationService",
        "Authorization failed",
        "authorization and authentication differ; authorization, in short, comes second",
        "version 1.2.3-beta.4+build.5",
        "https://host.example:8443/path/@scope/package@1.2.3",
        "https://host.example/path/to#fragment",
        "http://[::1]:5000/health",
        "see https://host.example.",
        "ssh://git@host.example/team/repo.git",
        "git@host.example:team/repo.git",
        "mail bob@host.example, or ask: really?",
        "is it 1=1? x=2",
        "a ? b = c : d",
        "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "2026-01-02T03:04:05Z [info] took 00:00:30",
        "WWW-Authenticate: Bearer realm=x",
        "https://host.example/service?wsdl",
        "https://***@host.example/?a=***&b=***",
        "Authorization: ***",
        "://",
        "?",
        "?=",
        "authorization:",
    ];

    [TestCaseSource(nameof(s_shapes))]
    public void A_secret_is_replaced_and_what_is_around_it_stays(string shape, string expected)
    {
        string secret = Secret.Make(new Random(Seed), 40);

        FailureText.Redact(shape.Replace("§", secret, StringComparison.Ordinal)).Should().Be(expected);
    }

    [TestCaseSource(nameof(s_shapes))]
    public void Redacting_twice_changes_nothing_more(string shape, string expected) =>
        FailureText.Redact(expected).Should().BeSameAs(expected, "'{0}' is the outcome of redacting '{1}'", expected, shape);

    [TestCaseSource(nameof(s_harmless))]
    public void A_text_without_secrets_comes_back_as_the_same_instance(string text) => FailureText.Redact(text).Should().BeSameAs(text);

    [Test]
    public void A_text_without_secrets_costs_no_allocation()
    {
        string text = string.Join('\n', s_harmless);
        FailureText.Redact(text);

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++) FailureText.Redact(text);

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().Be(0);
    }

    [Test]
    public void Random_texts_of_tricky_pieces_are_redacted_once_and_for_all()
    {
        string[] pieces =
        [
            "authorization", "Authorization", "Proxy-Authorization", "://", ":\\/\\/", "https", "?", "&", "=", ":", "@", "/", "#", "'", "\"", "`", "[", "]", "{", "}", "(", ")",
            ",", ";", ".", " ", "\t", "\n", "\\", "\\\"", "\\u0022", "%3A", "%20", "+", ">", "***", "Bearer", "Basic", "Digest", "git", "b", "a=b", "x", "1", "user", "é", "\ud83d", "\ude00",
        ];
        var random = new Random(Seed);
        for (int round = 0; round < 10_000; round++)
        {
            string text = string.Concat(Enumerable.Range(0, random.Next(1, 40)).Select(_ => random.Next(10) == 0 ? Secret.Make(random, 20) : pieces[random.Next(pieces.Length)]));

            string once = FailureText.Redact(text);

            FailureText.Redact(once).Should().BeSameAs(once, "seed {0}, round {1}, text '{2}'", Seed, round, text);
            once.Should().NotBe(FailureText.Withheld, "seed {0}, round {1}, text '{2}'", Seed, round, text);
        }
    }

    [Test]
    public void No_secret_survives_between_random_neighbours()
    {
        string[] before = ["", "x ", "(", "\"", "'", "at 10:00: ", "https://plain.example/ ", "what? ", "\n", "=", "[", "a?b=c ", "***"];
        string[] after = ["", " x", ")", "\"", "'", ", then", ". ", "\n", "\r\nHost: x", "]", " https://other.example/?q=1", ": failed"];
        var random = new Random(Seed);
        for (int round = 0; round < 10_000; round++)
        {
            string secret = Secret.Make(random, random.Next(16, 80));
            string shape = s_shapes[random.Next(s_shapes.Length)][0];
            string text = before[random.Next(before.Length)] + shape.Replace("§", secret, StringComparison.Ordinal) + after[random.Next(after.Length)];

            string redacted = FailureText.Redact(text);

            Secret.LeaksFrom(secret, redacted).Should().BeFalse("seed {0}, round {1}, shape '{2}', text '{3}' gave '{4}'", Seed, round, shape, text, redacted);
        }
    }

    [TestCase("http://a:")]
    [TestCase("http://a:b/")]
    [TestCase("x?")]
    [TestCase("?a")]
    [TestCase("?)")]
    [TestCase("?a=b&")]
    [TestCase("authorization:")]
    [TestCase("authorization: a, ")]
    [TestCase("authorization=\"")]
    [TestCase("authorization:[")]
    [TestCase("[authorization,")]
    [TestCase("=\"")]
    [TestCase("@")]
    [TestCase("://")]
    public void Time_grows_linearly_on_hostile_input(string piece)
    {
        string small = string.Concat(Enumerable.Repeat(piece, 20_000 / piece.Length));
        string large = string.Concat(Enumerable.Repeat(piece, 1_000_000 / piece.Length));
        FailureText.Redact(small);
        var clock = System.Diagnostics.Stopwatch.StartNew();

        FailureText.Redact(large);

        // Quadratic work on a million characters would take minutes.
        clock.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(5));
    }

    [Test]
    public void Time_grows_linearly_when_punctuation_follows_many_question_marks()
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();

        FailureText.Redact(string.Concat(new string('?', 300_000), new string(')', 300_000)));

        clock.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(5));
    }

    [Test]
    [NonParallelizable]
    public void When_redaction_breaks_nothing_of_the_text_comes_out_and_it_is_counted()
    {
        long before = FailureText.WithheldCount;

        FailureText.Guarded("secret", _ => throw new InvalidOperationException("broken")).Should().Be(FailureText.Withheld);

        FailureText.WithheldCount.Should().Be(before + 1);
    }

    [Test]
    public void The_placeholder_of_a_withheld_text_is_redacted_no_further() => FailureText.Redact(FailureText.Withheld).Should().BeSameAs(FailureText.Withheld);
}
