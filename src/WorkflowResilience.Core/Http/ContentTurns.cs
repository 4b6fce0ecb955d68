namespace WorkflowResilience.Http;

/// <summary>Lets one attempt at a time read a content's stream, and none that a later attempt has replaced.</summary>
internal sealed class ContentTurns
{
    private readonly Lock _lock = new();
    private int _turn;
    private bool _isBeingRead;

    /// <summary>Whether nobody reads now.</summary>
    internal bool IsFree
    {
        get
        {
            lock (_lock) return !_isBeingRead;
        }
    }

    /// <summary>Begins the next attempt's turn and ends all earlier ones.</summary>
    internal int Next()
    {
        lock (_lock) return ++_turn;
    }

    /// <exception cref="IOException">The turn is over, or another attempt is still reading.</exception>
    internal void Enter(int turn)
    {
        lock (_lock)
        {
            if (turn != _turn) throw new IOException("The content was not sent: a later attempt has taken the request's place.");
            if (_isBeingRead) throw new IOException("The content was not sent: an attempt that was given up is still reading its stream.");
            _isBeingRead = true;
        }
    }

    internal void Leave()
    {
        lock (_lock) _isBeingRead = false;
    }
}
