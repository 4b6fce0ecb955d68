using static WorkflowResilience.Redaction.NameStrength;

namespace WorkflowResilience.Redaction;

/// <summary>
/// The names of members, variables, headers, flags and parameters that hold secrets. What counts is how a name ends, whatever its spelling: <c>DB_PASSWORD</c>,
/// <c>dbPassword</c>, <c>db-password</c>, <c>spring.datasource.password</c>; not <c>max_tokens</c> or <c>password_policy</c>.
/// </summary>
internal static class SecretNames
{
    internal const int LongestName = 64;

    internal static readonly NameRow[] Rows =
    [
        Row("password", Certain, not: ["lastset", "reset"]), Row("passwd", Certain), Row("passphrase", Certain), Row("passcode", Certain), Row("pswd", Certain), Row("passwort", Certain),
        Row("kennwort", Certain), Row("pwd", Certain), Row("psk", Certain, whole: true), Row("requirepass", Certain), Row("masterauth", Certain), Row("authpass", Certain),
        Row("secret", Certain, Likely, not: ["imagepull", "pull", "has", "existing"]),
        Row("token", Likely, Likely, not: ["cancellation", "publickey", "next", "page", "nextpage", "pagination", "paging", "continuation", "syntax", "bos", "eos", "pad", "unk", "mask", "sep",
            "cls", "special", "per", "metadata", "keyword", "cost", "unexpected", "stop", "contextual"]),
        Row("key", Likely, None, only: ["api", "access", "secret", "private", "account", "shared", "signing", "sign", "encryption", "subscription", "master", "storage", "auth",
            "routing", "integration", "service", "servicerole", "admin", "app", "application", "host", "function", "functions", "deploy", "hmac", "jwt", "session", "security", "cosmos",
            "sas", "consumer", "ingest", "ingestion", "validation", "decryption", "rootapi", "webhook", "ssh", "wrapping", "data", "azure", "openai", "anthropic", "stripe", "sendgrid", "algolia",
            "datadog", "dd", "cloudflare", "cf", "mailgun", "twilio", "maps", "google", "django", "rails", "license", "vault", "unseal", "recovery", "gpg", "rsa", "aes", "opsgenie",
            "genie", "victorops", "pagerduty", "newrelic", "telemetry", "write", "seckey", "x"],
            not: ["public", "publishable", "cache", "dataset", "metadata"]),
        Row("key", Hint, None, only: ["primary", "secondary"]),
        Row("keydata", Likely, only: ["client", "private"]), Row("key-data", Likely, only: ["client", "private"]), Row("key_data", Likely, only: ["client", "private"]),
        Row("keybase", Likely, only: ["secret"]), Row("key-base", Likely, only: ["secret"]), Row("key_base", Likely, only: ["secret"]),
        Row("art-api", Likely, only: ["jfrog"]), Row("secretid", Likely), Row("secret_id", Likely), Row("secret-id", Likely), Row("login", Hint, None, only: ["sonar"]), Row("dockerconfigjson", Likely), Row("securestring", Certain, None, only: ["convertto"]),
        Row("identified by", Certain), Row("password is generated for root@localhost", Certain),
        Row("auth", Hint, Hint, only: ["docker", "registry", "basic", "proxy", "http", "redis", "x", "bearer"]),
        Row("credential", Hint, Hint, not: ["amz", "algorithm"]), Row("credentials", Hint, Hint), Row("creds", Hint, Hint),
        Row("pass", Certain, Likely, whole: true, not: ["first", "second", "render", "num", "per", "multi", "single", "last", "next", "this", "test", "tests", "total", "by", "color", "pre", "post", "proxy"]),
        Row("userpass", Certain), Row("dbpass", Certain), Row("mypass", Certain), Row("rootpass", Certain), Row("adminpass", Certain), Row("smtppass", Certain), Row("ftppass", Certain), Row("sshpass", Certain), Row("storepass", Certain), Row("keypass", Certain),
        Row("sig", Hint, Hint, whole: true), Row("signature", Hint, Hint), Row("signature", Authorization, None, only: ["stripe", "webhook", "hub", "slack", "svix", "hmacsha256", "twilio", "line", "gitlab", "gitea", "circleci"]),
        Row("signature-256", Authorization),
        Row("pat", Hint, Hint, whole: true), Row("sas", Hint, Hint, whole: true), Row("jwt", Hint, Hint, whole: true), Row("apikeys", Likely), Row("tokens", Hint, Hint), Row("passwords", Certain),
        Row("sessionid", Hint, None, only: ["j", "aspnet"]), Row("sessid", Hint), Row("connect.sid", Hint),
        Row("cookie", Cookie, Cookie, only: ["set", "x", "http", "header", "headers", "request", "req", "response", "document"]),
        Row("authorization", Authorization, Authorization, only: ["proxy", "http", "x", "xamz", "original", "forwarded", "xforwarded", "xoriginal", "header", "headers", "request", "req"]),
    ];

    /// <summary>What a whole name says; host rules not included.</summary>
    internal static NameStrength Of(ReadOnlySpan<char> name)
    {
        ReadOnlySpan<char> trimmed = name.TrimEnd("0123456789_-");
        NameStrength strongest = None;
        foreach (NameRow row in Rows)
        {
            if (!trimmed.EndsWith(row.Word, StringComparison.OrdinalIgnoreCase)) continue;
            int word = trimmed.Length - row.Word.Length;
            if (row.Strength(trimmed[..word], trimmed[word..]) is NameStrength strength && strength > strongest) strongest = strength;
        }

        return strongest;
    }

    /// <summary>Writes a name without separators in lower case; of a name that is too long, its end.</summary>
    internal static int Fold(ReadOnlySpan<char> name, Span<char> folded)
    {
        int length = 0;
        foreach (char c in name.Length > folded.Length ? name[^folded.Length..] : name)
        {
            if (c is not ('_' or '-' or '.')) folded[length++] = char.ToLowerInvariant(c);
        }

        return length;
    }

    private static NameRow Row(string word, NameStrength qualified, NameStrength? bare = null, string[]? only = null, string[]? not = null, bool whole = false) =>
        new(word, qualified, bare ?? qualified, only ?? [], not ?? [], whole);
}
