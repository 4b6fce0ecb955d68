namespace WorkflowResilience.Analysis;

/// <summary>What a line is and how much it says: the one place that knows the weights.</summary>
/// <param name="Role">What it is.</param>
/// <param name="Score">How much it says of a cause; 0 for what is not kept.</param>
/// <param name="At">Where in the line its most telling word begins.</param>
/// <param name="Link">Whether it is a link of a chain of causes.</param>
/// <param name="Introduces">How much the line after it says at least, because this one ends in a colon; 0 when it introduces nothing.</param>
internal readonly record struct LineRating(ExcerptRole Role, int Score, int At, bool Link, int Introduces)
{
    /// <summary>What names a cause says at least this much.</summary>
    internal const int Enough = 2;

    /// <summary>What says this much needs no better one looked for in the middle of a huge text.</summary>
    internal const int Strong = 7;

    private const int TypeAtStart = 7;
    private const int TypeInside = 6;
    private const int Label = 5;
    private const int SpecificAlone = 5;
    private const int SpecificToo = 2;
    private const int LevelAlone = 4;
    private const int FailingAlone = 3;
    private const int Telling = 1;
    private const int LinkBonus = 2;
    private const int Heading = -3;
    private const int Advice = -3;
    private const int Excused = -4;
    private const int SourceCode = -3;
    private const int OnlyName = -2;
    private const int Located = 2;
    private const int LongestHeading = 120;
    private const int OnlyWarned = -4;
    private const int OnlyChatted = -6;

    private static readonly LineRating s_nothing = new(ExcerptRole.Context, 0, 0, false, 0);

    /// <summary>Rates one line that is not blank.</summary>
    internal static LineRating Of(ReadOnlySpan<char> line)
    {
        LineLevel level = LevelMark.Of(line, out int technical);
        int link = TraceLines.LinkLength(line[technical..]);
        ReadOnlySpan<char> body = line[(technical + link)..];
        if (level == LineLevel.Command || TestReports.IsPassed(body) || QuietLines.Has(line)) return s_nothing;
        int tool = LevelMark.Tool(body);
        LineEvidence seen = LineReader.Read(body[tool..], level == LineLevel.Error);
        int at = technical + link + tool + seen.At;
        if (TestReports.IsFailed(line[technical..])) return new LineRating(ExcerptRole.TestReport, Math.Max(1, Weigh(seen, level, link > 0)), at, false, 0);
        if (seen.Exit == 0 && !seen.Specific) return s_nothing;
        bool bare = !seen.Specific && seen.Typed == 0;
        if (seen.Exit is not null && !seen.Specific) return new LineRating(ExcerptRole.Wrapper, 1, at, false, 0);
        if (seen.Counted > 0 && bare) return new LineRating(ExcerptRole.Counter, 1, at, false, 0);
        bool says = seen.Failing > 0 || seen.Labelled || seen.Typed > 0 || level == LineLevel.Error;
        bool colon = bare && body.Length <= LongestHeading && body.TrimEnd() is [.., ':'];
        if (link > 0 && (body.IsWhiteSpace() || colon)) return new LineRating(ExcerptRole.Context, 0, at, true, TypeAtStart + LinkBonus);
        if (!says) return s_nothing;
        if (seen.Informative == 0 && bare) return new LineRating(ExcerptRole.Wrapper, 1, at, false, colon && seen.Labelled ? Label : 0);
        int score = Weigh(seen, level, link > 0);
        int introduces = colon ? score : 0;
        if (colon) score += Heading;
        if (IsSource(body)) score += SourceCode;
        if (level == LineLevel.Error && IsAssertion(body)) score = Math.Max(score, Label + Telling);
        if (level is LineLevel.None or LineLevel.Error && seen.Failing > 0 && IsLocated(body)) score += Located;
        if (score < Enough) return new LineRating(ExcerptRole.Context, 0, at, false, introduces);
        return new LineRating(seen.Aftermath ? ExcerptRole.Secondary : ExcerptRole.Cause, score, at, link > 0, introduces);
    }

    // What a program would have said, not what it said: a call, printed by a debugger or an echo.
    private static bool IsSource(ReadOnlySpan<char> body)
    {
        body = body.Trim();
        if (body is [.., '(' or '{' or ';']) return true;
        int open = body.IndexOf('(');
        return open > 0 && body[^1] == ')' && body[..open].IndexOf(' ') < 0 && char.IsAsciiLetterOrDigit(body[open - 1]);
    }

    private static bool IsAssertion(ReadOnlySpan<char> body) => body.TrimStart().StartsWith("assert ", StringComparison.Ordinal);

    // src/main.c:3:1: …, Foo.java:[3,1] …, a.cs(3,1): …: what a compiler says of a place is what its run failed of.
    private static bool IsLocated(ReadOnlySpan<char> body)
    {
        body = body.TrimStart();
        if (body is ['[', ..] && body.IndexOf("] ", StringComparison.Ordinal) is > 0 and < 12 and int level) body = body[(level + 2)..].TrimStart();
        int end = body.IndexOfAny(" :([");
        if (end == 1 && body[1..] is [':', '\\' or '/', ..] && body[2..].IndexOfAny(" :([") is > 0 and int drive) end = 2 + drive;
        if (end < 3 || end + 2 >= body.Length || body[..end].LastIndexOf('.') is not (> 0 and int dot) || end - dot is < 2 or > 8) return false;
        return body[end] is ':' or '(' && (char.IsAsciiDigit(body[end + 1]) || (body[end + 1] == '[' && char.IsAsciiDigit(body[end + 2])));
    }

    private static int Weigh(in LineEvidence seen, LineLevel level, bool link)
    {
        int score = seen.Typed switch { 2 => TypeAtStart, 1 => TypeInside, _ => 0 };
        if (seen.Labelled || (level == LineLevel.Error && seen.Failing > 0)) score = Math.Max(score, Label);
        else if (level == LineLevel.Error && seen.Informative > 2 && !seen.Pointer) score = Math.Max(score, LevelAlone);
        if (seen.Specific) score = score == 0 ? SpecificAlone : score + SpecificToo;
        else if (seen.Failing > 0) score = Math.Max(score, FailingAlone);
        if (seen.Informative > 3) score += Telling;
        else if (seen.Informative < 2 && !seen.Specific && seen.Typed == 0) score += OnlyName;
        if (seen.Excused) score += Excused;
        if (link) score += LinkBonus;
        if (seen.Pointer && !seen.Labelled && (level != LineLevel.Error || seen.Failing == 0)) score += Advice;
        return level switch { LineLevel.Warning => score + OnlyWarned, LineLevel.Info => score + OnlyChatted, _ => score };
    }
}
