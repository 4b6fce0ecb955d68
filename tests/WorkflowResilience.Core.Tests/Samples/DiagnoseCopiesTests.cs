using System.Diagnostics;
using System.Text;
using WorkflowResilience.Tests.Support;

namespace WorkflowResilience.Tests.Samples;

/// <summary>The sample Diagnose as a filter: what it copies, names and measures, byte by byte.</summary>
[TestFixture]
[RequiresProgram("dotnet")]
public sealed class DiagnoseCopiesTests
{
    private const string Secret = "Xk42" + "mQ9z!7pL";

    [TestCase("", "")]
    [TestCase("\n\n", "\n\n")]
    [TestCase("no line feed", "no line feed")]
    [TestCase("password=§", "password=***")]
    [TestCase("a password=§\r\nb\r\n", "a password=***\r\nb\r\n")]
    [TestCase("10 %\rpassword=§\rdone\n", "10 %\rpassword=***\rdone\n")]
    [TestCase("\uFEFFfirst\n", "\uFEFFfirst\n")]
    public async Task Lines_are_copied_with_their_ends(string text, string copy)
    {
        byte[] output = await RunAsync(Encoding.UTF8.GetBytes(text.Replace("§", Secret, StringComparison.Ordinal)), "--redact");

        Encoding.UTF8.GetString(output).Should().Be(copy);
    }

    [Test]
    public async Task Bytes_without_a_secret_come_out_as_they_went_in()
    {
        byte[] bytes = new byte[300_000];
        new Random(20261124).NextBytes(bytes);

        (await RunAsync(bytes, "--redact")).Should().Equal(bytes);
    }

    [Test]
    public async Task Wide_characters_hide_no_secret()
    {
        byte[] wide = [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes($"x\r\npassword: {Secret}\r\n")];

        Encoding.UTF8.GetString(await RunAsync(wide, "--redact")).Should().Be("x\r\npassword: ***\r\n");
    }

    [Test]
    public async Task The_bench_prints_hits_and_speeds()
    {
        string folder = Directory.CreateTempSubdirectory("diagnose-").FullName;
        string file = Path.Combine(folder, "log"), literals = Path.Combine(folder, "literals");
        await File.WriteAllTextAsync(file, "one CONNECTION refused\ntwo\nconnection Refused\n");
        await File.WriteAllTextAsync(literals, "two\r\n\r\nTWO\r\nconnection refused");

        string output = Encoding.UTF8.GetString(await RunAsync([], "--scan-bench", file, "--literals", literals));
        string builtIn = Encoding.UTF8.GetString(await RunAsync([], "--scan-bench", file));

        output.Should().MatchRegex("^hits 3, median [0-9]+ MB/s, best [0-9]+ MB/s\n$");
        builtIn.Should().MatchRegex("^hits 2, median [0-9]+ MB/s, best [0-9]+ MB/s\n$");
        Directory.Delete(folder, recursive: true);
    }

    [Test]
    public async Task Fingerprints_are_of_the_whole_text_or_of_each_line()
    {
        byte[] text = Encoding.UTF8.GetBytes("build 4711 started\nerror: cannot reach 10.0.0.7:5432\n");

        Encoding.UTF8.GetString(await RunAsync(text, "--fingerprint")).Should().MatchRegex("^fp1:[0-9a-f]{20}  error: cannot reach <host>\n$");
        Encoding.UTF8.GetString(await RunAsync(text, "--fingerprint", "--lines")).Should().MatchRegex("^fp1:[0-9a-f]{20}  build # started\nfp1:[0-9a-f]{20}  error: cannot reach <host>\n$");
    }

    private static async Task<byte[]> RunAsync(byte[] input, params string[] arguments)
    {
        string built = Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory);
        string program = Path.GetFullPath(Path.Combine(built, "..", "..", "Diagnose", Path.GetFileName(built), "Diagnose.dll"));
        var start = new ProcessStartInfo("dotnet", [program, .. arguments]) { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false };
        using Process process = Process.Start(start)!;
        using var output = new MemoryStream();
        Task copy = process.StandardOutput.BaseStream.CopyToAsync(output);
        await process.StandardInput.BaseStream.WriteAsync(input);
        process.StandardInput.Close();
        await copy;
        await process.WaitForExitAsync();
        process.ExitCode.Should().Be(0);
        return output.ToArray();
    }
}
