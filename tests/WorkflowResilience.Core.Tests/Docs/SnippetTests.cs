using System.Text.RegularExpressions;

namespace WorkflowResilience.Tests.Docs;

/// <summary>The C# on the pages is the C# that is compiled here.</summary>
[TestFixture]
public sealed partial class SnippetTests
{
    private static readonly Dictionary<string, string> s_regions = Regions();

    private static IEnumerable<CodeBlock> OnPages => DocsFolder.Pages.Concat(DocsFolder.PackagePages).SelectMany(CodeBlock.Of).Where(b => b.Language is "csharp");

    private static IEnumerable<CodeBlock> InReadme => CodeBlock.Of("README.md").Where(b => b.Sort is "snippet");

    [Test]
    public void Every_block_names_the_snippet_it_shows() => OnPages.Where(b => b.Sort is not "snippet").Select(b => b.ToString()).Should().BeEmpty();

    [Test]
    public void Every_block_is_a_snippet_that_compiles()
    {
        CodeBlock[] blocks = [.. OnPages.Concat(InReadme).Where(b => b.Sort is "snippet")];

        blocks.Should().NotBeEmpty();
        foreach (CodeBlock block in blocks)
        {
            s_regions.Should().ContainKey(block.Name, $"{block} names it");
            Normal(WithoutUsings(block.Text)).Should().Be(Normal(s_regions[block.Name]), $"{block} shows {block.Name}");
        }
    }

    [Test]
    public void Every_snippet_stands_on_a_page() =>
        s_regions.Keys.Where(name => !name.StartsWith("readme-", StringComparison.Ordinal)).Should().BeSubsetOf(OnPages.Select(b => b.Name));

    [Test]
    public void A_block_of_a_whole_program_begins_with_using_directives_and_only_they_are_left_out()
    {
        WithoutUsings("using A.B;\nusing C;\n\nusing D d = new();\nusing E;").Should().Be("\nusing D d = new();\nusing E;");
        WithoutUsings("using D d = new();").Should().Be("using D d = new();");
    }

    [Test]
    public void A_block_that_differs_in_more_than_white_space_is_found()
    {
        Normal("a  b\n   c").Should().Be(Normal("a b c "));
        Normal("a b").Should().NotBe(Normal("ab"));
        Normal("a 1").Should().NotBe(Normal("a 2"));
    }

    // A region is the body of a method, which cannot hold directives.
    private static string WithoutUsings(string text) => LeadingUsings().Replace(text, "");

    private static string Normal(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    [GeneratedRegex(@"\A(using [\w.]+;\n)+", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LeadingUsings();

    private static Dictionary<string, string> Regions()
    {
        Dictionary<string, string> regions = new(StringComparer.Ordinal);
        foreach (string file in Directory.EnumerateFiles(Path.Combine(DocsFolder.Root, "tests"), "Snippets*.cs", SearchOption.AllDirectories))
        {
            string? name = null;
            List<string> lines = [];
            foreach (string line in File.ReadLines(file).Select(l => l.Trim()))
            {
                if (line.StartsWith("#region ", StringComparison.Ordinal)) name = line["#region ".Length..];
                else if (line is "#endregion") (name, lines) = Keep(regions, name!, lines);
                else if (name is not null) lines.Add(line);
            }
        }

        return regions;
    }

    private static (string? Name, List<string> Lines) Keep(Dictionary<string, string> regions, string name, List<string> lines)
    {
        regions.Add(name, string.Join('\n', lines));
        return (null, []);
    }
}
