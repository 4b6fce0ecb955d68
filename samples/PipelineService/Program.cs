// A service that runs pipelines: policies from appsettings.json (edit it while the service runs), telemetry over OpenTelemetry, and a shutdown that lets the run under way finish.
//   dotnet run --project samples/PipelineService            then: curl -X POST localhost:5080/runs/build-42
//   dotnet run --project samples/PipelineService -- --demo  shows runs, a reload, a refused reload and the shutdown, and ends by itself
using System.Collections.Concurrent;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using PipelineService;
using WorkflowResilience;
using WorkflowResilience.Http;

bool demo = args.Contains("--demo");
WebApplicationBuilder builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = demo ? Demo.CopySettings() : AppContext.BaseDirectory });
builder.WebHost.UseUrls(demo ? "http://127.0.0.1:0" : "http://127.0.0.1:5080");
builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(20));

builder.Services.AddWorkflowResilience(builder.Configuration.GetSection("WorkflowResilience"))
    .AddHttp("Catalogue", HttpPreset.Default);

OpenTelemetry.OpenTelemetryBuilder telemetry = builder.Services.AddOpenTelemetry()
    .WithMetrics(metrics => metrics.AddMeter("WorkflowResilience"))
    .WithTracing(traces => traces.AddSource("WorkflowResilience"));
if (builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is not null)
{
    telemetry.WithMetrics(metrics => metrics.AddOtlpExporter()).WithTracing(traces => traces.AddOtlpExporter());
}

// Whoever wants to follow what happens subscribes: the demo does, to know when a run is in the middle of its work.
builder.Services.AddSingleton(new EventStream(ResilienceEventKinds.StageStarted));
builder.Services.AddSingleton<IResilienceObserver>(provider => provider.GetRequiredService<EventStream>());

builder.Services.AddSingleton<RunQueue>();
builder.Services.AddSingleton<Pipeline>();
builder.Services.AddHostedService<PipelineWorker>();

WebApplication app = builder.Build();
ConcurrentDictionary<string, int> asked = new();

app.MapPost("/runs/{id}", (string id, RunQueue queue) => queue.TryAdd(id) ? Results.Accepted($"/runs/{id}") : Results.StatusCode(503));
app.MapGet("/runs/{id}", (string id, RunQueue queue) => queue.Summary(id) is { } summary ? Results.Text(summary) : Results.NotFound());
app.MapGet("/circuits", (WorkflowRunner runner) => runner.Stages
    .SelectMany(stage => runner[stage].Keys.Select(runner[stage].For).Prepend(runner[stage]))
    .Where(executor => executor.Circuit is not null)
    .Select(executor => new { Stage = executor.Stage.Name, executor.Key, State = $"{executor.Circuit!.State}" }));

// The service that the pipeline depends on, here in the same process: it is busy at first and says for how long.
app.MapGet("/catalogue/{id}", (string id, HttpResponse response) =>
{
    if (asked.AddOrUpdate(id, 1, (_, times) => times + 1) > 2) return Results.Text($"3 items for {id}");
    response.Headers.RetryAfter = "0.2";
    return Results.StatusCode(503);
});

if (demo) return await Demo.RunAsync(app);
await app.RunAsync();
return 0;
