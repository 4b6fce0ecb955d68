using System.Globalization;

namespace WorkflowResilience.Analysis;

/// <summary>Reads a line's words into <see cref="LineEvidence"/>, once from left to right.</summary>
internal ref struct LineReader
{
    // How far an exit's number may stand behind the word: exited with exit code 3.
    private const int EndingReach = 4;
    private const int NegationReach = 2;

    private readonly ReadOnlySpan<char> _line;
    private readonly bool _errorLevel;
    private int _failing;
    private int _counted;
    private int _informative;
    private bool _specific;
    private bool _labelled;
    private int _typed;
    private bool _aftermath;

    // An artifact that a build needs is no aftermath of it.
    private bool _needs;
    private bool _pointer;
    private bool _excused;
    private int? _exit;
    private int _at;
    private int _previousStart;
    private int _previousEnd;
    private WordSense _previous;
    private int _sinceEnding;
    private int _sinceNegation;
    private bool _number;
    private int _previousFailing;
    private bool _exiting;

    // 0 tests failed: the word behind a zero, in the plural, is denied what is said of it.
    private bool _none;

    private LineReader(ReadOnlySpan<char> line, bool errorLevel)
    {
        _line = line;
        _errorLevel = errorLevel;
        _at = -1;
        _sinceEnding = _sinceNegation = 100;
    }

    internal static LineEvidence Read(ReadOnlySpan<char> line, bool errorLevel)
    {
        var reader = new LineReader(line, errorLevel);
        var words = new LineWords(line);
        for (bool first = true; words.Next(); first = false) reader.Take(words, first);
        return new LineEvidence(
            reader._failing, reader._counted, reader._informative, reader._specific, reader._labelled, reader._typed, reader._aftermath && !reader._needs, reader._pointer, reader._excused, reader._exit, Math.Max(0, reader._at));
    }

    private void Take(in LineWords words, bool first)
    {
        ReadOnlySpan<char> word = words.Word;
        _sinceEnding++;
        _sinceNegation++;
        if (IsNumber(word, out int number))
        {
            TakeNumber(words, number);
            return;
        }

        int type = ErrorTypes.NameStart(word);
        if (type >= 0) TakeType(words, first);
        else if (words.IsPlain || Vocabulary.Of(word) != WordSense.None) TakeWord(words, first);
        else if (word.StartsWith("ERR_", StringComparison.Ordinal)) Tell(words.Start, specific: true);
        else
        {
            _excused |= word.Length > 7 && word.EndsWith("Warning", StringComparison.Ordinal);
            Forget(words.Quoted);
        }
    }

    private void TakeNumber(in LineWords words, int number)
    {
        bool ending = _sinceEnding <= EndingReach && words.Before != '#' && words.After != '%';
        bool code = Previous("code") || Previous("status") || Previous("exited") || Previous("with") || Previous("exit") || Previous("zero") || Previous("non-zero");
        bool status = number is >= 400 and < 600;
        if (code && status && !_exiting) Tell(words.Start, specific: true);
        else if (ending && code && _exit is null && (number is > -1000 and < 256 || _exiting)) _exit = number;
        else if ((_previous & WordSense.Counted) != WordSense.None && _previousEnd < _line.Length && _line[_previousEnd] is ':' or '=' && IsPlural(_line[_previousStart.._previousEnd])) Count();
        _none = number == 0 && words.Word.Length == 1 && words.After == ' ';
        _previous = WordSense.None;
        _previousFailing = 0;
        _number = !status;
        _previousStart = words.Start;
        _previousEnd = words.End;
    }

    private void TakeType(in LineWords words, bool first)
    {
        ReadOnlySpan<char> rest = _line[words.End..].TrimStart(")]} ");
        bool code = words.After == '(' || Previous("raise") || Previous("throw") || Previous("new") || Previous("except") || Previous("catch") || Previous("import");
        if (code) return;
        bool colon = (rest.IsEmpty && !EndsLocation(words.Start)) || rest is [':' or '(' or '[', ..] || rest is ['-', ' ', ..];
        if (colon) _typed = Math.Max(_typed, first || _at < 0 && words.Start < 40 ? 2 : 1);
        if (colon || _errorLevel) Tell(words.Start, specific: false);
        Forget();
    }

    // test_api.py:12: AssertionError says where; what was asserted stands elsewhere.
    private readonly bool EndsLocation(int start) =>
        _previousEnd > 0 && _line[_previousEnd..start] is ": " && !_line[_previousStart.._previousEnd].ContainsAnyExceptInRange('0', '9') && _line[_previousStart - 1] == ':';

    private void TakeWord(in LineWords words, bool first)
    {
        ReadOnlySpan<char> word = words.Word;
        WordSense sense = Vocabulary.Of(word);
        if (_none && word.Length > 4 && (word[^1] is 's' || words.After == '(')) _sinceNegation = words.After == '(' ? -1 : 0;
        _none = false;
        bool joined = (_previous & WordSense.Opens) != WordSense.None && _previousEnd + 1 == words.Start && _line[_previousEnd] == ' ';
        bool aside = joined && _line[.._previousStart].EndsWith("which ", StringComparison.Ordinal);
        WordSense pair = joined && !aside ? Vocabulary.Of(_line[_previousStart..words.End]) : WordSense.None;
        if ((pair & (WordSense.Specific | WordSense.Failing)) != WordSense.None) Tell(_previousStart, (pair & WordSense.Specific) != WordSense.None);
        if (((sense | pair) & WordSense.Aftermath) != WordSense.None) _aftermath = true;
        if (word.StartsWith("dependenc", StringComparison.OrdinalIgnoreCase) || word.StartsWith("resolv", StringComparison.OrdinalIgnoreCase)) _needs = true;
        if (first && (sense & WordSense.Pointer) != WordSense.None) _pointer = true;
        if ((sense & WordSense.Ending) != WordSense.None) _sinceEnding = 0;
        if (word.StartsWith("exit", StringComparison.OrdinalIgnoreCase)) _exiting = true;
        if ((sense & WordSense.Excusing) != WordSense.None) _excused = true;
        bool negated = _sinceNegation <= NegationReach;
        bool counted = (sense & WordSense.Counted) != WordSense.None && _number && IsBeside(words.Start) && CountsSingular(word);
        if (counted) Count();
        else if ((sense & WordSense.Counted) != WordSense.None && Previous("no")) Count();
        else if ((sense & WordSense.Specific) != WordSense.None && !negated && words.After != '=') Tell(words.Start, specific: true);
        else if ((sense & WordSense.Failing) != WordSense.None && !negated && words.After != '=') Fail(words, sense);
        else _previousFailing = 0;
        if ((sense & WordSense.Negating) != WordSense.None) _sinceNegation = 0;
        if ((sense & (WordSense.Process | WordSense.Failing)) == WordSense.None && !words.Quoted && word.Length > 1) _informative++;
        bool label = (sense & WordSense.Label) != WordSense.None || (first && word is "E");
        if (label && !negated && IsLabel(words, first)) _labelled = true;
        _number = Previous("of") && _number;
        Remember(words, sense);
    }

    private void Fail(in LineWords words, WordSense sense)
    {
        _failing++;
        _previousFailing = (sense & WordSense.Counted) != WordSense.None ? 1 : 0;
        if (_at < 0) _at = words.Start;
    }

    private void Tell(int start, bool specific)
    {
        if (_sinceNegation <= NegationReach && !specific) return;
        _failing++;
        _previousFailing = 0;
        if (specific && !_specific || _at < 0) _at = start;
        _specific |= specific;
    }

    // Failures: 3 was taken for a failing word before its number was seen.
    private void Count()
    {
        _counted++;
        _failing -= _previousFailing;
        _previousFailing = 0;
        _number = false;
    }

    // error: what; error[E0308]: what; error CS0246: what; ERROR! what
    private readonly bool IsLabel(in LineWords words, bool first)
    {
        if (words.Quoted) return false;
        ReadOnlySpan<char> rest = _line[words.End..];
        if (rest.IsEmpty || (words.Word.Length == 1 && rest[0] != ':')) return false;
        if (rest[0] == ':' && rest.Length > 1 && char.IsAsciiDigit(rest[1])) return false;
        if (rest.Length > 2 && rest.Trim(" :=\"',;()[]{}") is "" or "none" or "None" or "null" or "nil" or "false") return false;
        if (rest[0] is ':' or '!' || (rest[0] == '[' && first)) return !rest.StartsWith("::", StringComparison.Ordinal);
        if (rest[0] is ']' or ')' or '|') return first;
        ReadOnlySpan<char> next = rest.TrimStart(' ');
        int end = next.IndexOf(':');
        if (end is > 2 and < 14 && char.IsAsciiLetterUpper(next[0]) && char.IsAsciiDigit(next[end - 1]) && !next[..end].Contains(' ')) return true;
        return next is [':', ' ', ..] || first && char.IsAsciiLetterUpper(words.Word[^1]);
    }

    private void Remember(in LineWords words, WordSense sense)
    {
        _previous = sense;
        _previousStart = words.Start;
        _previousEnd = words.End;
    }

    private void Forget(bool quoted = false)
    {
        _previous = WordSense.None;
        _previousFailing = 0;
        _number = false;
        if (!quoted) _informative++;
        _previousEnd = -1;
    }

    private readonly bool Previous(string word) => _previousEnd > 0 && _line[_previousStart.._previousEnd].Equals(word, StringComparison.OrdinalIgnoreCase);

    // 1 error is a count; 500 error is not, and neither is 3 fail.
    private readonly bool CountsSingular(ReadOnlySpan<char> word) =>
        !word.Equals("error", StringComparison.OrdinalIgnoreCase) && !word.Equals("failure", StringComparison.OrdinalIgnoreCase)
        || _line[_previousStart.._previousEnd] is "0" or "1";

    // 3 errors, but not main.c:3: error
    private readonly bool IsBeside(int start) => start > _previousEnd && _line[_previousEnd..start].IsWhiteSpace();

    private static bool IsPlural(ReadOnlySpan<char> word) => word[^1] is 's' or 'S' or 'd' or 'D' or 'g' or 'l';

    // A fraction, a version or a number beyond all codes counts as one that is none.
    private static bool IsNumber(ReadOnlySpan<char> word, out int number)
    {
        if (int.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number)) return true;
        number = int.MinValue;
        return char.IsAsciiDigit(word[0]) && !word.ContainsAnyExceptInRange('.', '9');
    }
}
