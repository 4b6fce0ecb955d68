using System.Diagnostics;
using System.Text;
using WorkflowResilience.Analysis;

namespace WorkflowResilience.PerfGate;

/// <summary>The gates of the diagnosis: how many scans of the same text it costs, and what it allocates.</summary>
internal static class DiagnosisGates
{
    private const int Rounds = 9;

    // Messages of a usual length, each with what commonly stands around it.
    private static readonly string[] s_messages =
    [
        "Cloning into 'app'...\nfatal: unable to access 'https://git.example/team/app.git/': Could not resolve host: git.example\nError: Process completed with exit code 128.",
        "npm ERR! code ERESOLVE\nnpm ERR! ERESOLVE unable to resolve dependency tree\nnpm ERR! Found: react@18.2.0\nnpm ERR! Could not resolve dependency:\nnpm ERR! peer react@\"^17.0.0\" from widgets@2.1.0",
        "  restoring packages\nsrc/App/Start.cs(12,8): error CS0246: The type or namespace name 'Clock' could not be found (are you missing a using directive or an assembly reference?) [src/App/App.csproj]\nBuild FAILED.",
        "Traceback (most recent call last):\n  File \"/app/load.py\", line 42, in run\n    conn = connect(url)\npsycopg2.OperationalError: connection to server at \"db.example\" (10.0.0.7), port 5432 failed: Connection refused\n\tIs the server running on that host and accepting TCP/IP connections?",
        "Error response from daemon: toomanyrequests: You have reached your pull rate limit. You may increase the limit by authenticating and upgrading.",
        "Warning  Failed  12s  kubelet  Failed to pull image \"registry.example/app:1.4\": rpc error: code = NotFound desc = failed to resolve reference: not found",
        "java.lang.OutOfMemoryError: Java heap space\n\tat java.base/java.util.Arrays.copyOf(Arrays.java:3512)\n\tat com.acme.load.Reader.read(Reader.java:88)\n\tat com.acme.load.Main.main(Main.java:17)",
        "FAILED tests/test_orders.py::test_total - AssertionError: assert 12 == 13\n========================= 1 failed, 41 passed in 3.21s =========================",
    ];

    internal static IEnumerable<Gate> All()
    {
        var analyzer = new FailureAnalyzer(new PatternLibrary());
        yield return new Gate("diagnosis of a message: time / one scan of it", 20, false, () => AgainstScan(analyzer, s_messages));
        yield return new Gate("diagnosis of a log of 16 KB: time / one scan of it", 20, false, () => AgainstScan(analyzer, [Log()]));
        yield return new Gate("diagnosis of a message: bytes", 8192, false, () => Bytes(analyzer, s_messages));
        yield return new Gate("diagnosis of a log of 16 KB: bytes", 8192, false, () => Bytes(analyzer, [Log()]));
    }

    private static string Log()
    {
        var log = new StringBuilder();
        for (int i = 0; log.Length < 16_000; i++) log.Append("  restored package number ").Append(i).Append(" from the store in ").Append(i % 97).Append(" ms\n");
        return log.Append(s_messages[0]).Append('\n').ToString();
    }

    private static Reading AgainstScan(FailureAnalyzer analyzer, string[] texts)
    {
        byte[][] bytes = [.. texts.Select(Encoding.UTF8.GetBytes)];
        ScanTable scanner = analyzer.Scanner;
        double[] ratios = new double[Rounds];
        double scan = 0, full = 0;
        for (int round = -3; round < Rounds; round++)
        {
            scan = Microseconds(() =>
            {
                foreach (byte[] text in bytes) scanner.Count(text);
            });
            full = Microseconds(() =>
            {
                foreach (string text in texts) analyzer.Diagnose(text);
            });
            if (round >= 0) ratios[round] = full / scan;
        }

        Array.Sort(ratios);
        return new Reading(ratios[Rounds / 2], $"{full / texts.Length:0.0} µs against {scan / texts.Length:0.00} µs");
    }

    private static double Microseconds(Action action)
    {
        const int times = 400;
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < times; i++) action();
        return Stopwatch.GetElapsedTime(start).TotalMicroseconds / times;
    }

    private static Reading Bytes(FailureAnalyzer analyzer, string[] texts)
    {
        const int times = 100;
        foreach (string text in texts) analyzer.Diagnose(text);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < times; i++)
        {
            foreach (string text in texts) analyzer.Diagnose(text);
        }

        return new Reading((GC.GetAllocatedBytesForCurrentThread() - before) / (double)(times * texts.Length), "");
    }
}
