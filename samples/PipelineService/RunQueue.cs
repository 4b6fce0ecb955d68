using System.Collections.Concurrent;
using System.Threading.Channels;

namespace PipelineService;

/// <summary>Runs that wait for the worker, and how those that have run ended.</summary>
internal sealed class RunQueue
{
    private readonly Channel<string> _waiting = Channel.CreateBounded<string>(new BoundedChannelOptions(100) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly ConcurrentDictionary<string, string> _ended = new(StringComparer.Ordinal);

    internal bool TryAdd(string id) => _waiting.Reader.Count < 100 && _waiting.Writer.TryWrite(id);

    internal string? Summary(string id) => _ended.GetValueOrDefault(id);

    internal void Ended(string id, string summary) => _ended[id] = summary;

    internal IAsyncEnumerable<string> TakeAsync(CancellationToken cancellationToken) => _waiting.Reader.ReadAllAsync(cancellationToken);
}
