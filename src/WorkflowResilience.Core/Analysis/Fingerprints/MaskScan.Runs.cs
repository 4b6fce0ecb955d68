using System.Buffers;

namespace WorkflowResilience.Analysis;

/// <summary>Words, numbers and codes.</summary>
internal ref partial struct MaskScan
{
    // No status, errno, exit or error number is longer.
    private const int LongestCode = 6;

    private static readonly SearchValues<char> s_beforeCode = SearchValues.Create(" :=([#\"'-\\_{.");

    private int AlphaNumeric(int start)
    {
        int end = EndOfRun(start);
        if (WordShape.IsUuid(_line[start..])) return Masked(start + WordShape.UuidLength);
        ReadOnlySpan<char> run = _line[start..end];
        if (!run.ContainsAnyInRange('0', '9')) return Word(start, end);
        return run.ContainsAnyExceptInRange('0', '9') ? Mixed(start, end) : Number(start, end);
    }

    private int Word(int start, int end)
    {
        ReadOnlySpan<char> run = _line[start..end];
        bool behindHyphen = start > 0 && _line[start - 1] == '-';
        bool last = end == _line.Length || _line[end] is not ('-' or '_' or '.') || (_numbered && _line[end] == '_');
        if (WordShape.IsHex(run) || WordShape.IsRandom(run) || (behindHyphen && WordShape.IsDrawn(run, last))) return Masked(end);
        _output.Append(run);
        if (MaskWords.IsCodeName(run)) _codes?.Add(_source[start..end]);

        // error_code and status-code name a code by their last word, Oops.NET by its first.
        _wordBefore = _word;
        _word = start..end;
        _numbered = false;
        return end;
    }

    private int Mixed(int start, int end)
    {
        ReadOnlySpan<char> run = _line[start..end];
        bool behindHyphen = start > 0 && _line[start - 1] == '-';
        if (WordShape.IsResultCode(run) || (WordShape.IsCode(run) && StandsAsCode(start, end)) || (WordShape.IsSqlState(run) && (NamedCode(start) || OpensReport(start, end))) || (WordShape.IsPlainSqlState(run) && IsBracketed(start, end))) return Kept(start, end);
        if (ErrorTypes.NameStart(run) >= 0) return Word(start, end);
        int whole = EndOfNumber(start, end);
        if (WordShape.IsHex(run) || (behindHyphen && WordShape.IsDrawn(run, last: true))) return Masked(whole);
        if (char.IsAsciiDigit(run[0]) && WordShape.IsDuration(_line[start..whole])) return Measured(whole, MaskMarks.Duration);
        if (char.IsAsciiDigit(run[0]) && WordShape.IsSize(_line[start..whole])) return Measured(whole, MaskMarks.Size);
        int digits = run.IndexOfAnyInRange('0', '9');
        if (WordShape.IsRandom(run) || digits < 1 || (behindHyphen && _numbered) || run[digits..].ContainsAnyExceptInRange('0', '9')) return Masked(whole);
        _output.Append(run[..digits]);
        _output.Append(MaskMarks.Number);
        _word = start..(start + digits);
        _numbered = true;
        return EndOfNumber(start, end);
    }

    private int Number(int start, int end)
    {
        int whole = EndOfNumber(start, end);
        if (WordShape.IsDuration(_line[start..whole])) return Measured(whole, MaskMarks.Duration);
        if (WordShape.IsSize(_line[start..whole])) return Measured(whole, MaskMarks.Size);
        int after = whole;
        while (after < _line.Length && _line[after] == ' ' && after - whole < 2) after++;
        int unitEnd = after < _line.Length && char.IsLetter(_line[after]) ? EndOfRun(after) : after;
        ReadOnlySpan<char> next = _line[after..unitEnd];
        if (next.Length > 0 && after > whole && (next.Length > 1 || next is "s") && MaskWords.IsDuration(next)) return Measured(unitEnd, MaskMarks.Duration);
        if (next.Length > 1 && after > whole && MaskWords.IsSize(next)) return Measured(unitEnd, MaskMarks.Size);
        if (whole == end && end - start <= LongestCode && (IsCode(start, end, next) || OpensReport(start, end))) return Kept(start, end);
        return Masked(whole);
    }

    private readonly bool IsCode(int start, int end, ReadOnlySpan<char> next)
    {
        bool status = end - start == 3 && _line[start] is >= '1' and <= '5';
        if (status && MaskWords.BeginsReason(next)) return true;
        if (status && _line[start] is '4' or '5' && start > 0 && _line[start - 1] == '(' && !(start > 1 && char.IsLetterOrDigit(_line[start - 2])) && end < _line.Length && _line[end] == ')') return true;
        bool opened = start > 0 && _line[start - 1] == '(' && end + 2 < _line.Length && _line[end] is ':' or ',' && _line[end + 1] == ' ' && (char.IsLetter(_line[end + 2]) || _line[end + 2] == '\'');

        // (13: Permission denied), (1213, 'Deadlock found')
        if (opened || IsHyphenated(start, end)) return true;
        if (!NamedCode(start)) return false;
        if (end + 1 < _line.Length && _line[end] == ':' && char.IsLetterOrDigit(_line[end + 1])) return false;

        // error: 491 bytes is a sentence, error: 500 Internal and error: (401) are not.
        bool sentence = !MaskWords.OnlyNamesCode(_line[_word]) && _line[_word.End.Value..start].Contains(':') && next.Length > 0 && char.IsAsciiLetterLower(next[0]) && end < _line.Length && _line[end] == ' ';
        return !sentence || (status && _line[start] is '4' or '5');
    }

    private readonly bool IsBracketed(int start, int end) => start > 0 && _line[start - 1] is '(' or '[' && end < _line.Length && _line[end] is ')' or ']';

    // FATAL:  53100: no space left. PostgreSQL writes two blanks, its verbose form the state behind them.
    private readonly bool OpensReport(int start, int end) =>
        end - start == 5 && end < _line.Length && _line[end] == ':' && start >= 3 && _line[(start - 3)..start] is ":  " && _line[_word] is "FATAL" or "ERROR" or "PANIC" or "WARNING";

    // ORA-00942: what opens a line or a clause and ends in a colon.
    private readonly bool IsHyphenated(int start, int end)
    {
        (int word, int wordEnd) = (_word.Start.Value, _word.End.Value);
        if (wordEnd + 1 != start || _line[wordEnd] != '-' || _numbered || wordEnd - word is < 2 or > 6 || end - start is < 4 or > 6) return false;
        return !_line[_word].ContainsAnyExceptInRange('A', 'Z') && end < _line.Length && _line[end] == ':' && (word == 0 || _line[word - 1] is ' ' or '(' or '[');
    }

    // Whether the words before a place make what stands there a code.
    private readonly bool NamedCode(int start)
    {
        ReadOnlySpan<char> word = _line[_word];
        if (word.IsEmpty) return false;
        ReadOnlySpan<char> between = _line[_word.End.Value..start];
        if (_numbered && (start == 0 || _line[start - 1] is not ('(' or '['))) return false;
        if (between.Length > 12 || (!_numbered && between.ContainsAnyExcept(s_beforeCode))) return false;
        if (MaskWords.NamesCode(word)) return true;
        ReadOnlySpan<char> before = _line[_wordBefore];
        return between is " " && (MaskWords.NameCode(before, word) || (word is "returned" or "received" or "got" && start + 3 <= _line.Length && _line[start] is '4' or '5'));
    }

    // A code of letters and digits that nothing names is one where it opens the line, ends a clause or follows the word error.
    private readonly bool StandsAsCode(int start, int end)
    {
        if (NamedCode(start) || _output.Written.TrimStart().IsEmpty) return true;
        if (_line[_word] is "warning" or "fatal" or "ERR" or "warn") return true;
        return end < _line.Length && _line[end] is ':' or ']' or ')' && (end + 1 == _line.Length || !char.IsLetterOrDigit(_line[end + 1])) && start > 0 && _line[start - 1] is ' ' or '[' or '(';
    }

    private int Kept(int start, int end)
    {
        _output.Append(_line[start..end]);
        _codes?.Add(_source[start..end]);
        _numbered = true;
        return end;
    }

    private int Masked(int end)
    {
        _output.Append(MaskMarks.Number);
        _numbered = true;
        return end;
    }

    private int Measured(int end, string mark)
    {
        // 1h 23m is one duration.
        if (string.Equals(mark, MaskMarks.Duration, StringComparison.Ordinal) && _output.Written.EndsWith(MaskMarks.Duration + " ", StringComparison.Ordinal)) _output.Shorten(mark.Length + 1);
        _output.Append(mark);
        Forget();
        return end;
    }

    private readonly int EndOfRun(int start)
    {
        int end = start;
        while (end < _line.Length && char.IsLetterOrDigit(_line[end])) end++;
        return end;
    }

    // 1.2.3, 1.2.3rc1; 10,000 and 7,551, of which nobody can tell whether they are one number or two.
    private readonly int EndOfNumber(int start, int end)
    {
        if (!char.IsAsciiDigit(_line[start])) return end;
        while (end + 1 < _line.Length && char.IsAsciiDigit(_line[end + 1]))
        {
            int next = EndOfRun(end + 1);
            if (_line[end] is not ('.' or ',')) break;
            end = next;
        }

        return end;
    }
}
