using System.Text;
using ArgoGeneration;
using WorkflowResilience.Argo;

namespace WorkflowResilience.Tests.Argo;

[TestFixture]
public sealed class HelmTextTests
{
    [Test]
    public void A_tag_becomes_a_literal() => HelmText.Escape("value: \"{{workflow.uid}}\"").Should().Be("value: \"{{`{{workflow.uid}}`}}\"");

    [TestCase("")]
    [TestCase("{{a}}{{b}}")]
    [TestCase("{{{a}}}")]
    [TestCase("no end {{ here")]
    [TestCase("{{a `b` c}}")]
    [TestCase("}} and {{=x['a'] == \\\"b\\\"}}")]
    [TestCase("{{ over\nlines }}")]
    [TestCase("{{{{")]
    public void Helm_gives_the_text_back(string text) => Rendered(HelmText.Escape(text)).Should().Be(text);

    [Test]
    public void Helm_gives_back_what_the_plain_flavour_has()
    {
        foreach (ArgoWorkflow workflow in new[] { Workflows.Resilient, Workflows.Told, Workflows.Release })
        {
            string plain = ArgoGenerator.Generate(workflow).Yaml;
            string helm = ArgoGenerator.Generate(workflow, new ArgoOptions { Flavor = ArgoFlavor.Helm }).Yaml;
            helm.Should().NotBe(plain);
            Rendered(helm).Should().Be(plain);
            YamlReader.Read(helm).Problem.Should().BeNull("Helm's own lint reads it before it is rendered");
        }
    }

    // What Go's text/template does with literals in backquotes; anything else between braces would be an action of Helm's, which there must not be.
    private static string Rendered(string template)
    {
        var text = new StringBuilder();
        for (int i = 0; i < template.Length;)
        {
            if (!template.AsSpan(i).StartsWith("{{"))
            {
                text.Append(template[i++]);
                continue;
            }

            template[i + 2].Should().Be('`');
            int end = template.IndexOf('`', i + 3);
            text.Append(template, i + 3, end - i - 3);
            template.AsSpan(end + 1).StartsWith("}}").Should().BeTrue();
            i = end + 3;
        }

        return text.ToString();
    }
}
