using System.Globalization;

namespace WorkflowResilience.Storage;

/// <summary>
/// Keeps records in a folder: in memory for reading, and in an append log that survives crashes and power cuts. What <see cref="CommitAsync"/> has acknowledged is there after any
/// of them; what it has not is there as a whole or not at all.
/// </summary>
/// <remarks>
/// Thread-safe. One process at a time: a lock file keeps a second one out. Local disks only, and as much data as fits in memory. Commits at the same time are written together.
/// </remarks>
public sealed class FileRecordStore : IRecordStore
{
    private const string Extension = ".log";
    private const long LeastGarbage = 1 << 20;

    private readonly Lock _lock = new();
    private readonly string _directory;
    private readonly FileStream _guard;
    private readonly Func<string, FileMode, IAppendFile> _open;
    private readonly RecordTable _table;
    private List<Pending> _queue = [];
    private AppendLog _log;
    private long _number;
    private long _compactAt = LeastGarbage;
    private bool _isDraining;
    private bool _isDisposed;
    private TaskCompletionSource? _idle;

    private FileRecordStore(string directory, FileStream guard, RecordTable table, AppendLog log, long number, Func<string, FileMode, IAppendFile> open) =>
        (_directory, _guard, _table, _log, _number, _open) = (directory, guard, table, log, number, open);

    /// <summary>False: the folder belongs to this process while the store is open.</summary>
    public bool IsShared => false;

    /// <summary>Opens the store of a folder; both are made when they are not there.</summary>
    /// <param name="directory">The folder.</param>
    /// <returns>The store; dispose of it to let another process open it.</returns>
    /// <exception cref="IOException">Another process has it open, or the folder cannot be written.</exception>
    /// <exception cref="InvalidDataException">A file in it is damaged, or is of a newer version.</exception>
    public static FileRecordStore Open(string directory) => Open(directory, static (path, mode) => new AppendFile(path, mode));

    internal static FileRecordStore Open(string directory, Func<string, FileMode, IAppendFile> open)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(directory);
        string folder = Path.GetFullPath(directory);
        Directory.CreateDirectory(folder);
        FileStream guard = Guard(folder);
        try
        {
            var table = new RecordTable();
            (long number, string? path) = Newest(folder);
            AppendLog log;
            if (path is null)
            {
                number = 1;
                log = AppendLog.Create(PathOf(folder, number), open);
                DirectorySync.Flush(folder);
            }
            else
            {
                log = AppendLog.Open(path, open, body => RecordFrame.Apply(body, table));
            }

            Tidy(folder, number);
            return new FileRecordStore(folder, guard, table, log, number, open);
        }
        catch
        {
            guard.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<StoredRecord>> ReadAsync(string collection, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(collection);
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled<IReadOnlyList<StoredRecord>>(cancellationToken);
        lock (_lock) return new ValueTask<IReadOnlyList<StoredRecord>>(_table.Read(collection));
    }

    /// <inheritdoc/>
    public ValueTask<StoredRecord?> FindAsync(string collection, string key, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(collection);
        ArgumentException.ThrowIfNullOrEmpty(key);
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled<StoredRecord?>(cancellationToken);
        lock (_lock) return new ValueTask<StoredRecord?>(_table.Find(collection, key));
    }

    /// <inheritdoc/>
    public ValueTask<bool> CommitAsync(IReadOnlyList<RecordWrite> writes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(writes);
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled<bool>(cancellationToken);
        if (writes.Count == 0) return new ValueTask<bool>(true);
        var pending = new Pending(writes);
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            _queue.Add(pending);
            if (!_isDraining)
            {
                _isDraining = true;
                ThreadPool.UnsafeQueueUserWorkItem(static store => store.Drain(), this, preferLocal: false);
            }
        }

        return new ValueTask<bool>(pending.Task);
    }

    /// <summary>Finishes what is being written and lets go of the folder.</summary>
    /// <returns>Completes when another process may open it.</returns>
    public async ValueTask DisposeAsync()
    {
        Task idle = Task.CompletedTask;
        lock (_lock)
        {
            if (_isDisposed) return;
            _isDisposed = true;
            if (_isDraining) idle = (_idle = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }

        await idle.ConfigureAwait(false);
        _log.Dispose();
        await _guard.DisposeAsync().ConfigureAwait(false);
    }

    private static FileStream Guard(string folder)
    {
        string path = Path.Combine(folder, "lock");
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception) when (File.Exists(path))
        {
            throw new IOException($"The store in '{folder}' is open in another process, or in this one. End it, dispose of the other store, or give each process a folder of its own.", exception);
        }
    }

    private static (long Number, string? Path) Newest(string folder)
    {
        (long Number, string? Path) newest = (0, null);
        foreach (string path in Directory.EnumerateFiles(folder, "records-*" + Extension))
        {
            string name = Path.GetFileNameWithoutExtension(path)["records-".Length..];
            if (long.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out long number) && number > newest.Number) newest = (number, path);
        }

        return newest;
    }

    // What an interrupted compaction left: a file that was never finished, or the one before the newest.
    private static void Tidy(string folder, long newest)
    {
        foreach (string path in Directory.EnumerateFiles(folder, "records-*"))
        {
            if (!string.Equals(path, PathOf(folder, newest), StringComparison.Ordinal)) File.Delete(path);
        }
    }

    private static string PathOf(string folder, long number) => Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"records-{number:d10}{Extension}"));

    private void Drain()
    {
        while (true)
        {
            List<Pending> taken;
            lock (_lock)
            {
                if (_queue.Count == 0)
                {
                    _isDraining = false;
                    _idle?.TrySetResult();
                    return;
                }

                taken = _queue;
                _queue = [];
            }

            Write(taken);
        }
    }

    // Only the drainer changes the table, so it may read it outside the lock.
    private void Write(List<Pending> taken)
    {
        try
        {
            var batch = new RecordBatch(_table);
            List<byte[]> bodies = new(taken.Count);
            List<Pending> fitting = new(taken.Count);
            foreach (Pending pending in taken)
            {
                if (batch.TryAdd(pending.Writes) is { } changes)
                {
                    bodies.Add(RecordFrame.Of(changes));
                    fitting.Add(pending);
                }
                else
                {
                    pending.SetResult(false);
                }
            }

            if (bodies.Count > 0) _log.Append(bodies);
            lock (_lock) batch.Apply();
            foreach (Pending pending in fitting) pending.SetResult(true);
            if (_log.Length > _compactAt && _log.Length > 2 * (_table.Bytes + AppendLog.HeaderLength)) Compact();
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            foreach (Pending pending in taken) pending.TrySetException(exception);
        }
    }

    // All records into a new file, which takes the old one's place with one rename. When that fails, the old one goes on.
    private void Compact()
    {
        string path = PathOf(_directory, _number + 1), unfinished = path + ".new";
        AppendLog? log = null;
        try
        {
            log = AppendLog.Create(unfinished, _open);
            foreach (StoredRecord[] chunk in _table.All().Chunk(32))
                log.Append([RecordFrame.Of(chunk.Select(r => (RecordWrite.Put(r.Collection, r.Key, r.Value), r.Version)))]);

            File.Move(unfinished, path);
            DirectorySync.Flush(_directory);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A full disk has no room for it; to try at each commit would only slow them down.
            log?.Dispose();
            _compactAt = 2 * _log.Length;
            return;
        }

        _compactAt = LeastGarbage;
        string old = PathOf(_directory, _number);
        _log.Dispose();
        (_log, _number) = (log, _number + 1);
        try
        {
            File.Delete(old);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The next start deletes it.
        }
    }

    private sealed class Pending(IReadOnlyList<RecordWrite> writes) : TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        internal IReadOnlyList<RecordWrite> Writes { get; } = writes;
    }
}
