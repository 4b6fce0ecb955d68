using WorkflowResilience.Redaction;

namespace WorkflowResilience.Tests.Redaction;

/// <summary>Every row of the tables, with a secret made for it and with something that just misses it.</summary>
[TestFixture]
public sealed class TableTests
{
    private const int Seed = 20260105;

    private static readonly TokenShape[] s_shapes = TokenTable.Shapes;

    private static readonly MidShape[] s_midShapes = TokenTable.MidShapes;

    private static readonly string[] s_words = [.. SecretNames.Rows.Select(r => r.Word).Distinct(StringComparer.Ordinal)];

    [TestCaseSource(nameof(s_shapes))]
    public void A_token_of_a_row_is_replaced_and_one_that_is_too_short_stays(object row)
    {
        var shape = (TokenShape)row;
        var random = new Random(Seed);
        string body = Body(shape.Charset, shape.Min, random);
        string kept = shape.Traits.HasFlag(TokenTraits.KeepPrefix) ? shape.Prefix : "";

        FailureText.Redact($"x {shape.Prefix}{body} y").Should().Be($"x {kept}*** y");
        if (shape.Min <= 20) return;
        string cut = $"x {shape.Prefix}{new string('a', 6)} y";
        FailureText.Redact(cut).Should().BeSameAs(cut);
    }

    [TestCaseSource(nameof(s_midShapes))]
    public void A_token_known_by_its_middle_is_replaced_and_the_middle_alone_stays(object row)
    {
        var shape = (MidShape)row;
        var random = new Random(Seed);

        FailureText.Redact($"x {Body(shape.Before, shape.BeforeMin, random)}{shape.Literal}{Body(shape.After, shape.AfterMin, random)} y").Should().Be("x *** y");
        string alone = $"x {shape.Literal} y";
        FailureText.Redact(alone).Should().BeSameAs(alone);
    }

    [TestCaseSource(nameof(s_words))]
    public void A_name_that_ends_with_a_word_of_the_table_has_its_value_replaced_and_one_that_goes_on_does_not(string word)
    {
        string value = Secret.Make(new Random(Seed), 24);
        NameRow row = SecretNames.Rows.First(r => r.Word == word);
        string name = (row.Only.Length > 0 ? row.Only[0] + "_" : "my_") + word;

        // A cookie is a name and a value.
        string begin = row.Bare == NameStrength.Cookie ? "s=a1" : "a1";
        FailureText.Redact($"{name}={begin}{value}").Should().Be($"{name}=***");
        string longer = $"{name}Policy=a1{value}";
        FailureText.Redact(longer).Should().BeSameAs(longer);
    }

    private static string Body(Charset charset, int length, Random random)
    {
        char[] chars = [.. Enumerable.Range('!', 94).Select(c => (char)c).Where(c => charset.Contains(c) && char.IsAsciiLetterOrDigit(c))];
        char[] body = [.. Enumerable.Range(0, length).Select(_ => chars[random.Next(chars.Length)])];
        if (length > 4 && chars.Contains('7')) body[3] = '7';
        return new string(body);
    }
}
