using System.Globalization;
using System.Text;

namespace WorkflowResilience.Tests.Redaction;

/// <summary>A line of <c>secrets.txt</c>: no secret stands in it, only how one is written.</summary>
/// <param name="Kind">What sort of secret it is.</param>
/// <param name="Text">The line. A secret stands between <c>«</c> and <c>»</c>, and what is drawn at random stands in it as <c>{generator:length}</c>; <c>{+}</c> is nothing, <c>⏎</c> a new line.</param>
internal sealed record SecretTemplate(string Kind, string Text)
{
    private const string Digits = "0123456789";
    private const string Lower = "abcdefghijklmnopqrstuvwxyz";
    private const string Upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private const string Symbols = "!@#%^&*";

    private static readonly Dictionary<string, string> s_alphabets = new(StringComparer.Ordinal)
    {
        ["an"] = Lower + Upper + Digits,
        ["al"] = Lower + Upper,
        ["lo"] = Lower + Digits,
        ["up"] = Upper + Digits,
        ["num"] = Digits,
        ["hex"] = "0123456789abcdef",
        ["HEX"] = "0123456789ABCDEF",
        ["b64"] = Lower + Upper + Digits + "+/",
        ["b64u"] = Lower + Upper + Digits + "-_",
        ["b32"] = Upper + "234567",
        ["b32l"] = Lower + "234567",
        ["bech"] = "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L",
    };

    private static readonly string[] s_words =
    [
        "amber", "autumn", "badger", "bamboo", "bishop", "candle", "cherry", "cobalt", "copper", "dolphin", "dragon", "falcon", "forest", "galaxy", "garden", "guitar", "hammer",
        "harbor", "jaguar", "jungle", "lemon", "magnet", "marble", "monkey", "mountain", "orange", "panther", "pepper", "planet", "purple", "rocket", "saturn", "silver", "spring",
        "summer", "sunset", "thunder", "tiger", "turtle", "velvet", "violet", "walnut", "winter", "yellow", "zebra",
    ];

    internal static SecretTemplate Parse(string line)
    {
        int tab = line.IndexOf('\t', StringComparison.Ordinal);
        return tab > 0 ? new SecretTemplate(line[..tab], line[(tab + 1)..]) : throw new FormatException($"Without a kind: {line}");
    }

    /// <summary>A line with secrets in it, the same one for the same seed.</summary>
    internal SecretLine Draw(int seed)
    {
        var random = new Random(seed);
        var line = new StringBuilder();
        var around = new List<string>();
        var drawn = new List<(int From, bool[] Random)>();
        string rest = Text.Replace("{+}", "", StringComparison.Ordinal).Replace('⏎', '\n');
        while (rest.IndexOf('«', StringComparison.Ordinal) is int open and >= 0)
        {
            int close = rest.IndexOf('»', StringComparison.Ordinal);
            around.Add(rest[..open]);
            line.Append(rest.AsSpan(0, open));
            var marks = new List<bool>();
            int from = line.Length;
            Secret(rest[(open + 1)..close], random, line, marks);
            drawn.Add((from, [.. marks]));
            rest = rest[(close + 1)..];
        }

        around.Add(rest);
        line.Append(rest);
        return new SecretLine(line.ToString(), around, drawn);
    }

    // Marks each character: drawn, or the same in every secret of the shape.
    private static void Secret(string pattern, Random random, StringBuilder line, List<bool> marks)
    {
        for (int i = 0; i < pattern.Length; i++)
        {
            string piece = pattern[i].ToString();
            bool generator = pattern[i] == '{';
            if (generator)
            {
                int end = pattern.IndexOf('}', i);
                piece = Piece(pattern[(i + 1)..end], random);
                i = end;
            }

            line.Append(piece);
            marks.AddRange(Enumerable.Repeat(generator, piece.Length));
        }
    }

    private static string Piece(string generator, Random random)
    {
        if (generator == "word") return Weak(random);
        string[] parts = generator.Split(':');
        int length = int.Parse(parts[1], CultureInfo.InvariantCulture);
        if (parts[0] == "sp") return Strong(random, length);
        return new string(random.GetItems(s_alphabets[parts[0]].AsSpan(), length));
    }

    // Letters, digits and every third a symbol: what a rule for passwords asks for.
    private static string Strong(Random random, int length) =>
        string.Create(length, random, static (span, r) =>
        {
            ReadOnlySpan<char> plain = s_alphabets["an"];
            for (int i = 0; i < span.Length; i++) span[i] = i % 3 == 2 ? Symbols[r.Next(Symbols.Length)] : plain[r.Next(plain.Length)];
        });

    private static string Weak(Random random)
    {
        string first = s_words[random.Next(s_words.Length)];
        string second = s_words[random.Next(s_words.Length)];
        return random.Next(4) switch
        {
            0 => first + second,
            1 => $"{first}-{second}",
            2 => $"{Capital(first)}{Capital(second)}{random.Next(10, 100)}",
            _ => $"{Capital(first)}{second}{random.Next(2015, 2026)}",
        };
    }

    private static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];
}
