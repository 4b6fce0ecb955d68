using WorkflowResilience.Analysis;

namespace WorkflowResilience.Tests.Issues;

/// <summary>What reviews found in redaction, excerpts and fingerprints. Cases that went wrong, and beside them what must stay as it is; secrets are put together at run time.</summary>
public sealed class TextFindingsTests
{
    private static string Word => string.Concat("Dragon", "!fly", "77");

    private static string Hex(int length) => string.Concat(Enumerable.Repeat("8b1f0c3d5e7a9264", (length / 16) + 1))[..length];

    [TestCase("skopeo copy --src-creds ci:{0} docker://a docker://b")]
    [TestCase("java -jar jenkins-cli.jar -s http://j -auth ci:{0} build x")]
    [TestCase("signtool sign /f cert.pfx /p {0} app.exe")]
    [TestCase("conan user -p {0} -r acme ci")]
    [TestCase("curl -ubob:{0} https://nexus/x")]
    [TestCase("ldapsearch -x -D cn=admin -w{0} -b dc=acme")]
    [TestCase("sqlcmd -S db -U sa -P{0}")]
    [TestCase("schtasks /create /ru bob /rp {0} /tn x")]
    [TestCase("aws secretsmanager put-secret-value --secret-id x --secret-string {0}")]
    [TestCase("sqlplus -s scott/{0}@ORCL @migrate.sql")]
    [TestCase("CREATE USER 'app'@'%' IDENTIFIED BY '{0}';")]
    [TestCase("ConvertTo-SecureString '{0}' -AsPlainText -Force")]
    [TestCase("cmdkey /add:srv /user:bob /pass:{0}")]
    [TestCase("password: !!str {0}")]
    [TestCase("A temporary password is generated for root@localhost: {0}")]
    [TestCase("pillar: mysql.pass: {0}")]
    [TestCase("&{{Host:db Pass:{0} TLS:true}}")]
    [TestCase("<wsse:Password Type=\"x#PasswordText\">{0}</wsse:Password>")]
    public void A_password_that_a_tool_was_given_is_redacted(string line) => Redacted(line, Word);

    [TestCase("NEW_RELIC_LICENSE_KEY={0}", 36)]
    [TestCase("rails: secret_key_base: {0}", 128)]
    [TestCase("Unseal Key 1: {0}", 44)]
    [TestCase("mvn sonar:sonar -Dsonar.login={0}", 40)]
    [TestCase("curl -H 'X-JFrog-Art-Api: {0}' https://a", 60)]
    [TestCase("vault write auth/approle/login role_id=x secret_id={0}", 32)]
    [TestCase("consul acl token: SecretID: {0}", 32)]
    public void A_key_is_redacted_by_what_its_name_ends_with(string line, int length) => Redacted(line, Hex(length));

    [TestCase("", "")]
    [TestCase("2026-11-23T10:00:00.123Z ", "")]
    [TestCase("web-1  | ", "")]
    [TestCase("{\"log\":\"", "\\n\",\"stream\":\"stdout\"}")]
    [TestCase("  \"", "\\n\" +")]
    [TestCase("\u001b[36m", "\u001b[0m")]
    public void A_key_is_redacted_to_its_last_line_whatever_stands_around_its_lines(string before, string after)
    {
        byte[] bytes = new byte[48];
        new Random(7).NextBytes(bytes);
        string body = Convert.ToBase64String(bytes);
        string[] lines = [$"-----BEGIN RSA {"PRIVATE"} KEY-----", body, body, body[..20], $"-----END RSA {"PRIVATE"} KEY-----", "done with it"];
        string[] logged = [.. lines.Select(l => before + l + after)];
        var redactor = new LineRedactor();

        string[] redacted = [.. logged.Select(redactor.Redact)];

        for (int i = 1; i <= 3; i++) redacted[i].Should().NotContain(body[4..12]);
        redacted[^1].Should().Be(logged[^1]);
        FailureText.Redact(string.Join('\n', logged)).Should().NotContain(body[4..12]).And.Contain("done with it");
    }

    [TestCase("redis-cli -a option is deprecated")]
    [TestCase("authorization: RBAC enabled")]
    [TestCase("Signing key: 0x1234ABCD5678EF90")]
    [TestCase("self.password = password")]
    [TestCase("assert user.password == expected_password")]
    [TestCase("PASS: test_login (0.02s)")]
    [TestCase("pass:12 fail:3")]
    [TestCase("<password nil=\"true\"/> is not allowed")]
    public void A_line_without_a_secret_stays(string line) => FailureText.Redact(line).Should().BeSameAs(line);

    [TestCase("[ERROR] Failed to execute goal x:compile (default-compile) on project core: Compilation failure\n[ERROR] /src/Foo.java:[3,1] cannot find symbol\n[ERROR] -> [Help 1]", "cannot find symbol")]
    [TestCase("[ERROR] Failed to execute goal on project web: Could not resolve dependencies: Failed to read artifact descriptor: status code: 401\n[ERROR] Re-run Maven using the -X switch to enable full debug logging.", "Could not resolve dependencies")]
    [TestCase("      Error: pg_config executable not found.\n      [end of output]\nERROR: Could not build wheels for psycopg2, which is required to install pyproject.toml-based projects", "pg_config")]
    [TestCase("  Failed Orders_are_sent [12 ms]\n  Error Message:\n   Expected response.StatusCode to be OK, but found BadGateway.\n  Stack Trace:\n   at A.B()", "but found")]
    [TestCase("E       assert 503 == 200\nE        +  where 503 = <Response [503]>.status_code\n\ntests/test_api.py:12: AssertionError\nFAILED tests/test_api.py::test_get - assert 503 == 200", "assert 503")]
    [TestCase("Failures:\n\n  1) User is valid\n     Failure/Error: expect(user).to be_valid\n       expected true, got false\n", "Failure/Error")]
    public void The_cause_is_what_a_person_would_quote(string log, string quoted) => LogExcerpt.Of(log).Cause.Should().Contain(quoted);

    [TestCase("panic at app/src/Db.php(42): Connection refused", "panic at app/src/Db.php(503): Connection refused")]
    [TestCase("error in file:///home/runner/a/x.kt:3:4 bad", "error in file:///Users/bob/b/c/x.kt:9:1 bad")]
    [TestCase("Error: Rate limit: org-1a2b3c4d5e6f7a8b9c0d1a2b", "Error: Rate limit: org-a1b2c3d4e5f60718293a4b5c")]
    public void What_differs_from_run_to_run_is_no_part_of_a_fingerprint(string one, string other) => FailureFingerprint.Of(one).Should().Be(FailureFingerprint.Of(other));

    [TestCase("Win32Exception (5): failed", "Win32Exception (740): failed")]
    [TestCase("ERROR exitCode: 134 failed", "ERROR exitCode: 139 failed")]
    [TestCase("error: SMTP 550 mailbox", "error: SMTP 421 mailbox")]
    public void Another_code_is_another_fingerprint(string one, string other) => FailureFingerprint.Of(one).Should().NotBe(FailureFingerprint.Of(other));

    private static void Redacted(string line, string secret)
    {
        string redacted = FailureText.Redact(string.Format(System.Globalization.CultureInfo.InvariantCulture, line, secret));

        for (int i = 0; i + 4 <= secret.Length; i++) redacted.Should().NotContain(secret.Substring(i, 4));
        FailureText.Redact(redacted).Should().Be(redacted);
    }
}
