using System.Text;
using WorkflowResilience.Analysis;

namespace WorkflowResilience.Tests.Analysis.Scanning;

/// <summary>The work is bounded by the text, and a scan allocates nothing.</summary>
[TestFixture]
public sealed class ScannerBoundsTests
{
    private static readonly (string Name, ScanLiteral[] Literals, Func<int, byte[]> Text)[] s_hostile =
    [
        ("nearly all literals at each place, none complete", Many(400, i => ScanLiteral.Of(new string('a', (i / 2) + 1) + "b" + (char)('c' + (i % 2)))), n => Filled(n, "a")),
        ("of two letters, none of them rare", Many(400, i => ScanLiteral.Of(Letters(i, 24))), n => Encoding.UTF8.GetBytes(Letters(-1, n))),
        ("in the wrong case", Many(200, i => ScanLiteral.Of(new string('A', i + 4), ordinal: true)), n => Filled(n, "a")),
        ("all but one letter", Many(100, i => ScanLiteral.Of(new string('a', i + 100) + "B" + new string('a', 100), ordinal: true)), n => Filled(n, new string('a', 210) + "b")),
        ("one gram, wrong case", Many(400, i => ScanLiteral.Of(new string('A', 200) + Convert.ToString(i, 2).PadLeft(9, '0'), ordinal: true)), n => Filled(n, "a")),
        ("all of the same beginning", Many(400, i => ScanLiteral.Of($"npm error code {i:0000}")), n => Filled(n, "npm error code ")),
        ("all of the same end", Many(400, i => ScanLiteral.Of($"{i:0000} npm error code")), n => Filled(n, " npm error code")),
        ("bad neighbours everywhere", Many(40, i => ScanLiteral.Parse($"{{num:{new string('4', i + 1)}}}")), n => Filled(n, "4")),
        ("zeros", Many(300, i => ScanLiteral.Of(new string('\0', 4) + (char)(i + 1))), n => new byte[n]),
        ("no UTF-8", Many(300, i => ScanLiteral.Of($"\u00e4\u00e4{(char)(0xC0 + (i % 100))}{i}")), n => Filled(n, "\u00e4")),
        ("every place one hit", Many(300, i => ScanLiteral.Of(i == 0 ? "a" : $"aaaa{i}")), n => Filled(n, "a")),
    ];

    private static IEnumerable<TestCaseData> Hostile => s_hostile.Select((h, i) => new TestCaseData(i).SetArgDisplayNames(h.Name));

    [TestCaseSource(nameof(Hostile))]
    public void Four_times_the_text_takes_four_times_the_work(int index)
    {
        (_, ScanLiteral[] literals, Func<int, byte[]> text) = s_hostile[index];
        LiteralScanner scanner = LiteralScanner.Create(literals);
        long once = Steps(scanner, text(200_000)), fourTimes = Steps(scanner, text(800_000));
        TestContext.Out.WriteLine($"{(double)fourTimes / 800_000:0.00} steps a byte");
        fourTimes.Should().BeLessThan((long)(4.3 * once) + 10_000);
        ((double)fourTimes / 800_000).Should().BeLessThan(50);
    }

    [Test]
    public void A_scan_allocates_nothing()
    {
        LiteralScanner scanner = LiteralScanner.Create(Many(300, i => ScanLiteral.Of($"failure number {i}")));
        byte[] text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 3_000).Select(i => $"a line with Failure number {i} in it\n")));
        ScanFeed feed = scanner.Start();
        var sum = default(Total);
        Measured(() =>
        {
            long ends = 0;
            foreach (ScanHit hit in scanner.Scan(text)) ends += hit.End;
            return ends;
        }).Should().Be(0);
        Measured(() => scanner.Count(text)).Should().Be(0);
        Measured(() =>
        {
            for (int at = 0; at < text.Length; at += 7_777) feed.Feed(text.AsSpan(at, Math.Min(7_777, text.Length - at)), ref sum);
            feed.End(ref sum);
            return sum.Ends;
        }).Should().Be(0);
    }

    [Test]
    public void Five_thousand_literals_take_bounded_memory()
    {
        ScanLiteral[] literals = Many(5_000, i => ScanLiteral.Of($"{i:00000} {Convert.ToHexString(BitConverter.GetBytes(i * 2654435761L))} failed in {i % 7}"));
        GC.Collect();
        long before = GC.GetTotalMemory(forceFullCollection: true);
        LiteralScanner scanner = LiteralScanner.Create(literals);
        long sieve = GC.GetTotalMemory(forceFullCollection: true) - before;
        int nodes = scanner.Table.Automata.Folded.Size + scanner.Table.Automata.Exact.Size;
        long all = GC.GetTotalMemory(forceFullCollection: true) - before;
        TestContext.Out.WriteLine($"5,000 literals: {sieve / 1024} KB, with automata of {nodes} nodes {all / 1024} KB");
        sieve.Should().BeLessThan(1_500_000);
        all.Should().BeLessThan(sieve + 100_000 + (20L * nodes));
        GC.KeepAlive(scanner);
    }

    private static long Steps(LiteralScanner scanner, byte[] text)
    {
        var hits = new HitList(new ulong[HitList.Room + 1 + scanner.Literals.Count]);
        var pass = default(ScanPass);
        while (pass.Read(scanner.Table, text, text.Length, ref hits)) hits.TakeAll();
        return pass.Steps;
    }

    private static long Measured(Func<long> scan)
    {
        long least = long.MaxValue;
        for (int turn = 0; turn < 3; turn++)
        {
            scan().Should().BePositive();
            long before = GC.GetAllocatedBytesForCurrentThread();
            scan();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }

    private static ScanLiteral[] Many(int count, Func<int, ScanLiteral> literal) => [.. Enumerable.Range(0, count).Select(literal)];

    private static string Letters(int seed, int length)
    {
        var random = new Random(seed);
        return string.Concat(Enumerable.Range(0, length).Select(_ => random.Next(2) == 0 ? 'a' : 'b'));
    }

    private static byte[] Filled(int length, string with)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(with), text = new byte[length];
        for (int i = 0; i < length; i++) text[i] = bytes[i % bytes.Length];
        return text;
    }

    private struct Total : IScanSink
    {
        internal long Ends;

        public void OnHit(in ScanHit hit) => Ends += hit.End;
    }
}
