using System.Diagnostics;
using System.Text;
using WorkflowResilience.Analysis;

namespace WorkflowResilience.Tests.Analysis;

/// <summary>Huge and hostile texts: bounded, linear, redacted.</summary>
[TestFixture]
public sealed class HugeLogTests
{
    // Milliseconds below which a clock and a garbage collection say more than the work.
    private const double Unmeasurable = 1;

    private const string Noise = "2026-01-02T03:04:05.1234567Z copying file number 4711 of 9000 to the volume\n";

    [TestCase(0.01)]
    [TestCase(0.5)]
    [TestCase(0.97)]
    public void The_cause_is_found_wherever_it_stands(double where)
    {
        int lines = 60_000, at = (int)(lines * where);
        var log = new StringBuilder();
        for (int i = 0; i < lines; i++) log.Append(i == at ? "java.io.IOException: No space left on device\n" : Noise);

        FailureExcerpt excerpt = LogExcerpt.Of(log.ToString());

        excerpt.Cause.Should().Be("java.io.IOException: No space left on device");
        excerpt.TotalLines.Should().Be(lines);
        excerpt.Lines.Single(l => l.Role == ExcerptRole.Cause).Number.Should().Be(at + 1);
    }

    [Test]
    public void A_text_costs_memory_for_what_is_read_of_it_and_no_more()
    {
        string text = string.Concat(Enumerable.Repeat(Noise, 400_000)) + "error: no such host";
        LogExcerpt.Of(text);
        long before = GC.GetAllocatedBytesForCurrentThread();

        LogExcerpt.Of(text);

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(4 * 1024 * 1024, "the text itself is {0:N0} characters", text.Length);
    }

    [TestCase("error: gone \n", TestName = "Every line an error")]
    [TestCase("\u001b[", TestName = "Escapes that never end")]
    [TestCase("'a ", TestName = "Quotes that never close")]
    [TestCase("a/", TestName = "One endless path")]
    [TestCase("a1-", TestName = "One endless identifier")]
    [TestCase("1:", TestName = "One endless address")]
    [TestCase("\r1", TestName = "Progress without a line feed")]
    [TestCase("Caused by: ", TestName = "One line of causes")]
    [TestCase("http://a.b?", TestName = "Addresses in a row")]
    [TestCase(":", TestName = "Nothing but colons")]
    [TestCase("<time>", TestName = "Nothing but marks")]
    [TestCase("\n", TestName = "Nothing but line feeds")]
    public void Time_is_linear(string piece)
    {
        string small = string.Concat(Enumerable.Repeat(piece, 60_000 / piece.Length)), large = string.Concat(Enumerable.Repeat(piece, 240_000 / piece.Length));
        for (int i = 0; i < 5; i++) Work(small);

        // The best of a few, because other work on the machine only ever adds; 4 would be linear, 16 quadratic.
        double ratio = double.MaxValue;
        for (int i = 0; i < 20 && ratio > 8; i++) ratio = Math.Min(ratio, Best(large) / (Best(small) + Unmeasurable));
        ratio.Should().BeLessThan(8);

        static double Best(string text)
        {
            double best = double.MaxValue;
            for (int i = 0; i < 3; i++)
            {
                long start = Stopwatch.GetTimestamp();
                Work(text);
                best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }

            return best;
        }

        static void Work(string text)
        {
            LogExcerpt.Of(text);
            CleanText.Of(text);
            var scan = new MaskScan(text, null);
            scan.Run();
            scan.Return();
        }
    }

    [Test]
    public void Nothing_throws_whatever_the_text()
    {
        const int seed = 77;
        var logs = new GeneratedLogs(seed);
        var random = new Random(seed);
        for (int i = 0; i < 3000; i++)
        {
            string text = logs.Noise(random.Next(200)) + (char)random.Next(0x10000) + "\n" + (char)random.Next(0x300) + logs.Noise(random.Next(30));
            FluentActions.Invoking(() => FailureFingerprint.Of(text)).Should().NotThrow("seed {0}, text {1}", seed, text);
        }
    }

    [Test]
    public void Secrets_are_redacted_before_lines_are_cut()
    {
        string secret = string.Concat("pa", "ss", new string('w', 600));
        string line = $"error: cannot clone https://bob:{secret}@git.example.com/app.git: connection refused";

        FailureExcerpt excerpt = LogExcerpt.Of("\u001b[31m" + line[..30] + "\u001b[0m" + line[30..]);

        excerpt.Cause.Should().Contain("connection refused").And.NotContain("www");
        FailureFingerprint.Of(line).MaskedLine.Should().NotContain("www");
    }

    [Test]
    public void A_piece_does_not_begin_inside_a_key_block()
    {
        string text = string.Concat("line\n", "-----BEGIN", " KEY-----\n", "AAAA\nBBBB\n", "-----END", " KEY-----\nafter");

        text[LogPieces.Of(text, text.IndexOf("BBBB", StringComparison.Ordinal), text.Length)].Should().Be("after");
        text[LogPieces.Of(text, 0, text.Length)].Should().Be(text);
    }

    [Test]
    public void A_long_line_is_cut_around_what_it_says()
    {
        FailureExcerpt excerpt = LogExcerpt.Of(new string('x', 3000) + " connection refused " + new string('y', 3000));

        excerpt.Cause.Should().Contain("connection refused").And.StartWith(" … ").And.EndWith(" … ");
        excerpt.Cause!.Length.Should().BeLessThanOrEqualTo(LogExcerpt.MaxLineLength);
    }
}
