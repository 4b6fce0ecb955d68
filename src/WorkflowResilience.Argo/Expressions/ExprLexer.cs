using System.Globalization;
using System.Text;

namespace WorkflowResilience.Argo;

/// <summary>Splits an expression of expr-lang into words, tags of Argo included.</summary>
internal sealed class ExprLexer
{
    private static readonly string[] s_operators = ["...", "**", "==", "!=", "<=", ">=", "&&", "||", "??", "?.", "..", "::"];

    private readonly string _text;
    private readonly List<ExprToken> _tokens = [];
    private int _at;

    private ExprLexer(string text) => _text = text;

    internal static (IReadOnlyList<ExprToken> Tokens, ExprProblem? Problem) Split(string text)
    {
        var lexer = new ExprLexer(text);
        ExprProblem? problem = null;
        while (problem is null && lexer.SkipBlank(ref problem)) problem = lexer.Next();
        lexer._tokens.Add(new ExprToken(ExprTokenKind.End, "", text.Length));
        return (lexer._tokens, problem);
    }

    private static ExprProblem Problem(int at, string message, string fix) => new(ExprProblemKind.Unreadable, at, message, fix);

    private bool SkipBlank(ref ExprProblem? problem)
    {
        while (_at < _text.Length)
        {
            ReadOnlySpan<char> rest = _text.AsSpan(_at);
            if (char.IsWhiteSpace(rest[0]))
            {
                _at++;
            }
            else if (rest.StartsWith("//"))
            {
                int end = rest.IndexOf('\n');
                _at = end < 0 ? _text.Length : _at + end;
            }
            else if (rest.StartsWith("/*"))
            {
                int end = rest.IndexOf("*/");
                if (end < 0)
                {
                    problem = Problem(_at, "A comment (/*) has no end.", "End it with */.");
                    return false;
                }

                _at += end + 2;
            }
            else
            {
                return true;
            }
        }

        return false;
    }

    private ExprProblem? Next()
    {
        char c = _text[_at];
        if (c is '"' or '\'' or '`') return ReadText(c);
        if (char.IsLetter(c) || c is '_' or '$')
        {
            Take(ExprTokenKind.Name, EndOf(_at, static c => char.IsLetterOrDigit(c) || c is '_' or '$'));
            return null;
        }

        if (char.IsAsciiDigit(c) || (c == '.' && _at + 1 < _text.Length && char.IsAsciiDigit(_text[_at + 1]))) return ReadNumber();
        if (c == '{' && EndOfTag() is > 0 and int end)
        {
            Take(ExprTokenKind.Tag, end);
            return null;
        }

        foreach (string known in s_operators)
        {
            if (!_text.AsSpan(_at).StartsWith(known)) continue;
            Take(ExprTokenKind.Operator, _at + known.Length);
            return null;
        }

        if (!"!<>=+-*/%^|&?:.,;()[]{}#".Contains(c, StringComparison.Ordinal))
        {
            return Problem(_at, string.Create(CultureInfo.InvariantCulture, $"The character {(char.IsControl(c) || char.IsSurrogate(c) ? $"U+{(int)c:X4}" : c)} does not belong into an expression."), "Remove it, or put it into quotes.");
        }

        Take(ExprTokenKind.Operator, _at + 1);
        return null;
    }

    private void Take(ExprTokenKind kind, int end)
    {
        _tokens.Add(new ExprToken(kind, _text[_at..end], _at));
        _at = end;
    }

    private int EndOf(int at, Func<char, bool> belongs)
    {
        while (at < _text.Length && belongs(_text[at])) at++;
        return at;
    }

    // {{name}} and {{=expression}}; other braces within braces are a map or a closure.
    private int EndOfTag()
    {
        ReadOnlySpan<char> rest = _text.AsSpan(_at);
        if (!rest.StartsWith("{{")) return 0;
        int close = rest.IndexOf("}}");
        if (close < 0) return 0;
        ReadOnlySpan<char> inner = rest[2..close].Trim();
        if (inner.StartsWith("=")) return _at + close + 2;
        foreach (char c in inner)
        {
            if (!char.IsLetterOrDigit(c) && c is not ('.' or '-' or '_')) return 0;
        }

        return inner.Length > 0 ? _at + close + 2 : 0;
    }

    private ExprProblem? ReadNumber()
    {
        int start = _at, end = EndOf(_at, static c => char.IsAsciiLetterOrDigit(c) || c == '_');
        if (end < _text.Length && _text[end] == '.' && !_text.AsSpan(end).StartsWith("..")) end = EndOf(end + 1, static c => char.IsAsciiLetterOrDigit(c) || c == '_');
        if (end < _text.Length && _text[end] is '+' or '-' && end - start >= 2 && _text[end - 1] is 'e' or 'E' && !_text.AsSpan(start).StartsWith("0x")) end = EndOf(end + 1, char.IsAsciiDigit);
        ReadOnlySpan<char> number = _text.AsSpan(start, end - start);
        if (!IsNumber(number)) return Problem(start, $"{number} is no number.", "Numbers have digits alone; put other values into quotes.");
        Take(ExprTokenKind.Number, end);
        return null;
    }

    private static bool IsNumber(ReadOnlySpan<char> number)
    {
        string digits = number.ToString().Replace("_", "", StringComparison.Ordinal);
        if (digits.StartsWith("0x", StringComparison.OrdinalIgnoreCase)) return digits.Length > 2 && digits.Skip(2).All(char.IsAsciiHexDigit);
        if (digits.StartsWith("0b", StringComparison.OrdinalIgnoreCase)) return digits.Length > 2 && digits.Skip(2).All(static c => c is '0' or '1');
        if (digits.StartsWith("0o", StringComparison.OrdinalIgnoreCase)) return digits.Length > 2 && digits.Skip(2).All(static c => c is >= '0' and <= '7');
        return double.TryParse(digits, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out _);
    }

    private ExprProblem? ReadText(char quote)
    {
        int start = _at;
        var value = new StringBuilder();
        for (int i = _at + 1; i < _text.Length; i++)
        {
            char c = _text[i];
            if (c == quote)
            {
                _tokens.Add(new ExprToken(ExprTokenKind.Text, value.ToString(), start));
                _at = i + 1;
                return null;
            }

            if (c == '\\' && quote != '`')
            {
                if (++i == _text.Length) break;
                if (Unescape(value, ref i) is { } problem) return problem;
            }
            else
            {
                value.Append(c);
            }
        }

        return Problem(start, $"A text that begins with {quote} has no end.", $"End it with {quote}.");
    }

    private ExprProblem? Unescape(StringBuilder value, ref int i)
    {
        char c = _text[i];
        if (c is '\\' or '"' or '\'' or '`' or '?')
        {
            value.Append(c);
            return null;
        }

        if ("abfnrtv".IndexOf(c, StringComparison.Ordinal) is >= 0 and int simple)
        {
            value.Append("\a\b\f\n\r\t\v"[simple]);
            return null;
        }

        int digits = c switch { 'x' => 2, 'u' => 4, 'U' => 8, >= '0' and <= '3' => 3, _ => 0 };
        int first = digits == 3 ? i : i + 1;
        if (digits == 0 || first + digits > _text.Length) return Unknown(i);
        ReadOnlySpan<char> number = _text.AsSpan(first, digits);
        foreach (char digit in number)
        {
            if (digits == 3 ? digit is < '0' or > '7' : !char.IsAsciiHexDigit(digit)) return Unknown(i);
        }

        long code = digits == 3 ? ((number[0] - '0') * 64) + ((number[1] - '0') * 8) + number[2] - '0' : long.Parse(number, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        if (!Rune.IsValid((uint)code)) return Unknown(i);
        value.Append(new Rune((uint)code).ToString());
        i = first + digits - 1;
        return null;
    }

    private ExprProblem Unknown(int at) => Problem(at - 1, $@"\{_text[at]} is no escape that expressions know.", @"For a backslash write \\, or put the text into backquotes.");
}
