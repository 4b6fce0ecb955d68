using System.Collections.Frozen;

namespace WorkflowResilience.Redaction;

/// <summary>What stands for a value, or for its absence.</summary>
internal static class Placeholders
{
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> s_stopWords = Words(
        "null nil none bytes byte[] secretstr undefined empty blank missing true false yes no on off ok set unset not is was are be must should required optional invalid incorrect wrong expired valid changed "
        + "accepted denied rejected failed failure error redacted masked hidden removed filtered string str text bool boolean number integer int object type field property default prompt "
        + "stdin file env environment ask auto input output same unknown unchanged unavailable n/a na tbd todo and or the a an for from of in to with "
        + "authentication auth option flag argument parameter value values will can cannot has have does do please provided supplied given used found enabled disabled deprecated ignored sensitive expire expires")
        .GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> s_sentenceWords = Words(
        "must should is are was has have not cannot may please required invalid incorrect wrong too least field at be does do the for your of missing expired").GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly string[] s_references =
    [
        "secrets.", "env.", "var.", "vars.", "process.env", "os.environ", "os.getenv", "System.getenv", "getenv(", "ENV[", "vault:", "arn:", "op://", "ref+", "env:", "file:", "fd:", "params.", "local.", "module.",
        "data.", "config.", "settings.", "self.", "this.", "request.", "args.", "inputs.", "steps.", "github.", "new ", "ssh-", "ecdsa-", "@Microsoft.", "$env:", "data:", "valueFrom", "your", "YOUR",
        "<your", "id=", "System.", "Microsoft.",
    ];

    internal static bool Contains(ReadOnlySpan<char> value)
    {
        value = value.Trim("'\"` ");
        if (value.IsEmpty || !value.ContainsAnyExcept(Letters.Mask) || value.Contains("***", StringComparison.Ordinal)) return true;
        if (value[0] switch
        {
            '$' => IsVariable(value[1..]),
            '%' => value.Length > 2 && (value[1] == '{' || (value[^1] == '%' && IsName(value[1..^1]))),
            '{' => value.StartsWith("{{") || (value[^1] == '}' && IsName(value[1..^1])) || value.Length == 1,
            '<' => value[^1] == '>',
            '[' or '(' => value[^1] is ']' or ')' && Looks.Words(value[1..^1]) || value.Length == 1,
            '!' => value.Length > 1 && IsName(value[1..]),
            '#' or '@' => value.Length > 1 && value[1] == '{',
            _ => false,
        })
            return true;
        foreach (string reference in s_references)
        {
            if (value.StartsWith(reference)) return true;
        }

        return false;
    }

    internal static bool IsStopWord(ReadOnlySpan<char> value) => s_stopWords.Contains(value.TrimEnd(".,;:!?"));

    /// <summary>Whether words that sentences about values have stand among others.</summary>
    internal static bool IsSentence(ReadOnlySpan<char> value)
    {
        foreach (Range range in value.Split(' '))
        {
            if (s_sentenceWords.Contains(value[range].TrimEnd(".,;:!?"))) return true;
        }

        return false;
    }

    // $PASSWORD, ${PASSWORD}, and $config-> whose second sign ends a value.
    private static bool IsVariable(ReadOnlySpan<char> rest)
    {
        if (rest is [_, .., '-']) rest = rest[..^1];
        return rest.Length > 0 && (rest[0] is '{' or '(' || rest.StartsWith("env:") || IsName(rest));
    }

    private static bool IsName(ReadOnlySpan<char> name) =>
        !name.ContainsAnyExcept(Letters.Constant) || !name.ContainsAnyExcept(Letters.Variable);

    private static FrozenSet<string> Words(string words) => words.Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
