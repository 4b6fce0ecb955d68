using System.Text;
using WorkflowResilience.Analysis;

namespace WorkflowResilience.Tests.Analysis.Scanning;

[TestFixture]
public sealed class LiteralScannerTests
{
    [Test]
    public void Every_occurrence_of_every_literal_is_reported_in_order_of_the_ends_longest_first() =>
        ScanWays.Found("An Errors error", "error", "errors", "an error", "an", "rs", "s error")
            .Should().Equal("0:An", "0:An Error", "3:Error", "3:Errors", "7:rs", "8:s error", "10:error");

    [Test]
    public void A_literal_that_is_there_twice_is_reported_twice()
    {
        LiteralScanner scanner = LiteralScanner.Create([ScanLiteral.Of("oom"), ScanLiteral.Of("x"), ScanLiteral.Of("OOM"), ScanLiteral.Of("OOM", ordinal: true)]);
        ScanWays.Whole(scanner, "OOM oom"u8).Should().Equal(new ScanHit(0, 0, 3), new ScanHit(2, 0, 3), new ScanHit(3, 0, 3), new ScanHit(0, 4, 3), new ScanHit(2, 4, 3));
    }

    [Test]
    public void Only_letters_of_ASCII_are_folded()
    {
        ScanWays.Found("[{@`\\|]}^~_\u007F", "{{", "[", "`", "@", "|", "}}", "~", "\u007F").Should().Equal("0:[", "1:{", "2:@", "3:`", "5:|", "7:}", "9:~", "11:\u007F");
        ScanWays.Found("ÄRGER ärger", "ärger").Should().Equal("7:ärger");
        ScanWays.Found("\u212A k K", "k").Should().Equal(["4:k", "6:K"], "the Kelvin sign is no K");
    }

    [TestCase("403", 1)]
    [TestCase("status=403, retry", 1)]
    [TestCase("(403) 403.", 2)]
    [TestCase("-403 +403 403% #403:403/403", 6)]
    [TestCase(".403 403..5 403,", 3)]
    [TestCase("“403”", 1)]
    [TestCase("1403 4031 403.5 1.403 12,403 403,000 E403 403ms _403 403_ a403f", 0)]
    public void A_number_is_not_found_in_a_longer_one(string text, int count) => ScanWays.Found(text, "{num:403}").Should().HaveCount(count);

    [TestCase("OOM oom (OOM) -OOM. ‘OOM’", 5)]
    [TestCase("zoom OOMKilled OOM_x 1OOM OOM1", 0)]
    public void A_word_is_not_found_in_a_longer_one(string text, int count) => ScanWays.Found(text, "{word:OOM}").Should().HaveCount(count);

    [Test]
    public void Neighbours_beyond_the_border_of_a_piece_decide(
        [Values("403", "403.", "403.5", "403x", "1.403", ".403", "a403", " 403 ", "403,", "403,1")] string text,
        [Values(0, 1, 2, 3, 4, 5)] int cut)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        LiteralScanner scanner = LiteralScanner.Create([ScanLiteral.Parse("{num:403}"), ScanLiteral.Parse("40")]);
        int turn = 0;
        ScanWays.InPieces(scanner.Start(), bytes, () => turn++ == 0 && cut > 0 ? cut : 10).Should().Equal(ScanWays.Whole(scanner, bytes));
    }

    [Test]
    public void Bytes_that_are_no_text_match_nothing_but_themselves()
    {
        byte[] broken = [0xFF, 0xC3, (byte)'e', (byte)'r', (byte)'r', 0, 0, (byte)'E', (byte)'R', (byte)'R', 0x80, 0xC3, 0xA4];
        LiteralScanner scanner = LiteralScanner.Create([ScanLiteral.Of("err"), ScanLiteral.Of("\0"), ScanLiteral.Of("ä")]);
        ScanWays.Whole(scanner, broken).Select(h => (h.Literal, h.Start)).Should().Equal((0, 2), (1, 5), (1, 6), (0, 7), (2, 11));
    }

    [Test]
    public void Nothing_is_found_without_literals_or_without_text()
    {
        LiteralScanner.Create([]).Count("anything"u8).Should().Be(0);
        ScanWays.InPieces(LiteralScanner.Create([]).Start(), new byte[10_000], () => 5_000).Should().BeEmpty();
        LiteralScanner.Create([ScanLiteral.Of("a")]).Count([]).Should().Be(0);
    }

    [Test]
    public void A_feed_begins_anew_after_its_end_and_after_a_reset()
    {
        ScanFeed feed = LiteralScanner.Create([ScanLiteral.Of("{{word")]).Start();
        List<ScanHit> hits = [];
        var sink = new Sink(hits);
        feed.Feed("{{wo"u8, ref sink);
        feed.Length.Should().Be(4);
        feed.Reset();
        feed.Feed("rd{{wor"u8, ref sink);
        feed.Feed("d"u8, ref sink);
        hits.Should().BeEmpty("two bytes must follow");
        feed.End(ref sink);
        hits.Should().Equal(new ScanHit(0, 2, 6));
        feed.Length.Should().Be(0);
        ScanWays.InPieces(feed, "{{word"u8, () => 3).Should().Equal(new ScanHit(0, 0, 6));
    }

    [Test]
    public void An_enumeration_may_be_left_early()
    {
        LiteralScanner scanner = LiteralScanner.Create([ScanLiteral.Of("a")]);
        foreach (ScanHit hit in scanner.Scan("bab"u8))
        {
            hit.End.Should().Be(2);
            break;
        }

        scanner.Count("aaa"u8).Should().Be(3);
    }

    [Test]
    public void One_scanner_serves_many_threads()
    {
        LiteralScanner scanner = LiteralScanner.Create([.. Enumerable.Range(0, 300).Select(i => ScanLiteral.Of(new string('a', i + 1) + "b"))]);
        byte[] text = Encoding.UTF8.GetBytes(new string('a', 50_000) + "b");
        long[] counts = new long[4];
        Thread[] threads = [.. Enumerable.Range(0, counts.Length).Select(i => new Thread(() => counts[i] = scanner.Count(text)))];
        foreach (Thread thread in threads) thread.Start();
        foreach (Thread thread in threads) thread.Join();
        counts.Should().OnlyContain(c => c == 300);
    }
}
