using System.Diagnostics;
using System.Text;

namespace WorkflowResilience.PerfGate;

/// <summary>The gates of the scanner: how many times as fast as others over the same log with the same literals, in rounds that take turns.</summary>
internal static class ScanGates
{
    private const int Rounds = 5;
    private const int Megabyte = 1 << 20;

    internal static IEnumerable<Gate> All()
    {
        yield return new Gate("scanner, hits are rare: speed / ripgrep", 1, true, () => AgainstRipgrep(1_000));
        yield return new Gate("scanner, a hit in every second line: speed / ripgrep", 1, true, () => AgainstRipgrep(2));
        yield return new Gate("scanner: speed / the seed's loop", 50, true, () => Against(1, (peers, _, lines) => peers.Seed(lines)));
        yield return new Gate("scanner: speed / SearchValues", 3, true, () => Against(4, (peers, text, _) => peers.Values(text)));
        yield return new Gate("scanner: speed / compiled alternation", 10, true, () => Against(4, (peers, text, _) => peers.Alternation(text)));
        yield return new Gate("scanner: bytes a scan", 0, false, Bytes);
    }

    private static Reading AgainstRipgrep(int linesToAHit)
    {
        string folder = Directory.CreateTempSubdirectory("scan-").FullName;
        try
        {
            byte[] log = ScanTexts.Log(64 * Megabyte, linesToAHit);
            string text = Path.Combine(folder, "log"), literals = Path.Combine(folder, "literals");
            File.WriteAllBytes(text, log);
            File.WriteAllLines(literals, ScanTexts.Signatures);
            var peers = new ScanPeers(ScanTexts.Signatures);
            double[] ours = new double[Rounds], theirs = new double[Rounds];
            for (int round = 0; round < Rounds; round++)
            {
                if (ScanPeers.Ripgrep(text, literals) is not { } seconds) return new Reading(double.PositiveInfinity, "skipped: ripgrep (rg) is not installed");
                theirs[round] = seconds;
                ours[round] = Seconds(() => peers.Ours(log));
            }

            return Ratio(ours, theirs, log.Length, log.Length);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Reading Against(int megabytes, Func<ScanPeers, string, string[], long> other)
    {
        byte[] log = ScanTexts.Log(64 * Megabyte, 1_000);
        int part = megabytes * Megabyte;
        string text = Encoding.UTF8.GetString(log, 0, part);
        string[] lines = text.Split('\n');
        var peers = new ScanPeers(ScanTexts.Signatures);
        double[] ours = new double[Rounds], theirs = new double[Rounds];
        for (int round = 0; round < Rounds; round++)
        {
            theirs[round] = Seconds(() => other(peers, text, lines));
            ours[round] = Seconds(() => peers.Ours(log));
        }

        return Ratio(ours, theirs, log.Length, part);
    }

    private static Reading Bytes()
    {
        byte[] log = ScanTexts.Log(Megabyte, 2);
        var peers = new ScanPeers(ScanTexts.Signatures);
        peers.Ours(log);
        long before = GC.GetAllocatedBytesForCurrentThread();
        peers.Ours(log);
        return new Reading(GC.GetAllocatedBytesForCurrentThread() - before, "");
    }

    private static Reading Ratio(double[] ours, double[] theirs, int ourBytes, int theirBytes)
    {
        Array.Sort(ours);
        Array.Sort(theirs);
        double fast = ourBytes / ours[Rounds / 2] / 1e6, slow = theirBytes / theirs[Rounds / 2] / 1e6;
        return new Reading(fast / slow, $"{fast:0} MB/s against {slow:0.0} MB/s");
    }

    private static double Seconds(Func<long> scan)
    {
        long begin = Stopwatch.GetTimestamp();
        GC.KeepAlive(scan());
        return Stopwatch.GetElapsedTime(begin).TotalSeconds;
    }
}
