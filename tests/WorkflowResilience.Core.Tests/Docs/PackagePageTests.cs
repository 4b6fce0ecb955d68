using System.Text.RegularExpressions;

namespace WorkflowResilience.Tests.Docs;

/// <summary>The pages that travel inside the packages, where nothing stands beside them.</summary>
[TestFixture]
public sealed partial class PackagePageTests
{
    [Test]
    public void Every_package_has_a_page_of_at_most_40_lines_with_one_sample()
    {
        DocsFolder.PackagePages.Should().HaveCount(Directory.GetFiles(Path.Combine(DocsFolder.Root, "src"), "*.csproj", SearchOption.AllDirectories).Length);
        foreach (string page in DocsFolder.PackagePages)
        {
            DocsFolder.Read(page).TrimEnd().Split('\n').Should().HaveCountLessThanOrEqualTo(40, page);
            CodeBlock.Of(page).Where(b => b.Language is "csharp").Should().ContainSingle(page);
        }
    }

    [Test]
    public void A_package_page_links_to_no_file() =>
        DocsFolder.PackagePages.Where(page => RelativeLink().IsMatch(DocsFolder.Read(page))).Should().BeEmpty("a gallery shows the page alone");

    [Test]
    public void The_sample_of_virtual_time_prints_what_its_comment_says()
    {
        using StringWriter printed = new();
        TextWriter console = Console.Out;
        Console.SetOut(printed);
        try
        {
            Snippets.PackageTesting();
        }
        finally
        {
            Console.SetOut(console);
        }

        string sample = CodeBlock.Of("src/WorkflowResilience.Testing/README.md").Single().Text;
        printed.ToString().Trim().Should().Be(sample[(sample.IndexOf("// ", StringComparison.Ordinal) + 3)..].Trim());
    }

    [GeneratedRegex(@"\]\((?!https?:)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex RelativeLink();
}
