using System.Globalization;
using WorkflowResilience.Argo;

namespace WorkflowResilience.Tests.Argo;

[TestFixture]
public sealed class YamlWriterTests
{
    [Test]
    public void Texts_are_bare_quoted_or_blocks_as_they_need()
    {
        var root = new YamlMapping
        {
            { "apiVersion", "argoproj.io/v1alpha1" },
            { "limit", "2" },
            { "answer", "yes" },
            { "count", YamlScalar.Number(3) },
            { "on", YamlScalar.Bool(true) },
            { "tag", "{{inputs.parameters.x}}" },
            { "empty", "" },
            { "script", "set -e\n\necho 'a: b'\n" },
            { "tail", "a \nb" },
            { "args", new YamlSequence { "--x", "a b" } },
            { "none", new YamlMapping() },
            { "items", new YamlSequence { new YamlMapping { { "name", "a" }, { "value", "#b" } } } },
        };

        YamlWriter.Write(root).Should().Be(
            """
            apiVersion: argoproj.io/v1alpha1
            limit: "2"
            answer: "yes"
            count: 3
            "on": true
            tag: "{{inputs.parameters.x}}"
            empty: ""
            script: |
              set -e

              echo 'a: b'
            tail: "a \nb"
            args:
              - "--x"
              - "a b"
            none: {}
            items:
              - name: a
                value: "#b"

            """.ReplaceLineEndings("\n"));
    }

    [Test]
    public void Comments_stand_above_what_they_explain()
    {
        var root = new YamlMapping { { "a", new YamlMapping { { "b", new YamlSequence { "x" } } } } };
        root.MappingAt("a")!["b"]!.Comment = "first";
        root.Add("c", new YamlMapping { Comment = "one\ntwo" });
        root.MappingAt("c")!.Add("d", "x");

        YamlWriter.Write(root).Should().Be("a:\n  # first\n  b:\n    - x\n# one\n# two\nc:\n  d: x\n");
    }

    [Test]
    public void What_is_written_reads_back_the_same_in_every_culture()
    {
        int seed = Random.Shared.Next();
        TestContext.Out.WriteLine($"seed {seed}");
        var random = new Random(seed);
        foreach (string culture in (string[])["en-US", "de-DE", "ar-SA", "tr-TR"])
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            for (int i = 0; i < 500; i++)
            {
                YamlMapping root = RandomMapping(random, 0);
                string yaml = YamlWriter.Write(root, root);
                YamlText read = YamlReader.Read(yaml);
                read.Problem.Should().BeNull(yaml);
                YamlWriter.Write([.. read.Documents.Select(document => document!)]).Should().Be(yaml);
                Same(root, read.Documents[1]!).Should().BeTrue(yaml);
            }
        }
    }

    private static bool Same(YamlNode a, YamlNode b) => (a, b) switch
    {
        (YamlScalar x, YamlScalar y) => x.Value == y.Value && x.Type == y.Type,
        (YamlMapping x, YamlMapping y) => x.Count == y.Count && x.Zip(y).All(pair => pair.First.Key == pair.Second.Key && Same(pair.First.Value, pair.Second.Value)),
        (YamlSequence x, YamlSequence y) => x.Count == y.Count && x.Zip(y).All(pair => Same(pair.First, pair.Second)),
        _ => false,
    };

    private static YamlMapping RandomMapping(Random random, int depth)
    {
        var mapping = new YamlMapping();
        for (int i = random.Next(5); i >= 0; i--) mapping.Add(RandomText(random) + i, RandomNode(random, depth + 1));
        return mapping;
    }

    private static YamlNode RandomNode(Random random, int depth)
    {
        switch (random.Next(depth > 4 ? 3 : 6))
        {
            case 0: return YamlScalar.Number(random.Next(-5, 100_000));
            case 1: return YamlScalar.Bool(random.Next(2) == 0);
            case 2: return RandomText(random);
            case 3: return RandomMapping(random, depth);
            default:
                var sequence = new YamlSequence();
                for (int i = random.Next(4); i > 0; i--) sequence.Add(RandomNode(random, depth + 1));
                return sequence;
        }
    }

    private static string RandomText(Random random)
    {
        string[] pieces = ["a", "yes", "null", "1", "1e3", " ", "\n", "\t", ": ", "#", "- ", "'", "\"", "{{x}}", "\\", "é", "\u2028", "😀", "\x7f", "%", "&a", "*a", "|", ">", "@", "`", "\r", "---", "...", "?", "!x", "~", "0o7", "=", "<<"];
        return string.Concat(Enumerable.Range(0, random.Next(1, 6)).Select(_ => pieces[random.Next(pieces.Length)]));
    }
}
