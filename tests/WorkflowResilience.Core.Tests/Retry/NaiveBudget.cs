namespace WorkflowResilience.Tests.Retry;

/// <summary>The budget's rule, one step at a time and in decimal arithmetic, so that nothing rounds.</summary>
internal sealed class NaiveBudget(double initial, double capacity, double deposit, double cost)
{
    private readonly decimal _capacity = (decimal)capacity;
    private readonly decimal _deposit = (decimal)deposit;
    private readonly decimal _cost = (decimal)cost;
    private decimal _tokens = (decimal)initial;

    internal double Tokens => (double)_tokens;

    /// <summary>Whether a hair decides, so that binary arithmetic may differ.</summary>
    internal bool IsAtTheEdge => _tokens != _cost && Math.Abs(_tokens - _cost) < 0.00001m;

    internal void Deposit() => _tokens = Math.Min(_capacity, _tokens + _deposit);

    internal void GiveBack() => _tokens = Math.Min(_capacity, _tokens + _cost);

    internal bool TryTake()
    {
        if (_tokens < _cost) return false;
        _tokens -= _cost;
        return true;
    }
}
