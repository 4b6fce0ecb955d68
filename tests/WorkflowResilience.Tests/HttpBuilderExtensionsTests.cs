using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using WorkflowResilience.Http;

namespace WorkflowResilience.Tests;

[TestFixture]
public sealed class HttpBuilderExtensionsTests
{
    [Test]
    public void A_named_client_and_a_handler_run_under_the_presets_policy()
    {
        using ServiceProvider provider = new ServiceCollection().AddWorkflowResilience().AddHttp("GitHub", HttpPreset.GitHub).Services.BuildServiceProvider();

        provider.GetRequiredService<WorkflowRunner>()["GitHub"].Policy.Should().Be(HttpPreset.GitHub.Policy);
        provider.GetRequiredKeyedService<HttpClient>("GitHub").Should().BeSameAs(provider.GetRequiredKeyedService<HttpClient>("GitHub"));
        provider.GetRequiredKeyedService<ResilienceHandler>("GitHub").Should().NotBeSameAs(provider.GetRequiredKeyedService<ResilienceHandler>("GitHub"));
    }

    [Test]
    public void Configuration_changes_the_preset_whichever_was_added_first([Values] bool configurationFirst)
    {
        IConfigurationSection section = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["W:Stages:GitHub:MaxAttempts"] = "7" }).Build().GetSection("W");
        IServiceCollection services = new ServiceCollection();
        if (configurationFirst) services.AddWorkflowResilience(section).AddHttp("GitHub", HttpPreset.GitHub);
        else services.AddWorkflowResilience().AddHttp("GitHub", HttpPreset.GitHub).Services.AddWorkflowResilience(section);
        using ServiceProvider provider = services.BuildServiceProvider();

        provider.GetRequiredService<WorkflowRunner>()["GitHub"].Policy.Should().Be(HttpPreset.GitHub.Policy with { MaxAttempts = 7 });
    }

    [Test]
    public void A_clients_calls_are_retried()
    {
        IServiceCollection services = new ServiceCollection();
        services.AddWorkflowResilience().AddHttp("Api", new HttpPreset(HttpPreset.Default.Policy with { Backoff = BackoffSchedule.Fixed(TimeSpan.Zero) }, HttpResilienceOptions.Default));
        using ServiceProvider provider = services.BuildServiceProvider();
        int calls = 0;
        ResilienceHandler handler = provider.GetRequiredKeyedService<ResilienceHandler>("Api");
        handler.InnerHandler = new Answers(() => new HttpResponseMessage(++calls == 1 ? System.Net.HttpStatusCode.ServiceUnavailable : System.Net.HttpStatusCode.OK));
        using var client = new HttpClient(handler);

        using HttpResponseMessage response = client.GetAsync(new Uri("http://api.invalid/x")).GetAwaiter().GetResult();

        (calls, response.IsSuccessStatusCode).Should().Be((2, true));
    }

    private sealed class Answers(Func<HttpResponseMessage> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            HttpResponseMessage response = answer();
            response.RequestMessage = request;
            return Task.FromResult(response);
        }
    }
}
