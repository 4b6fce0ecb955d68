using WorkflowResilience.Analysis;

namespace WorkflowResilience.Tests.Analysis;

/// <summary>What is removed from lines before they are read.</summary>
[TestFixture]
public sealed class CleaningTests
{
    [TestCase("2026-01-02T03:04:05.1234567Z ")]
    [TestCase("2026-01-02 03:04:05,123 ")]
    [TestCase("[2026-01-02T03:04:05+02:00] ")]
    [TestCase("2026/01/02 03:04:05 ")]
    [TestCase("02/Jan/2026:03:04:05 +0000 ")]
    [TestCase("Jan  2 03:04:05 ")]
    [TestCase("Fri, 02 Jan 2026 03:04:05 GMT ")]
    [TestCase("[12:34:56] ")]
    [TestCase("12:34:56.789 ")]
    [TestCase("1767323045 ")]
    [TestCase("1767323045.123 ")]
    [TestCase("[   12.345678] ")]
    [TestCase("web-1  | ")]
    [TestCase("web_1  | 2026-01-02T03:04:05Z ")]
    [TestCase("[pod/web-1/app] ")]
    [TestCase("2026-01-02T03:04:05.1234567Z 2026-01-02 03:04:05,123 ")]
    public void Time_stamps_and_names_of_containers_go(string prefix) => CleanText.Of(prefix + "error: gone").Should().Be("error: gone");

    [TestCase("##[error]")]
    [TestCase("::error file=a.cs,line=3::")]
    [TestCase("E0102 03:04:05.123456       1 file.go:12] ")]
    [TestCase("2026-01-02T03:04:05.1234567Z ##[error]")]
    public void Marks_that_only_machines_read_go_from_the_cause(string prefix) => LogExcerpt.Of(prefix + "the lock file is gone, stop").Cause.Should().Be("the lock file is gone, stop");

    [TestCase("    indented")]
    [TestCase("  137 | let x = 1;")]
    [TestCase("2026 was a year")]
    [TestCase("12:34 is no time with seconds")]
    [TestCase("a | b")]
    [TestCase("May 5 of 7 pass")]
    [TestCase("[main] ready")]
    public void What_is_no_prefix_stays(string line) => CleanText.Of(line).Should().Be(line);

    [TestCase("\u001b[31merror\u001b[0m: \u001b[1mgone\u001b[22m", "error: gone")]
    [TestCase("\u001b]8;;http://x\u0007link\u001b]8;;\u001b\\ done", "link done")]
    [TestCase("\u009b1mbold", "bold")]
    [TestCase("a\u0000b\u0008c\uFEFFd", "abcd")]
    [TestCase("10%\r50%\r100% done\r", "100% done")]
    [TestCase("progress 3/9\r\u001b[2K", "progress 3/9")]
    [TestCase("kept\tas it is", "kept\tas it is")]
    [TestCase("cut off \u001b[3", "cut off")]
    [TestCase("cut off \u001b]0;never ends", "cut off")]
    [TestCase("lone \u001b", "lone")]
    public void Terminal_codes_and_overwritten_progress_go(string line, string shown) => CleanText.Of(line).Should().Be(shown);

    [Test]
    public void Lines_stay_lines() => CleanText.Of("a\r\n\r\nb\n\n").Should().Be("a\n\nb\n\n");
}
