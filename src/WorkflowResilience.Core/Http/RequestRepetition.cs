namespace WorkflowResilience.Http;

/// <summary>Which requests of a client may be sent more than once. What a request says of itself (<see cref="ResilienceHttp.MayRepeat"/>) goes before it.</summary>
public enum RequestRepetition
{
    /// <summary>GET, HEAD, OPTIONS, TRACE, PUT and DELETE, and any request with an <c>Idempotency-Key</c> header; others only while the server has surely not taken them.</summary>
    ByMethod,

    /// <summary>All: every endpoint that this client calls can be called twice.</summary>
    Always,

    /// <summary>None.</summary>
    Never,
}
