using System.Buffers;

namespace WorkflowResilience.Analysis;

/// <summary>URLs, addresses, hosts and paths.</summary>
internal ref partial struct MaskScan
{
    private const int LongestScheme = 16;
    private const int ShortestBlob = 24;
    private const int LongestKind = 12;

    private static readonly SearchValues<char> s_urlEnds = SearchValues.Create(" \t\r\n\"'`<>()[]{}|,;");
    private static readonly SearchValues<char> s_addressChars = SearchValues.Create("0123456789abcdefABCDEF:.");

    private static readonly SearchValues<char> s_fractionChars = SearchValues.Create("0123456789/.#");

    // A path that is written as an address.
    private int FileUrl(int start, ReadOnlySpan<char> token)
    {
        const string Scheme = "file://";
        if (!token.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) || token.Length < Scheme.Length + 2 || token[Scheme.Length] != '/' || token[^1] == '/') return 0;
        _output.Append(Scheme);
        int path = start + Scheme.Length;
        return Path(path, token[Scheme.Length..]) is > 0 and int next ? next : path;
    }

    private static bool IsUrl(ReadOnlySpan<char> token, out int scheme)
    {
        scheme = token[..Math.Min(token.Length, LongestScheme)].IndexOf("://", StringComparison.Ordinal);
        return scheme > 0 && char.IsAsciiLetter(token[0]);
    }

    // The scheme and the path's shape stay, the host and the query go.
    private int Url(int start, int scheme)
    {
        int i = start + scheme + 3;
        _output.Append(_line[start..i]);
        int authority = MaskMarks.Length(_line[i..]);
        if (authority == 0)
        {
            authority = EndOf(i, "/?\\") - i;
            if (i + authority == EndOf(i, "")) authority = _line.Slice(i, authority).TrimEnd(".:!").Length;
        }

        i += authority;
        if (authority > 0) _output.Append(MaskMarks.Host);
        int end = EndOf(i, "?");
        end = i + _line[i..end].TrimEnd(".:!*").Length;
        _tokenEnd = Math.Max(_tokenEnd, end);
        Forget();
        while (i < end)
        {
            if (char.IsLetterOrDigit(_line[i])) i = Math.Max(i + 1, AlphaNumeric(i));
            else _output.Append(_line[i++]);
        }

        Forget();
        if (i >= _line.Length || _line[i] != '?') return i;
        int query = EndOf(i + 1, "");
        query = i + 1 + _line[(i + 1)..query].TrimEnd(".:!?").Length;
        if (query == i + 1) return i;
        _output.Append("?*");
        return query;
    }

    private readonly int EndOf(int start, string also)
    {
        ReadOnlySpan<char> rest = _line[start..];
        int end = rest.IndexOfAny(s_urlEnds);
        if (end >= 0) rest = rest[..end];
        int sooner = also.Length == 0 ? -1 : rest.IndexOfAny(also);
        return start + (sooner < 0 ? rest.Length : sooner);
    }

    private int Email(int start, ReadOnlySpan<char> token)
    {
        int at = token.IndexOf('@');
        if (at < 1 || at + 2 >= token.Length || !(char.IsAsciiLetter(token[at + 1]) || IsFourNumbers(token[(at + 1)..])) || !char.IsAsciiLetterOrDigit(token[at - 1]) || token[..at].ContainsAny('/', '\\')) return 0;
        int end = at + 1;
        while (end < token.Length && (char.IsAsciiLetterOrDigit(token[end]) || token[end] is '-' or '.')) end++;
        return Replace(start + end, MaskMarks.Email);
    }

    // 10.0.0.7:5432, fe80::1, 00:1b:44:11:3a:b7, and other ids of hexadecimal groups.
    private int Address(int start, ReadOnlySpan<char> token)
    {
        int length = token.IndexOfAnyExcept(s_addressChars);
        ReadOnlySpan<char> groups = length < 0 ? token : token[..length];
        if ((groups.Length < 4 && !groups.StartsWith("::", StringComparison.Ordinal)) || !groups.ContainsAnyInRange('0', '9')) return 0;
        int dots = groups.Count('.'), colons = groups.Count(':');
        if (dots == 3 && colons <= 1 && IsFourNumbers(groups)) return Replace(start + SkipMask(start + groups.TrimEnd(':').Length) - start, MaskMarks.Host);
        if (length >= 0 && token[length] is not ('/' or '%' or '-')) return 0;
        if (colons < 2 || dots > 3) return 0;
        return groups.IndexOf("::", StringComparison.Ordinal) >= 0 || colons == 7 ? Replace(start + groups.Length, MaskMarks.Host) : Masked(start + groups.Length);
    }

    private static bool IsFourNumbers(ReadOnlySpan<char> address)
    {
        int colon = address.IndexOf(':');
        if (colon >= 0) address = address[..colon];
        int parts = 0;
        foreach (Range part in address.Split('.'))
        {
            if (!byte.TryParse(address[part], out _)) return false;
            parts++;
        }

        return parts == 4;
    }

    // 10.0.0.0/8
    private readonly int SkipMask(int end)
    {
        if (end + 1 >= _line.Length || _line[end] != '/' || !char.IsAsciiDigit(_line[end + 1])) return end;
        int next = end + 1;
        while (next < _line.Length && next < end + 3 && char.IsAsciiDigit(_line[next])) next++;
        return next;
    }

    private int Blob(int start, ReadOnlySpan<char> token)
    {
        if (token.Length < ShortestBlob || token.ContainsAny('.', ':', '\\') || !token.ContainsAnyInRange('0', '9') || !WordShape.IsRandom(token)) return 0;

        // Names of small letters in parts that hyphens join are read part by part: web-7d9f8c6b5-x2k4p_prod.
        if (token.IndexOf('-') is > 0 and int hyphen && !token[..hyphen].ContainsAnyExceptInRange('a', 'z') && !token.ContainsAnyInRange('A', 'Z')) return 0;
        int end = start + token.Length;

        // org-1a2b…: what it is an id of stays, as it does where the id looks less random.
        int kind = token.IndexOfAnyExceptInRange('a', 'z');
        if (kind is > 1 and <= LongestKind && token[kind] is '-' or '_' && ShortestBlob <= token.Length - kind) _output.Append(token[..(kind + 1)]);
        while (end < _line.Length && _line[end] == '=' && end < start + token.Length + 2) end++;
        return Masked(end);
    }

    // The folders go, the last part stays: with its numbers masked, and its name too where that is nobody's choice.
    private int Path(int start, ReadOnlySpan<char> token)
    {
        int separator = token.IndexOfAny('/', '\\');
        if (separator < 0 || !token.ContainsAnyExcept(s_fractionChars)) return 0;
        ReadOnlySpan<char> trimmed = token.TrimEnd("/\\");
        int last = trimmed.LastIndexOfAny('/', '\\');
        ReadOnlySpan<char> name = trimmed[(last + 1)..];
        bool rooted = separator == 0 || token[0] is '~' or '.' or '*' || (separator == 2 && token[1] == ':') || token.Contains('\\');
        if (!rooted && last == separator && !name.Contains('.')) return 0;
        if (name.IsEmpty || (token is ['\\', var escaped, ..] && token.Length == 2 && char.IsAsciiLetter(escaped))) return 0;
        ReadOnlySpan<char> parent = last <= 0 ? [] : trimmed[(trimmed[..last].LastIndexOfAny('/', '\\') + 1)..last];
        _output.Append("*/");
        Forget();
        if (parent is "home" or "Users") return Masked(start + token.Length);
        int nameStart = start + last + 1;
        if (parent is not ("tmp" or "temp" or "Temp")) return trimmed.Length == token.Length ? nameStart : Trailing(nameStart, start + trimmed.Length, start + token.Length);
        int dot = name.LastIndexOf('.');
        return Masked(dot <= 0 ? start + trimmed.Length : nameStart + dot);
    }

    // A folder's last separator says nothing.
    private int Trailing(int start, int end, int next)
    {
        while (start < end)
        {
            if (char.IsLetterOrDigit(_line[start])) start = AlphaNumeric(start);
            else _output.Append(_line[start++]);
        }

        return next;
    }

    // Hosts by their form or by the word before them, users by the word before them.
    private int Named(int start, ReadOnlySpan<char> token)
    {
        int colon = token.IndexOf(':');
        ReadOnlySpan<char> name = colon < 0 ? token : token[..colon];
        ReadOnlySpan<char> port = colon < 0 ? [] : token[(colon + 1)..];
        bool hasPort = port.Length is >= 2 and <= 5 && !port.ContainsAnyExceptInRange('0', '9');
        if (name.Length > 1 && IsHost(name, hasPort)) return Replace(start + (hasPort ? token.Length : name.Length), MaskMarks.Host);
        if (!Follows(start) || name.IsEmpty || !char.IsLetterOrDigit(name[0]) || MaskWords.IsPlain(name) || name[0] == MaskMarks.Any) return start;
        if (MaskWords.NamesHost(_line[_word]) && !name.ContainsAnyInRange('A', 'Z')) return Replace(start + (hasPort ? token.Length : name.Length), MaskMarks.Host);
        return MaskWords.NamesUser(_line[_word], _line[_word.End.Value..start].ContainsAny(':', '=')) ? Replace(start + name.Length, "*") : start;
    }

    private readonly bool Follows(int start) =>
        !_line[_word].IsEmpty && !_numbered && start - _word.End.Value is 1 or 2 && _line[_word.End.Value..start].IndexOfAnyExcept(" :=") < 0;

    private static bool IsHost(ReadOnlySpan<char> name, bool hasPort)
    {
        if (name is "localhost") return true;
        foreach (char c in name)
        {
            if (!char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c is not ('.' or '-' or '_')) return false;
        }

        int dot = name.LastIndexOf('.');
        if (!char.IsAsciiLetterOrDigit(name[0])) return false;
        if (dot < 0) return hasPort && char.IsAsciiLetter(name[0]) && !MaskWords.NamesCode(name) && name is not ("line" or "column" or "col" or "at" or "port" or "latest");
        ReadOnlySpan<char> top = name[(dot + 1)..];
        if (top.IsEmpty || dot == 0 || MaskWords.IsExtension(top)) return false;
        return MaskWords.IsTopLevel(top) || (hasPort && !top.ContainsAnyInRange('0', '9')) || name.Contains(".svc.", StringComparison.Ordinal);
    }
}
