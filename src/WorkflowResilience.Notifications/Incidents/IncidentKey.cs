using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace WorkflowResilience.Notifications;

/// <summary>What makes two notifications the same incident: 64 hexadecimal digits, the SHA-256 of workflow, stage and fingerprint. Never of attempt, time or severity.</summary>
internal static class IncidentKey
{
    /// <summary>The key, or null when nothing tells the incident from others: constant keys would make one incident of everything.</summary>
    internal static string? Of(Notification notification)
    {
        if (notification.DedupKey is { Length: > 0 } own) return Hash("own", own);
        if (notification.Kind is NotificationKind.Digest or NotificationKind.Test or NotificationKind.WorkflowSucceeded) return null;
        string workflow = notification.Workflow ?? "", stage = notification.Stage.Name;
        if (notification.Fingerprint is { Length: > 0 } fingerprint) return Hash("failure", workflow, stage, fingerprint);

        // Without a fingerprint the kind stands for the cause: an open circuit of a stage is one incident, whatever opened it.
        return workflow.Length == 0 && stage.Length == 0 ? null : Hash("kind", workflow, stage, SnakeCase.Of(Opening(notification.Kind)));
    }

    // What ends something has the key of what it ends.
    private static NotificationKind Opening(NotificationKind kind) => kind switch
    {
        NotificationKind.CircuitClosed => NotificationKind.CircuitOpened,
        NotificationKind.InterventionReminder or NotificationKind.InterventionExpired => NotificationKind.InterventionRequired,
        NotificationKind.CriticalError or NotificationKind.RetriesExhausted or NotificationKind.SystemRecovered => NotificationKind.WorkflowFailed,
        _ => kind,
    };

    // Each part after its length, so that no two lists of parts have the same bytes.
    private static string Hash(params ReadOnlySpan<string> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[4];
        foreach (string part in parts)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(part);
            BinaryPrimitives.WriteInt32LittleEndian(length, bytes.Length);
            hash.AppendData(length);
            hash.AppendData(bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
