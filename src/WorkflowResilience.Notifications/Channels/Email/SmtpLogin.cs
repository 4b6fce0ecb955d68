using System.Text;

namespace WorkflowResilience.Notifications;

/// <summary>Logs in by PLAIN (RFC 4616), LOGIN or XOAUTH2. Whatever does not end in a yes ends the conversation: nothing is sent by nobody.</summary>
internal sealed class SmtpLogin(SmtpConnection connection, EmailSettings settings)
{
    internal async Task BeginAsync(SmtpCapabilities capabilities, CancellationToken cancellationToken)
    {
        if (settings.UserName is not { } user) return;
        if (settings.TokenProvider is not null)
        {
            if (!capabilities.Mechanisms.Contains("XOAUTH2")) throw NotOffered();
            await TokenAsync(user, await ReadTokenAsync(cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
            return;
        }

        string password = settings.Password?.Reveal() ?? "";
        if (password.Length == 0 || password.Contains('\0', StringComparison.Ordinal)) throw new SmtpFailure(DeliveryResult.Faulted("auth", "there is no password"));
        if (capabilities.Mechanisms.Contains("PLAIN")) await PlainAsync(user, password, cancellationToken).ConfigureAwait(false);
        else if (capabilities.Mechanisms.Contains("LOGIN")) await LoginAsync(user, password, cancellationToken).ConfigureAwait(false);
        else throw NotOffered();
    }

    private static SmtpFailure NotOffered() => new(DeliveryResult.Faulted("auth", "the server does not offer the way to log in"));

    private static string Encoded(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private async Task<string> ReadTokenAsync(CancellationToken cancellationToken)
    {
        string token;
        try
        {
            token = await settings.TokenProvider!(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            // Who hands out the tokens may be down for a while; that says nothing against the settings.
            throw new SmtpFailure(DeliveryResult.Transient("auth-token", excerpt: FailureText.Of(e)));
        }

        return string.IsNullOrWhiteSpace(token) ? throw new SmtpFailure(DeliveryResult.Faulted("auth", "there is no token")) : token;
    }

    private async Task PlainAsync(string user, string password, CancellationToken cancellationToken)
    {
        string response = Encoded($"\0{user}\0{password}");
        SmtpReply reply = await AskAsync("AUTH PLAIN " + response, cancellationToken).ConfigureAwait(false);
        if (reply.Code == 334) reply = await AskAsync(response, cancellationToken).ConfigureAwait(false);
        End(reply, password, response);
    }

    private async Task LoginAsync(string user, string password, CancellationToken cancellationToken)
    {
        string response = Encoded(password);
        SmtpReply reply = await AskAsync("AUTH LOGIN", cancellationToken).ConfigureAwait(false);
        if (reply.Code == 334) reply = await AskAsync(Encoded(user), cancellationToken).ConfigureAwait(false);
        if (reply.Code == 334) reply = await AskAsync(response, cancellationToken).ConfigureAwait(false);
        End(reply, password, response);
    }

    private async Task TokenAsync(string user, string token, CancellationToken cancellationToken)
    {
        string response = Encoded($"user={user}\u0001auth=Bearer {token}\u0001\u0001");
        SmtpReply reply = await AskAsync("AUTH XOAUTH2 " + response, cancellationToken).ConfigureAwait(false);

        // A refusal comes as a question that says why; an empty answer to it brings the code.
        if (reply.Code == 334) reply = await AskAsync("", cancellationToken).ConfigureAwait(false);
        End(reply, token, response);
    }

    private Task<SmtpReply> AskAsync(string line, CancellationToken cancellationToken) => connection.AskAsync(line, settings.ReplyTimeout, cancellationToken);

    // A server that quotes what it was sent must not bring the secret into a log.
    private static void End(SmtpReply reply, string secret, string response)
    {
        if (reply.Code == 235) return;
        string[] lines = [.. reply.Lines.Select(line => line.Replace(response, "***", StringComparison.Ordinal).Replace(Encoded(secret), "***", StringComparison.Ordinal).Replace(secret, "***", StringComparison.Ordinal))];
        var told = new SmtpReply(reply.Code, lines);

        // Only the one yes counts: any other is as good as none.
        throw new SmtpFailure(reply.Class is 4 or 5 ? SmtpVerdict.Of(SmtpStep.Login, told) : DeliveryResult.Faulted("auth", told.Text));
    }
}
