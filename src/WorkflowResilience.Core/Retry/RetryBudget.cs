namespace WorkflowResilience;

/// <summary>The token bucket of one target. Successes only count; the bucket is brought up to date when a retry asks.</summary>
internal sealed class RetryBudget
{
    private readonly Lock _lock = new();
    private readonly StripedCounter _successes = new();
    private RetryBudgetPolicy _policy;
    private double _tokens;
    private long _fillingDeposits;

    internal RetryBudget(RetryBudgetPolicy policy)
    {
        _policy = policy;
        _tokens = policy.Initial;
        _fillingDeposits = FillingDeposits(policy);
    }

    /// <summary>The tokens held now.</summary>
    internal double Tokens
    {
        get
        {
            lock (_lock)
            {
                FillLocked();
                return _tokens;
            }
        }
    }

    // As many successes as fill an empty bucket are enough to know: counting more would only cost.
    internal void Deposit() => _successes.Increment(Volatile.Read(ref _fillingDeposits));

    /// <summary>Takes the cost of a retry, if the bucket holds it.</summary>
    /// <param name="held">The tokens it held before.</param>
    internal bool TryTake(out double held)
    {
        lock (_lock)
        {
            FillLocked();
            held = _tokens;

            // A millionth of slack: ten deposits of 0.1 must pay for one retry although their sum in binary falls short of 1, and 0.999 must not.
            if (_tokens < _policy.Cost - 0.000001) return false;
            _tokens = Math.Max(0, _tokens - _policy.Cost);
            return true;
        }
    }

    /// <summary>Gives back what a retry took that never started.</summary>
    internal void GiveBack()
    {
        lock (_lock) _tokens = Math.Min(_policy.Capacity, _tokens + _policy.Cost);
    }

    /// <summary>Changes the numbers; what is held stays, as far as it fits.</summary>
    internal void Reconfigure(RetryBudgetPolicy policy)
    {
        lock (_lock)
        {
            FillLocked();
            _policy = policy;
            _tokens = Math.Min(_tokens, policy.Capacity);
            Volatile.Write(ref _fillingDeposits, FillingDeposits(policy));
        }
    }

    // Filling in one go and capping once equals capping after every success, because nothing was taken in between.
    private void FillLocked() => _tokens = Math.Min(_policy.Capacity, _tokens + (_successes.Take() * _policy.DepositPerSuccess));

    private static long FillingDeposits(RetryBudgetPolicy policy) => policy.DepositPerSuccess <= 0 ? 0 : (long)Math.Ceiling(policy.Capacity / policy.DepositPerSuccess);
}
