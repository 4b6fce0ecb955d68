using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace WorkflowResilience.Analysis;

/// <summary>Says on which machine, in which container and in which process this is: found out once. Thread-safe: two who ask first at once find the same.</summary>
/// <param name="root">Where the system's files are: nothing, or the directory of a recorded system.</param>
/// <param name="environment">The environment's variables.</param>
internal sealed class NodeProbe(string root, Func<string, string?> environment)
{
    private const int MaxName = 300;
    private const string NamespaceFile = "/var/run/secrets/kubernetes.io/serviceaccount/namespace";

    private NodeIdentity? _identity;
    private long _startTimestamp;

    internal NodeIdentity Read()
    {
        NodeIdentity identity = Volatile.Read(ref _identity) ?? First();
        return _startTimestamp == long.MinValue ? identity : identity with { Uptime = TimeProvider.System.GetElapsedTime(_startTimestamp) };
    }

    private NodeIdentity First()
    {
        var files = new SystemFiles(root);
        bool inPod = Variable("KUBERNETES_SERVICE_HOST") is not null;
        var identity = new NodeIdentity
        {
            Machine = Environment.MachineName,
            Container = Try(() => ContainerId.Of(files)),
            Pod = Variable("POD_NAME") ?? (inPod ? Variable("HOSTNAME") : null),
            Namespace = Variable("POD_NAMESPACE") ?? (inPod ? Try(() => Text(files)) : null),
            Node = Variable("K8S_NODE_NAME") ?? Variable("KUBERNETES_NODE_NAME") ?? (inPod && Variable("JENKINS_URL") is null ? Variable("NODE_NAME") : null),
            Runner = RunnerName.Of(environment),
            OperatingSystem = RuntimeInformation.OSDescription,
            Architecture = RuntimeInformation.ProcessArchitecture.ToString(),
            Runtime = RuntimeInformation.FrameworkDescription,
            ProcessId = Environment.ProcessId,
        };
        Volatile.Write(ref _startTimestamp, Try<long?>(static () => Start()) ?? long.MinValue);
        Volatile.Write(ref _identity, identity);
        return identity;
    }

    // When the process began, on the monotonic clock. It is the process's own life, so it is told by the system's clock also under virtual time.
    private static long Start()
    {
        using var process = Process.GetCurrentProcess();
        TimeSpan age = TimeProvider.System.GetUtcNow().UtcDateTime - process.StartTime.ToUniversalTime();
        return TimeProvider.System.GetTimestamp() - (long)(Math.Max(0, age.TotalSeconds) * TimeProvider.System.TimestampFrequency);
    }

    private static T? Try<T>(Func<T?> read)
    {
        try
        {
            return read();
        }
        catch (Exception)
        {
            return default;
        }
    }

    private static string? Text(SystemFiles files)
    {
        string text = Encoding.UTF8.GetString(files.Read(NamespaceFile));
        return string.IsNullOrWhiteSpace(text) ? null : FailureText.Line(text.Trim(), MaxName);
    }

    private string? Variable(string name) => environment(name) is { } value && !string.IsNullOrWhiteSpace(value) ? FailureText.Line(value.Trim(), MaxName) : null;
}
