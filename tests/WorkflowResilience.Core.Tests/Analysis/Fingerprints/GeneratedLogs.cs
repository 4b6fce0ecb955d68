using System.Globalization;
using System.Text;

namespace WorkflowResilience.Tests.Analysis;

/// <summary>Logs of failures that a seed writes: the template decides what failed, the holes hold what differs from run to run.</summary>
internal sealed class GeneratedLogs(int seed)
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyz";

    /// <summary>
    /// What fails. Holes: {t} a time, {n} a number, {id} an id, {uuid}, {sha}, {host}, {hostport}, {ip}, {dir} folders, {tmp} a temporary folder, {user}, {mail}, {pod}, {ms} a duration,
    /// {size}. {code} is the code of the failure: it belongs to the template.
    /// </summary>
    internal static readonly (string Log, string[] Codes)[] Templates =
    [
        ("{t} GET https://{host}/api/v1/items/{n}\n{t} Error: request to https://{host}/api/v1/items/{n} failed with status code {code}\n{t} ##[error]Process completed with exit code 1.", ["403", "429", "500", "502", "503"]),
        ("[{t}] INFO  [worker-{n}] job {uuid} started\n[{t}] ERROR [worker-{n}] HTTP {code} from {ip} after {ms}\n   at Shop.Orders.Load(Int32 id) in {dir}/Orders.cs:line {n}", ["401", "409", "504"]),
        ("npm ERR! code {code}\nnpm ERR! errno {code}\nnpm ERR! network request to https://{host}/left-pad failed, reason: connect {code} {ip}\nnpm ERR! A complete log of this run can be found in:\nnpm ERR!     {dir}/{t}-debug.log", ["ECONNREFUSED", "ETIMEDOUT", "ENOTFOUND"]),
        ("Traceback (most recent call last):\n  File \"{dir}/load.py\", line {n}, in run\n    open(path)\nOSError: [Errno {code}] cannot write '{dir}/out.bin'", ["13", "28", "24", "30"]),
        ("{t} postgres@{host} FATAL:  password authentication failed for user \"{user}\"\nSQLSTATE: {code}", ["28000", "28P01"]),
        ("#{n} [build {n}/{n}] RUN make\n#{n} {ms} {dir}/main.c:{n}:{n}: error: conversion from {id} lost\n#{n} ERROR: process \"/bin/sh -c make\" did not complete successfully: exit code: {code}", ["2", "137", "139"]),
        ("{dir}/Program.cs({n},{n}): error {code}: The name 'total' does not exist in the current context [{dir}/Shop.csproj]\n    {n} Warning(s)\n    1 Error(s)", ["CS0103", "CS0246", "CS1061"]),
        ("E0102 03:04:05.{n}       1 controller.go:{n}] pod {pod} on {host} failed: rpc error: code = {code} desc = context ended after {ms}", ["Unavailable", "DeadlineExceeded"]),
        ("Error from server: container in pod {pod} (uid {uuid}) was OOMKilled: exit code {code}, limit {size}", ["137", "1"]),
        ("fatal: unable to access 'https://{host}/team/app.git/': The requested URL returned error: {code}\nthe checkout of {sha} for {mail} ended after {ms}", ["403", "503"]),
        ("{t} {host} backup[{n}]: error: write {tmp}: {code} (errno) after {size}", ["ENOSPC", "EDQUOT", "EROFS"]),
        ("System.Net.Sockets.SocketException ({code}): Connection refused ({hostport})\n   at System.Net.Http.HttpConnectionPool.ConnectAsync()\nrequest {sha} took {ms}", ["111", "10061"]),
        ("thread 'main' panicked at src/main.rs:{n}:{n}:\ncalled `Result::unwrap()` on an `Err` value: Os {{ code: {code}, kind: Other, message: \"{user}\" }}", ["2", "13", "111"]),
        ("{t} level=error msg=\"sync failed\" target=https://{host}/hooks/{id} status={code} elapsed={ms}", ["404", "422", "500"]),
        ("{t} [{n}] FATAL:  {code}: could not open file \"base/{n}/{n}\" of {host}", ["53100", "58P01", "XX001"]),
        ("panic: runtime error: invalid memory address or nil pointer dereference\n[signal {code}: violation]\n\ngoroutine {n} [running]:\nmain.main()\n\t{dir}/main.go:{n}", ["SIGSEGV", "SIGBUS"]),
        ("Unhandled exception. System.IO.IOException: The device is not ready (0x{code}) : '{dir}\\state.db'", ["80070015", "80070005"]),
    ];

    private static readonly string[] s_people = ["alice", "bob", "mkovacs", "deploy", "svc_build", "jane.doe", "root"];

    private static readonly string[] s_folders =
        ["/home/{u}/work/app/src", "/builds/{a}/{a}/src", "/var/lib/{a}/{n}", "C:\\ws\\{u}\\source\\repos\\{a}", "/tmp/{h}/{a}", "D:\\a\\{n}\\s", "/__w/{a}/{a}", "/opt/agents/{n}/_work/{n}/s"];

    private readonly Random _random = new(seed);

    /// <summary>One log of a template: other holes each time.</summary>
    internal string Write((string Log, string[] Codes) template, string code)
    {
        var text = new StringBuilder();
        string log = template.Log;
        for (int i = 0; i < log.Length;)
        {
            if (log[i] != '{' || log.IndexOf('}', i) is var close && close < 0 || log[i + 1] == '{')
            {
                if (i + 1 < log.Length && log[i] == '{' && log[i + 1] == '{' || log[i] == '}') i += log[i] == '{' ? 1 : 0;
                text.Append(log[i++]);
                continue;
            }

            string hole = log[(i + 1)..close];
            text.Append(hole == "code" ? code : Hole(hole));
            i = close + 1;
        }

        return text.ToString();
    }

    /// <summary>Text without sense, of the pieces that masking looks for.</summary>
    internal string Noise(int pieces)
    {
        string[] bits = ["'", "\"", "/", "\\", ":", " ", " ", ".", "-", "=", "(", ")", "[", "]", "<", ">", "#", "*", "@", "://", "?", "error", "code", "status", "HTTP", "exit", "with", "ms", "<host>", "é", "0x", "user", "\t", "…", "_", ","];
        var text = new StringBuilder();
        for (int i = 0; i < pieces; i++)
        {
            text.Append(_random.Next(4) switch
            {
                0 => Hole(new[] { "t", "n", "id", "uuid", "sha", "host", "hostport", "ip", "dir", "tmp", "user", "mail", "pod", "ms", "size" }[_random.Next(15)]),
                1 => Word(1 + _random.Next(9)),
                _ => bits[_random.Next(bits.Length)],
            });
        }

        return text.ToString();
    }

    private string Hole(string name) => name switch
    {
        "t" => Time(),
        "n" => Number(),
        "id" => _random.Next(3) switch { 0 => Hex(12), 1 => Hex(24), _ => Hex(8) },
        "uuid" => Guid().ToString(),
        "sha" => Hex(40),
        "host" => Host(),
        "hostport" => $"{Host()}:{_random.Next(1000, 65536)}",
        "ip" => $"{_random.Next(1, 255)}.{_random.Next(256)}.{_random.Next(256)}.{_random.Next(256)}:{_random.Next(1000, 65536)}",
        "dir" => Folder(),
        "tmp" => "/tmp/" + Hex(9),
        "user" => s_people[_random.Next(s_people.Length)],
        "mail" => $"{Word(5)}@{Word(6)}.example.com",
        "pod" => $"web-{Drawn(9, digit: true)}-{Drawn(5, digit: false)}",
        "ms" => _random.Next(4) switch { 0 => $"{_random.Next(1, 9999)}ms", 1 => $"{_random.Next(1, 99)}.{_random.Next(10)}s", 2 => $"{_random.Next(2, 60)} seconds", _ => $"{_random.Next(1, 9)}m{(_random.Next(2) == 0 ? " " : "")}{_random.Next(60)}s" },
        "size" => _random.Next(3) switch { 0 => $"{_random.Next(1, 900)} MiB", 1 => $"{_random.Next(1, 9)}.{_random.Next(10)}GB", _ => $"{_random.Next(10000, 99999)} bytes" },
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No such hole."),
    };

    private string Time()
    {
        DateTime time = new DateTime(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddSeconds(_random.Next(100_000_000));
        return _random.Next(5) switch
        {
            0 => time.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture),
            1 => time.ToString("yyyy-MM-dd HH:mm:ss,fff", CultureInfo.InvariantCulture),
            2 => time.ToString("yyyy-MM-dd'T'HH:mm:ss'+02:00'", CultureInfo.InvariantCulture),
            3 => time.ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture),
            _ => time.ToString("yyyy/MM/dd HH:mm:ss", CultureInfo.InvariantCulture),
        };
    }

    private string Folder() => s_folders[_random.Next(s_folders.Length)].Replace("{u}", Word(5)).Replace("{a}", Word(6)).Replace("{n}", Number()).Replace("{h}", Hex(8));

    private string Host() => _random.Next(4) switch { 0 => $"{Word(6)}.example.com", 1 => $"{Word(4)}-{_random.Next(99)}.internal", 2 => $"{Word(3)}.{Word(5)}.svc.cluster.local", _ => $"{_random.Next(1, 255)}.{_random.Next(256)}.{_random.Next(256)}.{_random.Next(256)}" };

    private string Number() => _random.Next(1, (int)Math.Pow(10, _random.Next(1, 7))).ToString(CultureInfo.InvariantCulture);

    private string Hex(int length) => string.Create(length, _random, static (text, random) =>
    {
        for (int i = 0; i < text.Length; i++) text[i] = "0123456789abcdef"[random.Next(16)];
    });

    private Guid Guid()
    {
        Span<byte> bytes = stackalloc byte[16];
        _random.NextBytes(bytes);
        return new Guid(bytes);
    }

    private string Word(int length) => string.Create(length, _random, static (text, random) =>
    {
        for (int i = 0; i < text.Length; i++) text[i] = Letters[random.Next(Letters.Length)];
    });

    private string Drawn(int length, bool digit)
    {
        string text = string.Create(length, _random, static (text, random) =>
        {
            for (int i = 0; i < text.Length; i++) text[i] = "bcdfghjklmnpqrstvwxz2456789"[random.Next(27)];
        });
        return digit && !text.Any(char.IsAsciiDigit) ? "7" + text[1..] : text;
    }
}
