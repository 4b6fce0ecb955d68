using System.Diagnostics;
using WorkflowResilience.Argo;

namespace WorkflowResilience.Tests.Argo;

[TestFixture]
public sealed class YamlReaderTests
{
    [Test]
    public void Documents_come_with_the_places_of_their_values()
    {
        YamlText text = YamlReader.Read("a: 1\nb:\n  - x\n---\nc: {d: \"2\"}\n");

        text.Problem.Should().BeNull();
        text.Documents.Should().HaveCount(2);
        var first = (YamlMapping)text.Documents[0]!;
        first.ScalarAt("a")!.Type.Should().Be(YamlType.Integer);
        first.MarkOf("b").Should().Be(new YamlMark(2, 1));
        first.SequenceAt("b")![0].Mark.Should().Be(new YamlMark(3, 5));
        ((YamlMapping)text.Documents[1]!).MappingAt("c")!.ScalarAt("d")!.Type.Should().Be(YamlType.String);
    }

    [TestCase("yes", nameof(YamlType.Bool))]
    [TestCase("Off", nameof(YamlType.Bool))]
    [TestCase("y", nameof(YamlType.Bool))]
    [TestCase("true", nameof(YamlType.Bool))]
    [TestCase("~", nameof(YamlType.Null))]
    [TestCase("", nameof(YamlType.Null))]
    [TestCase("0o17", nameof(YamlType.Integer))]
    [TestCase("017", nameof(YamlType.Integer))]
    [TestCase("0x1F", nameof(YamlType.Integer))]
    [TestCase("1_000", nameof(YamlType.Integer))]
    [TestCase("-12", nameof(YamlType.Integer))]
    [TestCase("1e3", nameof(YamlType.Float))]
    [TestCase(".5", nameof(YamlType.Float))]
    [TestCase(".inf", nameof(YamlType.Float))]
    [TestCase("Infinity", nameof(YamlType.String))]
    [TestCase("1.2.3", nameof(YamlType.String))]
    [TestCase("30s", nameof(YamlType.String))]
    [TestCase("e3", nameof(YamlType.String))]
    [TestCase("-", nameof(YamlType.String))]
    [TestCase("2025-01-01", nameof(YamlType.String))]
    public void What_stands_bare_has_the_type_that_kubernetes_reads(string value, string type) => YamlTypes.Of(value).ToString().Should().Be(type);

    [Test]
    public void Merged_members_give_way_to_those_of_the_mapping_itself()
    {
        YamlText text = YamlReader.Read("base: &b {x: 1, y: 2}\nmine:\n  <<: *b\n  y: 3\n");

        YamlMapping mine = ((YamlMapping)text.Documents[0]!).MappingAt("mine")!;
        mine.TextAt("x").Should().Be("1");
        mine.TextAt("y").Should().Be("3");
    }

    [Test]
    public void A_name_that_stands_twice_is_kept_twice() => ((YamlMapping)YamlReader.Read("a: 1\na: 2\n").Documents[0]!).Select(member => member.Key).Should().Equal("a", "a");

    [TestCase("a: [1, 2\nb: 3", 2)]
    [TestCase("a: b: c", 1)]
    [TestCase("a:\n\t- b", 2)]
    [TestCase("a: *nothing", 1)]
    [TestCase("a: &x [*x]", 1)]
    [TestCase("? [a]\n: b", 1)]
    [TestCase("a: \"\u0001\"", 1)]
    [TestCase("<<: 3", 1)]
    [TestCase("a: 'open\n", 1)]
    [TestCase("a: %x", 1)]
    public void What_is_no_yaml_is_told_with_its_place(string yaml, int line)
    {
        YamlText text = YamlReader.Read(yaml);

        text.Problem.Should().NotBeNull();
        text.Problem!.IsLimit.Should().BeFalse();
        text.Problem.Mark.Line.Should().BeInRange(1, line + 1);
        text.Problem.Message.Should().NotContain("\n").And.EndWith(".");
    }

    [Test]
    public void What_was_whole_before_the_fault_is_read() => YamlReader.Read("a: 1\n---\nb: [").Documents.Should().ContainSingle();

    private static IEnumerable<TestCaseData> Hostile()
    {
        yield return new TestCaseData(new string('[', 100_000)).SetName("100,000 levels of lists");
        yield return new TestCaseData(string.Concat(Enumerable.Repeat("{a: ", 100_000))).SetName("100,000 levels of members");
        yield return new TestCaseData(string.Concat(Enumerable.Range(0, 2000).Select(i => new string(' ', i) + "a:\n"))).SetName("2,000 levels by indentation");
        yield return new TestCaseData(string.Concat(Enumerable.Repeat("- ", 100_000)) + "a").SetName("100,000 dashes");
        yield return new TestCaseData("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n" + string.Concat(Enumerable.Range(1, 30).Select(i => $"a{i}: &a{i} [{string.Join(',', Enumerable.Repeat($"*a{i - 1}", 10))}]\n"))).SetName("an alias bomb");
        yield return new TestCaseData("a: " + string.Concat(Enumerable.Repeat("x ", 600_000))).SetName("a giant scalar");
        yield return new TestCaseData("a: \"" + new string('x', 2_000_000) + "\"").SetName("a giant scalar in quotes");
        yield return new TestCaseData(new string('x', 10_000_000)).SetName("10 MB");
        yield return new TestCaseData(string.Concat(Enumerable.Range(0, 1_100_000).Select(_ => "- a\n"))).SetName("a million values");
        yield return new TestCaseData("a: &x 1\nb: [" + string.Join(',', Enumerable.Repeat("*x", 5000)) + "]").SetName("5,000 aliases");
    }

    [TestCaseSource(nameof(Hostile))]
    public void What_is_larger_than_anything_real_is_refused_at_once(string yaml)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        var watch = Stopwatch.StartNew();

        YamlText text = YamlReader.Read(yaml);

        text.Problem.Should().NotBeNull();
        text.Problem!.IsLimit.Should().BeTrue(text.Problem.Message);
        watch.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(20));
        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(600_000_000);
    }

    [TestCase("a:\n  b: [\"\n    x &&\n    y\n  \"]\n", " x && y ")]
    [TestCase("a:\n  b: [\"x\ny\"]\n", "x y")]
    [TestCase("a:\r\n  b: [x\r\n  y]\r\n", "x y")]
    [TestCase("a:\n  b: [\nx\n]\n", "x")]
    [TestCase("a:\n  - {n: 1,\n b:\n x}\n", "x")]
    [TestCase("a:\n  b: |\n   \n     x\n", "\nx\n")]
    [TestCase("a:\n                                                  b: [\n x ]\n", "x")]
    public void Lines_in_brackets_and_quotes_may_begin_before_their_key(string yaml, string value)
    {
        YamlText text = YamlReader.Read(yaml);

        text.Problem.Should().BeNull();
        Scalars(text.Documents[0]!).Should().Contain(value);
    }

    [Test]
    public void A_text_that_has_to_be_mended_often_is_read_within_bounds()
    {
        string yaml = string.Concat(Enumerable.Range(0, 20_000).Select(i => $"k{i}: [\nx\n]\n"));

        YamlReader.Read(yaml).Problem.Should().NotBeNull();
        YamlReader.Read(string.Concat(Enumerable.Range(0, 200).Select(i => $"k{i}: [\nx\n]\n"))).Problem.Should().BeNull();
    }

    private static IEnumerable<string> Scalars(YamlNode node) => node switch
    {
        YamlScalar scalar => [scalar.Value],
        YamlMapping mapping => Enumerable.Range(0, mapping.Count).SelectMany(i => Scalars(mapping[i].Value)),
        YamlSequence sequence => sequence.SelectMany(Scalars),
        _ => [],
    };
}
