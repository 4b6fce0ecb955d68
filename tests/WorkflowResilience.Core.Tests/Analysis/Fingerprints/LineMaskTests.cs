using WorkflowResilience.Analysis;

namespace WorkflowResilience.Tests.Analysis;

/// <summary>What masking takes away and what it keeps, rule by rule.</summary>
[TestFixture]
public sealed class LineMaskTests
{
    [TestCase("request bdaadbdc-b3ed-4075-82a8-a758393db139 failed", "request # failed")]
    [TestCase("took 2026-01-02T03:04:05.1234567Z to 2026-01-02 03:04:05,123", "took <time> to <time>")]
    [TestCase("since Fri, 02 Jan 2026 15:04:05 GMT", "since <time>")]
    [TestCase("in 12ms, 3.5 s, 1m30s, 20 minutes", "in <duration>, <duration>, <duration>, <duration>")]
    [TestCase("after 1h 23m, not 1h30m", "after <duration>, not <duration>")]
    [TestCase("pod web-bq7dk5jhx4-x2k4p_prod of web-sctgzqcxd-zdjnl_prod", "pod web-#-#_prod of web-#-#_prod")]
    [TestCase("agent jenkins-web-17-a1b2c of jenkins-web-4-hes12", "agent jenkins-web-#-# of jenkins-web-#-#")]
    [TestCase("connect to [::1]:5432 or [fe80::1]:80", "connect to [<host>]:# or [<host>]:#")]
    [TestCase("undefined at 0xf100bd41", "undefined at #")]
    [TestCase("used 12 MiB of 4.5GB, 300 bytes", "used <size> of <size>, <size>")]
    [TestCase("GET https://git.example.com:8443/v1/items/4711?token=x failed", "GET https://<host>/v#/items/#?* failed")]
    [TestCase("tcp://10.0.0.7:2376. Is it up?", "tcp://<host>. Is it up?")]
    [TestCase("mail to jane.doe@corp.example.com bounced", "mail to <email> bounced")]
    [TestCase("dial 10.1.2.3:5432, fe80::1 and db-7.internal:5432", "dial <host>, <host> and <host>")]
    [TestCase("getaddrinfo EAI_AGAIN registry", "getaddrinfo EAI_AGAIN <host>")]
    [TestCase("trace 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", "trace #")]
    [TestCase("commit 597be33c510 of 0123456789abcdef0123456789abcdef01234567", "commit # of #")]
    [TestCase("blob QWxhZGRpbjpvcGVuIHNlc2FtZTEyMzQ1Njc4OTA= read", "blob # read")]
    [TestCase("Unknown database 'orders_7' for \"alice\"", "Unknown database '*' for \"*\"")]
    [TestCase("cannot open /home/ci/work/app/src/main.c:12:5", "cannot open */main.c:#:#")]
    [TestCase(@"cannot open C:\build\17\src\main.c", "cannot open */main.c")]
    [TestCase("cannot write /tmp/fanal-3323732142/x9k2.sock", "cannot write */#.sock")]
    [TestCase("cannot write /tmp/anything.sock", "cannot write */#.sock")]
    [TestCase("pod web-6d4cf56db6-x7kpw was evicted", "pod web-#-# was evicted")]
    [TestCase("lib 1.2.3-beta.4 at 10,000 of 12", "lib #-beta.# at # of #")]
    [TestCase("at 0x7ffd1234abcd in thread 4711", "at # in thread #")]
    [TestCase("Login failed for user alice from host web7", "Login failed for user * from host <host>")]
    public void What_differs_is_masked(string line, string masked) => LineMask.Mask(line).Should().Be(masked);

    [TestCase("HTTP 503", "503")]
    [TestCase("HTTP/1.1 429", "429")]
    [TestCase("status code: 403", "403")]
    [TestCase("statusCode=404", "404")]
    [TestCase("Bad Gateway (502)", "502")]
    [TestCase("503 Service Unavailable", "503")]
    [TestCase("the server responded with 429", "429")]
    [TestCase("The requested URL returned error: 500", "500")]
    [TestCase("{\"error\":{\"code\":\"429\"}}", "429")]
    [TestCase("[Errno 111] Connection refused", "111")]
    [TestCase("errno 28", "28")]
    [TestCase("No space left on device (os error 28)", "28")]
    [TestCase("open lock file (13: Permission denied)", "13")]
    [TestCase("exited with code 137", "137")]
    [TestCase("exit status 2", "2")]
    [TestCase("killed by signal 9", "9")]
    [TestCase("error CS0246: The type", "CS0246")]
    [TestCase("src/a.ts(1,2): error TS2304: Cannot find name", "TS2304")]
    [TestCase("error[E0308]: mismatched types", "E0308")]
    [TestCase("error NU1605: Detected package downgrade", "NU1605")]
    [TestCase("SQLSTATE 40001", "40001")]
    [TestCase("SQLSTATE[HY000] [1045] Access denied", "1045")]
    [TestCase("ERROR 1213 (40001): Deadlock found", "1213")]
    [TestCase("failed with HRESULT 0x80070005", "0x80070005")]
    [TestCase("SocketException (111): Connection refused", "111")]
    [TestCase("FATAL:  53100: could not extend file", "53100")]
    [TestCase("ERROR:  40P01: deadlock detected", "40P01")]
    [TestCase("OperationalError: (57P01) terminating connection", "57P01")]
    [TestCase("process ended by SIGSEGV", "SIGSEGV")]
    [TestCase("npm ERR! code ENOENT", "ENOENT")]
    [TestCase("ended with 0xE0434352", "0xE0434352")]
    [TestCase("ended with 0xFFFFFFFF", "0xFFFFFFFF")]
    [TestCase("curl: (6) Could not resolve host", "6")]
    public void Codes_are_kept(string line, string code)
    {
        var codes = new List<string>();

        LineMask.Mask(line, codes).Should().Contain(code);

        codes.Should().Contain(code);
    }

    [TestCase("ORA-00942: table or view does not exist")]
    [TestCase("ORA-12541: no listener")]
    public void Codes_with_a_hyphen_are_kept(string line) => LineMask.Mask(line).Should().Be(line);

    [TestCase("connect ECONNREFUSED")]
    [TestCase("java.lang.OutOfMemoryError: Java heap space")]
    [TestCase("npm ERR! code ERESOLVE")]
    [TestCase("rpc error: code = Unavailable desc = transport is closing")]
    [TestCase("process was ended by SIGKILL")]
    [TestCase("CustomConnectionFactory failed for GetStatusWithoutExtraData")]
    public void Words_stay_as_they_are(string line) => LineMask.Mask(line).Should().Be(line);

    [TestCase("close, 403 bytes sent")]
    [TestCase("[503/883] Generating")]
    [TestCase("error: 491 bytes of body are still expected")]
    [TestCase("error: 5 checks did not pass")]
    [TestCase("request 503 of 900")]
    public void Numbers_that_only_look_like_codes_are_masked(string line)
    {
        var codes = new List<string>();

        LineMask.Mask(line, codes);

        codes.Should().BeEmpty();
    }

    [Test]
    public void A_long_line_keeps_its_beginning_and_its_end()
    {
        string masked = LineMask.Mask("first words " + string.Join(' ', Enumerable.Repeat("middle", 2000)) + " last words");

        masked.Should().StartWith("first words middle").And.Contain(" … ").And.EndWith("last words");
        masked.Length.Should().BeLessThanOrEqualTo(LineMask.MaxLength);
    }
}
