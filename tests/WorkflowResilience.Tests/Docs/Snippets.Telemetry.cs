using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace WorkflowResilience.Tests.Docs;

/// <summary>The C# of the page on telemetry.</summary>
internal static class TelemetrySnippets
{
    internal static void Listen()
    {
        #region telemetry-opentelemetry
        using MeterProvider meters = Sdk.CreateMeterProviderBuilder()
            .AddMeter("WorkflowResilience")
            .Build(); // and an exporter: .AddOtlpExporter()

        using TracerProvider tracers = Sdk.CreateTracerProviderBuilder()
            .AddSource("WorkflowResilience")
            .Build();
        #endregion
    }
}
