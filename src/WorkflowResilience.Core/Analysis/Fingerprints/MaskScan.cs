using System.Buffers;

namespace WorkflowResilience.Analysis;

/// <summary>One pass of <see cref="LineMask"/> over a line: token by token, each rule asked once at a token's beginning.</summary>
internal ref partial struct MaskScan
{
    private const int LongestQuoted = 200;

    // What may stand inside a token. Brackets, quotes, commas, equals signs and white space separate.
    private static readonly SearchValues<char> s_token = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-./\\@:+~%$&#*");

    private static readonly SearchValues<char> s_versionChars = SearchValues.Create("0123456789.#");
    private static readonly SearchValues<char> s_beforeValue = SearchValues.Create("\"'\\:= ({[");

    private readonly string _source;
    private readonly ReadOnlySpan<char> _line;
    private readonly ICollection<string>? _codes;
    private MaskBuffer _output;
    private int _tokenEnd;
    private Range _word;
    private Range _wordBefore;
    private bool _numbered;

    internal MaskScan(string line, ICollection<string>? codes)
    {
        _source = line;
        _line = line;
        _codes = codes;
        _output = new MaskBuffer(line.Length + 32);
    }

    internal readonly void Return() => _output.Return();

    internal ReadOnlySpan<char> Run()
    {
        for (int i = 0; i < _line.Length;) i = Step(i);
        return _output.Written;
    }

    private int Step(int i)
    {
        char c = _line[i];
        if (c == '<' && MaskMarks.Length(_line[i..]) is > 0 and int mark) return Replace(i + mark, _line.Slice(i, mark));
        bool starts = i == 0 || !IsWordChar(_line[i - 1]) || i >= _tokenEnd;
        if (i >= _tokenEnd && s_token.Contains(c))
        {
            int next = Token(i);
            if (next > i) return next;
        }

        if (char.IsAsciiLetterOrDigit(c) || char.IsLetterOrDigit(c)) return AlphaNumeric(i);
        if (starts && c is '\'' or '"' or '`' or '‘' or '“' && (i == 0 || !char.IsLetterOrDigit(_line[i - 1]))) return Quoted(i);
        _output.Append(c is '\n' or '\t' ? ' ' : c);
        return i + 1;
    }

    // The rules for whole tokens, in their order. Where none applies, the token is read run by run.
    private int Token(int start)
    {
        int time = Timestamps.Length(_line[start..]);
        if (time > 0 && (start + time == _line.Length || !char.IsAsciiLetterOrDigit(_line[start + time]))) return Replace(start + time, MaskMarks.Time);
        int length = _line[start..].IndexOfAnyExcept(s_token);
        _tokenEnd = length < 0 ? _line.Length : start + length;
        ReadOnlySpan<char> token = _line[start.._tokenEnd].TrimEnd(".:-");

        // A backslash before a quote is the quote's.
        if (_tokenEnd < _line.Length && _line[_tokenEnd] is '"' or '\'') token = token.TrimEnd('\\');
        if (token.IsEmpty) return start;

        // Before anything that begins with a word: a UUID's first group may be of letters only.
        if (WordShape.IsUuid(token)) return Masked(start + WordShape.UuidLength);
        if (token.StartsWith("HTTP/", StringComparison.Ordinal) && !token[5..].ContainsAnyExcept(s_versionChars)) return Protocol(start, token.Length);
        if (FileUrl(start, token) is > 0 and int file) return file;
        if (IsUrl(token, out int scheme)) return Url(start, scheme);
        if (Email(start, token) is > 0 and int email) return email;
        if (Address(start, token) is > 0 and int address) return address;
        if (Blob(start, token) is > 0 and int blob) return blob;
        if (Path(start, token) is > 0 and int path) return path;
        return Named(start, token);
    }

    // HTTP/1.1 403: the version differs from client to client, the number behind it is the status.
    private int Protocol(int start, int length)
    {
        _output.Append("HTTP/#");
        _word = start..(start + length);
        _wordBefore = default;
        _numbered = false;
        return start + length;
    }

    private int Quoted(int start)
    {
        char open = _line[start];
        char close = open switch { '‘' => '’', '“' => '”', _ => open };
        ReadOnlySpan<char> rest = _line.Slice(start + 1, Math.Min(LongestQuoted, _line.Length - start - 1));
        int length = rest.IndexOf(close);
        _output.Append(open);
        if (length <= 0) return start + 1;
        int end = start + 1 + length;
        ReadOnlySpan<char> content = rest[..length].TrimEnd('\\');
        int after = end + 1;
        bool closes = after >= _line.Length || !char.IsLetterOrDigit(_line[after]);
        bool key = after < _line.Length && _line[after] == ':';
        if (!closes || key || content.IsEmpty || Tells(start) || content.ContainsAny('/', '\\') || content.Count(' ') > 1) return start + 1;
        _output.Append(MaskMarks.Any);
        _output.Append(_line[(start + 1 + content.Length)..after]);
        Forget();
        return after;
    }

    // What was said by the key or the word before a quoted value.
    private readonly bool Tells(int start)
    {
        ReadOnlySpan<char> word = _line[_word];
        if (word.IsEmpty || !MaskWords.Tells(word)) return false;
        ReadOnlySpan<char> between = _line[_word.End.Value..start];
        return between.Length <= 5 && !between.ContainsAnyExcept(s_beforeValue);
    }

    private int Replace(int next, ReadOnlySpan<char> mark)
    {
        _output.Append(mark);
        Forget();
        return next;
    }

    private void Forget()
    {
        _word = _wordBefore = default;
        _numbered = false;
    }

    private static bool IsWordChar(char c) => char.IsLetterOrDigit(c) || c == '_';
}
