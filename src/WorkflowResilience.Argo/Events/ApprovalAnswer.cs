namespace WorkflowResilience.Argo;

/// <summary>How a decision reaches the gate of a workflow.</summary>
/// <remarks>Immutable; compared by value; a closed set.</remarks>
public abstract record ApprovalAnswer
{
    private ApprovalAnswer() { }

    /// <summary>The gate goes on, and its output is its default: no value can be given this way.</summary>
    public static ApprovalAnswer Resume { get; } = new OfOperation(TriggerOperation.Resume);

    /// <summary>The gate fails, and with it what needs it; exit handlers run.</summary>
    public static ApprovalAnswer Stop { get; } = new OfOperation(TriggerOperation.Stop);

    /// <summary>The decision becomes the gate's output and the gate succeeds, both in one call of the Argo server.</summary>
    /// <param name="server">The server's address: <c>https://argo-server.argo.svc:2746/</c>.</param>
    /// <param name="token">The Secret with the value of the header <c>Authorization</c>, in the namespace of the events.</param>
    /// <param name="output">The output parameter of the gate that is supplied. Default <c>decision</c>.</param>
    /// <param name="certificate">The certificate of the authority that signed the server's; null when the public ones do.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="ArgumentException">The address is not an absolute one with https and without query, or the output's name has not its form.</exception>
    public static ApprovalAnswer Set(Uri server, SecretKey token, string output = "decision", SecretKey? certificate = null)
    {
        ArgumentNullException.ThrowIfNull(server);
        ArgumentNullException.ThrowIfNull(token);
        if (!EventNames.IsHttps(server)) throw new ArgumentException("The address of the Argo server is absolute, with https and without user, query and fragment: the token goes there.", nameof(server));
        return new OfServer(server, token, EventNames.Parameter(output, nameof(output)), certificate);
    }

    internal sealed record OfOperation(TriggerOperation Operation) : ApprovalAnswer;

    internal sealed record OfServer(Uri Server, SecretKey Token, string Output, SecretKey? Certificate) : ApprovalAnswer;
}
