using System.Text;

namespace WorkflowResilience.PerfGate;

/// <summary>What the scanner is measured on: a log like that of a CI run, and signatures of failures. The same ones every time.</summary>
internal static class ScanTexts
{
    private static readonly string[] s_calm =
    [
        "Downloading {w}-{v}.tgz ({n} kB) from registry, attempt {d}", "  restored /home/runner/work/{w}/{w}/src/{w}.csproj (in {n} ms)",
        "[{n}/{n}] Building CXX object src/{w}/CMakeFiles/{w}.dir/{w}.cpp.o",
        "  Passed {w}_{w}_returns_{w} [{d} ms]", "#{d} {d}.{n} ---> {h}{h}", "added {n} packages, and audited {n} packages in {d}s",
        "INFO  {w}.{w} - request {h} GET /api/v{d}/{w}/{n} 200 {n}ms",
        "    at async {w} (/home/runner/work/{w}/node_modules/{w}/lib/{w}.js:{n}:{d})", "warning: unused variable: `{w}` in src/{w}/{w}.rs:{n}:{d}",
        "DEBUG cache hit for key {w}-{h}-{n} restored {n} bytes",
        "ok {n} - {w} {w} {w} # time={d}.{n}ms", "Step {d}/{d} : COPY --from={w} /out/{w} /usr/local/bin/{w}", "   Compiling {w} v{v} (/workspace/crates/{w})",
        "level=info msg=\"{w} {w} {w}\" component={w} duration={n}ms trace_id={h}{h}",
        "{w}: pulling layer sha256:{h}{h}{h}{h} {n}.{d}MB / {n}.{d}MB", "Collecting {w}>={v} (from -r requirements.txt (line {n}))", "PASS src/{w}/{w}.test.ts ({d}.{n} s)",
        "##[group]Run actions/{w}@v{d}",
    ];

    private static readonly string[] s_words =
    [
        "parser", "engine", "tokio", "network", "serialize", "payment", "checkout", "gateway", "session", "render", "index", "metrics", "storage", "worker", "scheduler",
        "inventory", "auth", "profile",
        "config", "resource", "handler", "compiler", "terminal", "formatter", "catalog", "shipping", "message", "buffer", "context", "failure", "limits", "memory", "timeout",
        "connection", "permissions",
    ];

    private static readonly string[] s_subjects =
    [
        "connection", "socket", "handshake", "request to upstream", "certificate", "pull access", "volume mount", "container", "test host", "build agent", "lock file",
        "disk quota", "api rate", "token",
        "dns lookup", "database", "cache server", "git fetch", "package index", "job runner",
    ];

    private static readonly string[] s_fates = [" timed out", " refused", " reset", " expired", " not found", " was killed", " exceeded",
        " is unavailable", " failed with status", " aborted"];

    private static readonly string[] s_names =
    [
        "ENOSPC", "ENOMEM", "EMFILE", "ENFILE", "EACCES", "EPERM", "ECONNRESET", "ECONNREFUSED", "ETIMEDOUT", "EHOSTUNREACH", "ENETUNREACH", "EAI_AGAIN", "ENOTFOUND", "EPIPE",
        "EADDRINUSE", "ELIFECYCLE", "ERESOLVE", "EINTEGRITY", "E401", "E403", "E404",
        "OOMKilled", "CrashLoopBackOff", "ImagePullBackOff", "ErrImagePull", "CreateContainerConfigError", "FailedScheduling", "FailedMount", "Evicted", "NodeNotReady",
        "DeadlineExceeded", "BackOff restarting",
        "OutOfMemoryError", "OutOfMemoryException", "StackOverflowError", "NullReferenceException", "NullPointerException", "ClassNotFoundException", "NoSuchMethodError",
        "TimeoutException", "SocketException",
        "HttpRequestException", "TaskCanceledException", "UnauthorizedAccessException", "FileNotFoundException", "ModuleNotFoundError", "ImportError", "SyntaxError",
        "TypeError:", "ReferenceError", "AssertionError",
        "CS0246", "CS0103", "CS1061", "TS2304", "TS2339", "NU1101", "NU1605", "MSB3073", "MSB4018", "error[E0", "LNK2019", "undefined reference to", "cannot find symbol",
        "segmentation fault", "core dumped", "SIGKILL", "SIGSEGV", "exit code 137",
        "no space left on device", "too many open files", "permission denied", "access denied", "authentication failed", "could not resolve host",
        "temporary failure in name resolution", "tls handshake", "x509: certificate", "unable to get local issuer",
        "bad gateway", "service unavailable", "gateway timeout", "too many requests", "rate limit", "quota exceeded", "secondary rate", "throttl", "slow down", "retry-after",
        "deadlock detected", "could not serialize access", "too many connections",
        "npm err!", "fatal:", "panic:", "traceback (most recent", "unhandled exception", "merge conflict", "non-fast-forward", "shallow update not allowed", "early eof",
        "the remote end hung up", "toomanyrequests", "manifest unknown", "denied: requested access",
    ];

    /// <summary>Signatures of failures, 4 to 40 bytes: more than 300, to be found in either case.</summary>
    internal static string[] Signatures { get; } = [.. s_names, .. s_subjects.SelectMany(s => s_fates.Select(f => s + f))];

    /// <summary>Every line of it holds nothing to be found, but for one line in so many.</summary>
    internal static byte[] Log(int bytes, int linesToAHit)
    {
        var random = new Random(20261123);
        var log = new StringBuilder(bytes + 400);
        for (int line = 0; log.Length < bytes; line++)
        {
            log.Append("2026-11-23T").Append(random.Next(10, 24)).Append(':').Append(random.Next(10, 60)).Append(':').Append(random.Next(10, 60))
                .Append('.').Append(random.Next(1000000, 9999999)).Append("Z ");
            Fill(log, s_calm[random.Next(s_calm.Length)], random);
            if (random.Next(linesToAHit) == 0) log.Append(" error: ").Append(Signatures[random.Next(Signatures.Length)]);
            log.Append('\n');
        }

        return Encoding.UTF8.GetBytes(log.ToString(0, bytes));
    }

    private static void Fill(StringBuilder log, string line, Random random)
    {
        for (int i = 0; i < line.Length; i++)
        {
            if (line[i] != '{' || i + 2 >= line.Length || line[i + 2] != '}')
            {
                log.Append(line[i]);
                continue;
            }

            _ = line[i + 1] switch
            {
                'w' => log.Append(s_words[random.Next(s_words.Length)]),
                'n' => log.Append(random.Next(1, 5000)),
                'd' => log.Append(random.Next(1, 10)),
                'h' => log.Append(random.NextInt64(0x10000000, 0xFFFFFFFF).ToString("x")),
                _ => log.Append(random.Next(9)).Append('.').Append(random.Next(30)).Append('.').Append(random.Next(9)),
            };
            i += 2;
        }
    }
}
