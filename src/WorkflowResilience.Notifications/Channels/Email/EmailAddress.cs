using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace WorkflowResilience.Notifications;

/// <summary>An e-mail address, with a name to show or without. Immutable.</summary>
/// <remarks>
/// Read from <c>ops@example.org</c> or <c>Builds &lt;ci@example.org&gt;</c>. Quoted local parts, comments, routes, groups and address literals are refused: nobody is reached by
/// them today, and each is a way to say one address to the reader and another to the server.
/// </remarks>
public sealed record EmailAddress
{
    /// <summary>The longest address, in bytes of UTF-8 (RFC 5321, 4.5.3.1.3).</summary>
    public const int MaxLength = 254;

    private const int MaxLocalPart = 64;

    // RFC 5322 atext, beside letters and digits, and the dot between atoms.
    private static readonly SearchValues<char> s_localPart =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!#$%&'*+-/=?^_`{|}~.");

    private static readonly IdnMapping s_idn = new() { UseStd3AsciiRules = true };

    private EmailAddress(string? name, string localPart, string domain) => (Name, LocalPart, Domain) = (name, localPart, domain);

    /// <summary>The name to show; null when there is none.</summary>
    public string? Name { get; }

    /// <summary>What stands before the <c>@</c>.</summary>
    public string LocalPart { get; }

    /// <summary>The domain in its ASCII form: <c>bücher.example</c> is <c>xn--bcher-kva.example</c>.</summary>
    public string Domain { get; }

    /// <summary>The address as the server gets it.</summary>
    public string Address => $"{LocalPart}@{Domain}";

    /// <summary>Whether it is only for servers that offer <c>SMTPUTF8</c>: the local part is not ASCII.</summary>
    public bool IsInternational => !System.Text.Ascii.IsValid(LocalPart);

    /// <summary>Reads an address.</summary>
    /// <param name="text">The text, with a name before <c>&lt;…&gt;</c> or without.</param>
    /// <returns>The address.</returns>
    /// <exception cref="FormatException">It is none.</exception>
    public static EmailAddress Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryParse(text, out EmailAddress? address) ? address : throw new FormatException("The text is no e-mail address; write it as ops@example.org or Builds <ci@example.org>.");
    }

    /// <summary>Tries to read an address.</summary>
    /// <param name="text">The text, with a name before <c>&lt;…&gt;</c> or without.</param>
    /// <param name="address">The address; null when it is none.</param>
    /// <returns>Whether it is one.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out EmailAddress? address)
    {
        address = null;
        if (string.IsNullOrWhiteSpace(text) || text.AsSpan().ContainsAnyInRange('\0', '\u001F') || text.Any(char.IsControl)) return false;
        ReadOnlySpan<char> rest = text.AsSpan().Trim();
        string? name = null;
        if (rest[^1] == '>')
        {
            int open = rest.IndexOf('<');
            if (open < 0) return false;
            name = Unquote(rest[..open].Trim());
            rest = rest[(open + 1)..^1];
        }

        int at = rest.LastIndexOf('@');
        if (at < 1 || !IsLocalPart(rest[..at]) || AsciiDomain(rest[(at + 1)..].ToString()) is not { } domain) return false;
        string localPart = rest[..at].ToString();
        if (System.Text.Encoding.UTF8.GetByteCount(localPart) + 1 + domain.Length > MaxLength) return false;
        address = new EmailAddress(string.IsNullOrEmpty(name) ? null : name, localPart, domain);
        return true;
    }

    /// <summary>The address with its name, as it is read.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Name is null ? Address : $"{Name} <{Address}>";

    private static bool IsLocalPart(ReadOnlySpan<char> text)
    {
        if (System.Text.Encoding.UTF8.GetByteCount(text) > MaxLocalPart || text[0] == '.' || text[^1] == '.' || text.Contains("..", StringComparison.Ordinal)) return false;
        int next = text.IndexOfAnyExcept(s_localPart);
        while (next >= 0)
        {
            // Outside ASCII letters, marks and digits only: no blank, no invisible sign, no half of a pair.
            if (text[next] < 0x80 || System.Text.Rune.DecodeFromUtf16(text[next..], out System.Text.Rune rune, out int length) != OperationStatus.Done || !IsWord(rune)) return false;
            next += length;
            int more = text[next..].IndexOfAnyExcept(s_localPart);
            next = more < 0 ? -1 : next + more;
        }

        return true;
    }

    private static bool IsWord(System.Text.Rune rune) => System.Text.Rune.GetUnicodeCategory(rune) is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter
        or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
        or UnicodeCategory.DecimalDigitNumber;

    private static string? AsciiDomain(string text)
    {
        if (text.Length is 0 or > 253 || text[^1] == '.') return null;
        try
        {
            string ascii = s_idn.GetAscii(text);
            return ascii.Length <= 253 && ascii.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.') ? ascii : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static string Unquote(ReadOnlySpan<char> name)
    {
        if (name.Length < 2 || name[0] != '"' || name[^1] != '"') return name.ToString();
        return name[1..^1].ToString().Replace("\\\"", "\"", StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal);
    }
}
