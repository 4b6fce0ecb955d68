using WorkflowResilience.Time;

namespace WorkflowResilience.Analysis;

/// <summary>Follows a folder of packs, or a single file: the shell around <see cref="PackFolderState"/> and <see cref="RereadSchedule"/>. Thread-safe.</summary>
/// <remarks>What was read stays in effect when it is disposed of.</remarks>
internal sealed class PatternPackFolder : IDisposable
{
    private readonly Lock _lock = new();
    private readonly PackPlace _place;
    private readonly PackFolderState _state;
    private readonly RereadSchedule _schedule;
    private readonly Clock _clock;
    private readonly Action<PackChange> _tell;
    private readonly ITimer _timer;
    private FileSystemWatcher? _watcher;
    private bool _isReading, _disposed;

    /// <summary>Reads the folder and begins to follow it.</summary>
    /// <param name="library">What the packs are put into.</param>
    /// <param name="path">The folder or the file; it need not be there yet.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="tell">Is told of each change, at once for what is there now, later on a thread of the pool; it must not throw.</param>
    internal PatternPackFolder(PatternLibrary library, string path, Clock clock, Action<PackChange> tell)
    {
        _place = new PackPlace(path);
        _state = new PackFolderState(library, _place.Path);
        _schedule = new RereadSchedule(clock.Provider.TimestampFrequency);
        _clock = clock;
        _tell = tell;
        _timer = clock.CreateTimer(static state => ((PatternPackFolder)state!).OnTimer(), this);

        // What a process begins with is not being written just now, and a process that ends soon should have been told.
        Read(isPatient: false);
    }

    public void Dispose()
    {
        lock (_lock)
        {
            if (_disposed) return;
            _disposed = true;
            _timer.Dispose();

            // A reading that is under way does it at its end: it may have begun to listen.
            if (!_isReading) _watcher?.Dispose();
        }
    }

    /// <summary>Something in the folder has changed.</summary>
    internal void Changed()
    {
        lock (_lock)
        {
            if (_disposed) return;
            _schedule.Changed(_clock.Now);
            if (!_isReading) Arm();
        }
    }

    private void OnTimer()
    {
        bool isPatient;
        lock (_lock)
        {
            if (_disposed || _isReading) return;
            if (_clock.Now < _schedule.Due)
            {
                Arm();
                return;
            }

            isPatient = _schedule.IsPatient;
        }

        Read(isPatient);
    }

    private void Read(bool isPatient)
    {
        lock (_lock)
        {
            _isReading = true;
            _schedule.Begin();
        }

        bool isPartial = false;
        try
        {
            // Listening comes first, so that no change is missed.
            Watch();
            foreach (PackChange change in _state.Take(_place.Read(out string? problem), problem, isPatient, out isPartial)) _tell(change);
        }
        catch (Exception exception)
        {
            // On a timer's thread this would end the process.
            _tell(PackChange.Refused(_place.Path, [new PackProblem(_place.Path, "$", FailureText.Of(exception))]));
        }

        lock (_lock)
        {
            _isReading = false;
            _schedule.End(_clock.Now, isPartial, _watcher is not null);
            if (!_disposed) Arm();
            else _watcher?.Dispose();
        }
    }

    private void Arm() => _timer.Change(_clock.Rest(Math.Max(0, _schedule.Due - _clock.Now)), Timeout.InfiniteTimeSpan);

    // A file system that tells of nothing, or a limit that is reached, leaves reading it now and then.
    private void Watch()
    {
        bool isThere = Directory.Exists(_place.Folder);
        if (_watcher is not null && isThere) return;
        _watcher?.Dispose();
        _watcher = null;
        if (!isThere) return;
        FileSystemWatcher? watcher = null;
        try
        {
            // Of all names: where files are links into a folder that is swapped, only that one's name changes.
            watcher = new FileSystemWatcher(_place.Folder) { NotifyFilter = NotifyFilters.FileName | NotifyFilters.DirectoryName | NotifyFilters.LastWrite | NotifyFilters.Size };
            watcher.Changed += OnChanged;
            watcher.Created += OnChanged;
            watcher.Deleted += OnChanged;
            watcher.Renamed += OnChanged;
            watcher.Error += (_, _) => Changed();
            watcher.EnableRaisingEvents = true;
            _watcher = watcher;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or PlatformNotSupportedException)
        {
            watcher?.Dispose();
        }
    }

    private void OnChanged(object sender, FileSystemEventArgs change) => Changed();
}
