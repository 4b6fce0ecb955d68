namespace WorkflowResilience.Redaction;

/// <summary>A command one of whose arguments is a secret, without a flag to say so.</summary>
/// <param name="Command">The command and what must follow it, with the blank behind.</param>
/// <param name="Index">Which argument it is, flags, drives and network shares not counted, from zero.</param>
/// <param name="Flag">A letter that one of the short flags must hold, or NUL.</param>
internal sealed record ArgumentRow(string Command, int Index, char Flag = '\0')
{
    internal static readonly ArgumentRow[] Rows =
    [
        new("rabbitmqctl add_user ", 1), new("rabbitmqctl change_password ", 1), new("rabbitmqctl authenticate_user ", 1),
        new("htpasswd ", 2, 'b'), new("net user ", 1), new("net use ", 0), new("mc alias set ", 3), new("mc config host add ", 3),
        new("> PASS ", 0), new("mysqladmin password ", 0), new("ngrok authtoken ", 0), new("snyk auth ", 0),
    ];
}
