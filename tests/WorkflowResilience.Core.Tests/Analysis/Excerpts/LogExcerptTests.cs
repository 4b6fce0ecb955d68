using WorkflowResilience.Analysis;

namespace WorkflowResilience.Tests.Analysis;

/// <summary>Which line of a log is taken for the cause, mechanism by mechanism.</summary>
[TestFixture]
public sealed class LogExcerptTests
{
    [TestCase("step 3\nfatal: repository 'x' not found\n##[error]Process completed with exit code 128.", "fatal: repository 'x' not found")]
    [TestCase("ld: cannot find -lssl\nmake: *** [Makefile:12: app] Error 1", "ld: cannot find -lssl")]
    [TestCase(" FAIL  src/a.test.ts\n  ● sum › adds\n\n    expect(received).toBe(expected)\n\nTests:       1 failed, 2 total\nnpm ERR! Test failed.  See above for more details.", " FAIL  src/a.test.ts")]
    [TestCase("npm ERR! code ENOSPC\nnpm ERR! write: no space left on device\nnpm ERR! A complete log of this run can be found in:\nnpm ERR!     /home/ci/.npm/x.log", "npm ERR! write: no space left on device")]
    [TestCase("error: linker `cc` not found\nThe command '/bin/sh -c cargo build' returned a non-zero code: 101", "error: linker `cc` not found")]
    [TestCase("ERROR: relation \"orders\" does not exist\nERROR: Job failed: exit code 1", "ERROR: relation \"orders\" does not exist")]
    [TestCase("panic: runtime error: index out of range [3] with length 3\n\ngoroutine 1 [running]:\nmain.main()\n\t/app/main.go:9 +0x1d\nexit status 2", "panic: runtime error: index out of range [3] with length 3")]
    [TestCase("thread 'main' panicked at src/main.rs:4:5:\nexplicit stop\nnote: run with `RUST_BACKTRACE=1` environment variable to display a backtrace", "thread 'main' panicked at src/main.rs:4:5:")]
    [TestCase("Traceback (most recent call last):\n  File \"a.py\", line 3, in <module>\n    run()\nKeyError: 'region'\nError: Process failed", "KeyError: 'region'")]
    [TestCase("ValueError: bad port\nTraceback (most recent call last):\n  File \"b.py\", line 1, in <module>\nsubprocess.CalledProcessError: Command '['x']' returned non-zero exit status 1.", "ValueError: bad port")]
    [TestCase("Exception in thread \"main\" com.shop.StartException: cannot start\n\tat com.shop.Main.main(Main.java:3)\nCaused by: com.shop.DbException: no pool\n\tat com.shop.Db.open(Db.java:9)\n\t... 1 more\nCaused by: java.net.ConnectException: Connection refused\n\t... 2 more", "Caused by: java.net.ConnectException: Connection refused")]
    [TestCase("Unhandled exception. Shop.StartException: no start\n ---> System.Net.Sockets.SocketException (111): Connection refused\n   at Shop.Db.Open()\n   --- End of inner exception stack trace ---\n   at Shop.Main()", " ---> System.Net.Sockets.SocketException (111): Connection refused")]
    [TestCase("FAILURE: Build failed with an exception.\n\n* What went wrong:\nExecution failed for task ':app:compile'.\n> Could not resolve all files.\n   > Could not GET 'https://repo.example/a.pom'. Received status code 502 from server\n\nBUILD FAILED in 3s", "   > Could not GET 'https://repo.example/a.pom'. Received status code 502 from server")]
    [TestCase("Caused by:\n  failed to open the index\nCaused by:\n  the lock file is stale and unreadable", "  the lock file is stale and unreadable")]
    [TestCase("src/a.cs(3,5): error CS0103: The name 'b' does not exist [app.csproj]\nBuild FAILED.\n    0 Warning(s)\n    1 Error(s)", "src/a.cs(3,5): error CS0103: The name 'b' does not exist [app.csproj]")]
    [TestCase("Error: The action 'Test' has timed out after 60 minutes.\nError: No files were found with the provided path: out. No artifacts will be uploaded.", "Error: The action 'Test' has timed out after 60 minutes.")]
    [TestCase("upload of artifact report.zip: AccessDenied: access denied by policy\n##[error]The job has timed out after 60 minutes.", "The job has timed out after 60 minutes.")]
    [TestCase("--- FAIL: TestLoad (0.02s)\n    load_test.go:14: expected but got nothing\nFAIL\nexit status 1", "    load_test.go:14: expected but got nothing")]
    [TestCase("✕ loads orders (12 ms)\n  TypeError: rows is not iterable\nTests: 1 failed, 3 passed", "  TypeError: rows is not iterable")]
    [TestCase("error: RPC failed; the stream was not closed cleanly\nfatal: early EOF\nfatal: index-pack failed", "error: RPC failed; the stream was not closed cleanly")]
    [TestCase("attempt 1\nerror: connection refused by a\n1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\nattempt 2\nerror: certificate has expired for b", "error: certificate has expired for b")]
    public void The_cause_is_found(string log, string cause) => LogExcerpt.Of(log).Cause.Should().Be(cause);

    [TestCase("FAILED tests/test_a.py::test_b")]
    [TestCase("not ok 3 - loads orders")]
    [TestCase("Failed Shop.Tests.Loads_orders [12 ms]")]
    public void Where_nothing_else_says_why_the_first_red_test_does(string log)
    {
        FailureExcerpt excerpt = LogExcerpt.Of(log + "\n1 failed, 4 passed");

        excerpt.Cause.Should().Be(log);
    }

    [TestCase("0 errors, 2 warnings")]
    [TestCase("Tests run: 12, Failures: 0, Errors: 0, Skipped: 1")]
    [TestCase("errors=0 failed=0")]
    [TestCase("compiled without errors")]
    [TestCase("no error was reported")]
    [TestCase("error_log=/var/log/nginx/error.log")]
    [TestCase("running lint --fail-on-error src/errors.ts")]
    [TestCase("if errorlevel 1 goto end")]
    [TestCase("✓ should reject when the connection was refused (2 ms)")]
    [TestCase("    --- PASS: TestErrorIsReturned (0.00s)")]
    [TestCase("[INFO] Running com.shop.ErrorHandlerTest")]
    [TestCase("DEBUG using a timeout of 500 and error budget 3")]
    [TestCase("The command \"npm test\" exited with 0.")]
    [TestCase("+ grep -c 'permission denied' build.log")]
    [TestCase("##[group]Error handling")]
    [TestCase("Skipped: the gpu is not available")]
    [TestCase("close, 403 bytes sent")]
    [TestCase("Downloading error-prone-2.3.jar")]
    public void A_line_of_a_run_that_ended_well_is_no_cause(string line) => LogExcerpt.Of(line).Cause.Should().BeNull();

    [TestCase("Process completed with exit code 1.", ExcerptRole.Wrapper)]
    [TestCase("##[error]The process '/usr/bin/git' failed with exit code 128", ExcerptRole.Wrapper)]
    [TestCase("make: *** [all] Error 2", ExcerptRole.Wrapper)]
    [TestCase("script returned exit code 1", ExcerptRole.Wrapper)]
    [TestCase("web-1 exited with code 137", ExcerptRole.Wrapper)]
    [TestCase("ERROR: Job failed: exit code 1", ExcerptRole.Wrapper)]
    [TestCase("FAILURE: Build failed with an exception.", ExcerptRole.Wrapper)]
    [TestCase("Build step 'Execute shell' marked build as failure", ExcerptRole.Wrapper)]
    [TestCase("error Command failed with exit code 1.", ExcerptRole.Wrapper)]
    [TestCase("Error: Process '/bin/x' failed", ExcerptRole.Wrapper)]
    [TestCase("5 failed, 3 passed", ExcerptRole.Counter)]
    [TestCase("Tests run: 3, Failures: 1", ExcerptRole.Counter)]
    [TestCase("error: aborting due to 3 errors", ExcerptRole.Counter)]
    [TestCase("--- FAIL: TestX (0.00s)", ExcerptRole.TestReport)]
    [TestCase("✕ loads orders", ExcerptRole.TestReport)]
    [TestCase("FAIL src/orders.test.js", ExcerptRole.TestReport)]
    [TestCase("loads(com.shop.OrdersTest)  Time elapsed: 0.2 s  <<< FAILURE!", ExcerptRole.TestReport)]
    [TestCase("Error: No files were found with the provided path: out. No artifacts will be uploaded.", ExcerptRole.Secondary)]
    [TestCase("Failed to save the cache: forbidden", ExcerptRole.Secondary)]
    public void Lines_beside_the_cause_have_their_roles(string line, ExcerptRole role)
    {
        FailureExcerpt excerpt = LogExcerpt.Of("java.io.IOException: No space left on device\n" + line);

        excerpt.Cause.Should().Be("java.io.IOException: No space left on device");
        excerpt.Lines.Should().Contain(l => l.Number == 2 && l.Role == role);
    }

    [Test]
    public void What_follows_a_failure_is_the_cause_when_nothing_else_failed() =>
        LogExcerpt.Of("Failed to upload the artifact: 403 Forbidden").Cause.Should().Be("Failed to upload the artifact: 403 Forbidden");

    [Test]
    public void Only_wrappers_are_no_cause()
    {
        FailureExcerpt excerpt = LogExcerpt.Of("working\nmake: *** [all] Error 2\n##[error]Process completed with exit code 2.");

        excerpt.Cause.Should().BeNull();
        excerpt.Lines.Select(l => l.Role).Should().Equal(ExcerptRole.Wrapper, ExcerptRole.Wrapper);
        excerpt.TotalLines.Should().Be(3);
    }

    [Test]
    public void The_cause_comes_with_what_stands_around_it_and_the_numbers_of_its_lines()
    {
        FailureExcerpt excerpt = LogExcerpt.Of("one\ntwo\nthree\nSystem.IO.IOException: Disk gone bad\n   at Shop.Store.Write()\n   at Shop.Main()\nbye");

        excerpt.Lines.Select(l => (l.Number, l.Role)).Should().Equal(
            (2, ExcerptRole.Context), (3, ExcerptRole.Context), (4, ExcerptRole.Cause), (5, ExcerptRole.Context), (6, ExcerptRole.Context), (7, ExcerptRole.Context));
        excerpt.Lines[3].Text.Should().Be("   at Shop.Store.Write()");
    }

    [Test]
    public void Only_the_last_lines_that_say_something_are_kept_and_each_once()
    {
        string log = string.Join('\n', Enumerable.Range(0, 100).SelectMany(i => (string[])[$"error: no such file f{i}", "error: the disk is gone"]));

        FailureExcerpt excerpt = LogExcerpt.Of(log, maxLines: 10);

        excerpt.Lines.Count(l => l.Role == ExcerptRole.Cause).Should().Be(10);
        excerpt.Lines.Count(l => l.Role != ExcerptRole.Context && l.Text == "error: the disk is gone").Should().Be(1);
        excerpt.Lines[^1].Number.Should().Be(200);
    }

    [Test]
    public void Lines_and_a_text_of_the_same_lines_give_the_same_excerpt()
    {
        string[] lines = ["a", "error: no such host", "b"];

        LogExcerpt.Of(lines).Should().BeEquivalentTo(LogExcerpt.Of(string.Join('\n', lines)));
        LogExcerpt.Of([]).Should().BeEquivalentTo(new FailureExcerpt { Lines = [] });
        LogExcerpt.Of("").TotalLines.Should().Be(0);
    }
}
