using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using WorkflowResilience;

namespace PipelineService;

/// <summary>What the service does, told in a few seconds: a run with retries, a reload, a refused reload, and a shutdown in the middle of a run.</summary>
internal static class Demo
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    /// <summary>A folder with settings of its own, which may be edited.</summary>
    internal static string CopySettings()
    {
        string folder = Directory.CreateTempSubdirectory("pipeline-service-").FullName;
        File.Copy(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), Path.Combine(folder, "appsettings.json"));
        return folder;
    }

    internal static async Task<int> RunAsync(WebApplication app)
    {
        string folder = app.Environment.ContentRootPath, settings = Path.Combine(folder, "appsettings.json");
        await app.StartAsync();
        RunQueue queue = app.Services.GetRequiredService<RunQueue>();
        StageExecutor publish = app.Services.GetRequiredService<WorkflowRunner>()["Publish"];
        using var client = new HttpClient { BaseAddress = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()) };

        await client.PostAsync(new Uri("/runs/build-1", UriKind.Relative), null);
        bool ran = await UntilAsync(() => queue.Summary("build-1") is not null);
        Console.WriteLine(queue.Summary("build-1"));

        Edit(settings, "\"MaxAttempts\": 3", "\"MaxAttempts\": 5");
        bool reloaded = await UntilAsync(() => publish.Policy.MaxAttempts == 5);
        Console.WriteLine($"Publish has {publish.Policy.MaxAttempts} attempts after an edit of appsettings.json.");

        Edit(settings, "\"MaxAttempts\": 5", "\"MaxAttempts\": 0");
        await Task.Delay(TimeSpan.FromSeconds(1)); // the file watcher's delay
        bool kept = publish.Policy.MaxAttempts == 5;
        Console.WriteLine($"Publish still has {publish.Policy.MaxAttempts} attempts after an edit that makes no sense; the log says why it was refused.");

        using (EventSubscription started = app.Services.GetRequiredService<EventStream>().Subscribe())
        {
            await client.PostAsync(new Uri("/runs/build-2", UriKind.Relative), null);
            await foreach (ResilienceEvent e in started.ReadAllAsync())
            {
                if (e.Stage == "Transform") break;
            }
        }

        await app.StopAsync();
        bool finished = queue.Summary("build-2") is { } summary && summary.Contains("succeeded", StringComparison.Ordinal);
        Console.WriteLine(finished ? "The run under way was allowed to finish before the service stopped." : "The run under way was cut off.");
        await app.DisposeAsync();
        Directory.Delete(folder, recursive: true);
        return ran && reloaded && kept && finished ? 0 : 1;
    }

    private static void Edit(string file, string old, string text) => File.WriteAllText(file, File.ReadAllText(file).Replace(old, text, StringComparison.Ordinal));

    private static async Task<bool> UntilAsync(Func<bool> condition)
    {
        for (var waited = TimeSpan.Zero; waited < s_patience; waited += TimeSpan.FromMilliseconds(50))
        {
            if (condition()) return true;
            await Task.Delay(50);
        }

        return false;
    }
}
