using System.Text;
using WorkflowResilience.Analysis;

namespace WorkflowResilience.Tests.Analysis.Scanning;

/// <summary>The scanner finds what the model finds, in the same order, on every path and however the text is cut.</summary>
[TestFixture]
public sealed class ScannerModelTests
{
    private static readonly string[] s_alphabets = ["ab", "aB", "aA.", "a1", "e1.", "1,x", "@`[{", "o\u00e4 ", "\0\u001f A"];

    [Test]
    public void All_paths_find_what_the_model_finds([Values(SievePath.Scalar, SievePath.Vector128, SievePath.Vector256)] object path, [Values(1, 2, 3, 4)] int part)
    {
        Assume.That((SievePath)path, Is.LessThanOrEqualTo(Sieve.WidestPath), "this machine has no such registers");
        for (int turn = 0; turn < 500; turn++)
        {
            int seed = (part * 100_000) + turn;
            var random = new Random(seed);
            ScanLiteral[] literals = Literals(random);
            byte[] text = Text(random, literals);
            List<ScanHit> expected = NaiveScan.Hits(literals, text);
            LiteralScanner scanner = LiteralScanner.Create(literals, (SievePath)path);
            ScanWays.Whole(scanner, text).Should().Equal(expected, "seed {0}", seed);
            scanner.Count(text).Should().Be(expected.Count, "seed {0}", seed);
            ScanFeed feed = scanner.Start();
            int longest = random.Next(1, 60);
            ScanWays.InPieces(feed, text, () => random.Next(0, longest) + 1).Should().Equal(expected, "in pieces, seed {0}", seed);
            ScanWays.InPieces(feed, text, () => 1).Should().Equal(expected, "byte by byte, seed {0}", seed);
        }
    }

    [Test]
    public void Long_texts_in_long_pieces_are_as_whole_ones()
    {
        for (int seed = 0; seed < 40; seed++)
        {
            var random = new Random(seed);
            ScanLiteral[] literals = Literals(random);
            byte[] text = [.. Enumerable.Range(0, random.Next(100, 400)).SelectMany(_ => Text(random, literals))];
            LiteralScanner scanner = LiteralScanner.Create(literals);
            List<ScanHit> expected = ScanWays.Whole(scanner, text);
            expected.Should().Equal(NaiveScan.Hits(literals, text), "seed {0}", seed);
            ScanWays.InPieces(scanner.Start(), text, () => random.Next(1, 20_000)).Should().Equal(expected, "seed {0}", seed);
        }
    }

    [Test]
    public void The_automata_find_what_the_sieve_finds()
    {
        // So many literals share so little text that the sieve owes more than it may.
        for (int seed = 0; seed < 6; seed++)
        {
            var random = new Random(seed);
            string alphabet = seed % 2 == 0 ? "ab" : "aA1.";
            ScanLiteral[] literals = [.. Enumerable.Range(0, 400).Select(_ => Literal(random, alphabet, random.Next(1, 16)))];
            byte[] text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 4_000).Select(_ => alphabet[random.Next(alphabet.Length)])));
            LiteralScanner scanner = LiteralScanner.Create(literals);
            ScanWays.Whole(scanner, text).Should().Equal(NaiveScan.Hits(literals, text), "seed {0}", seed);
            ScanWays.InPieces(scanner.Start(), text, () => random.Next(1, 3_000)).Should().Equal(ScanWays.Whole(scanner, text), "seed {0}", seed);
            scanner.Table.HasAutomata.Should().BeTrue("seed {0} is to go that way", seed);
        }
    }

    private static ScanLiteral[] Literals(Random random)
    {
        string alphabet = s_alphabets[random.Next(s_alphabets.Length)];
        int longest = random.Next(2) == 0 ? 6 : 30;
        return [.. Enumerable.Range(0, random.Next(1, 12)).Select(_ => Literal(random, alphabet, random.Next(1, longest)))];
    }

    private static ScanLiteral Literal(Random random, string alphabet, int length)
    {
        string text = string.Concat(Enumerable.Range(0, length).Select(_ => alphabet[random.Next(alphabet.Length)]));
        bool ordinal = random.Next(2) == 0;
        return new ScanLiteral("", text, ordinal, (ScanEdge)Math.Max(0, random.Next(6) - 3), (ScanEdge)Math.Max(0, random.Next(6) - 3));
    }

    // Of the literals' own bytes, so that most places nearly match, with a few others between.
    private static byte[] Text(Random random, ScanLiteral[] literals)
    {
        List<byte> text = [];
        int length = random.Next(0, 150);
        while (text.Count < length)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(literals[random.Next(literals.Length)].Text);
            int from = random.Next(bytes.Length), to = random.Next(2) == 0 ? bytes.Length : random.Next(from, bytes.Length);
            foreach (byte b in bytes.AsSpan(from, to - from)) text.Add(random.Next(20) == 0 ? (byte)(b ^ 0x20) : b);
            if (random.Next(8) == 0) text.Add((byte)random.Next(256));
        }

        return [.. text];
    }
}
