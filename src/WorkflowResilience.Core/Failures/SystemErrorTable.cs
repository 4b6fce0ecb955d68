using System.Net.Sockets;

namespace WorkflowResilience;

/// <summary>What the numbers of the operating system and the socket layer say of a failure.</summary>
internal static class SystemErrorTable
{
    /// <summary>The kind of an <see cref="IOException"/> by its HResult: on Windows 0x8007 and a Win32 error, elsewhere an errno of Linux or macOS. Null: it says nothing.</summary>
    internal static FailureKind? OfInputOutput(int hresult) => (hresult & 0xFFFF0000) == 0x80070000 ? OfWindows(hresult & 0xFFFF) : OfUnix(hresult);

    /// <summary>The kind of a socket's error.</summary>
    internal static FailureKind OfSocket(SocketError error) => error switch
    {
        SocketError.TimedOut => FailureKind.Timeout,
        SocketError.TooManyOpenSockets or SocketError.NoBufferSpaceAvailable or SocketError.ProcessLimit or SocketError.AddressAlreadyInUse => FailureKind.Resource,
        SocketError.AddressFamilyNotSupported or SocketError.ProtocolNotSupported or SocketError.SocketNotSupported or SocketError.AddressNotAvailable => FailureKind.Configuration,
        SocketError.AccessDenied => FailureKind.Authentication,
        _ => FailureKind.Network,
    };

    /// <summary>The kind of a program that could not be started, by the error of the operating system. Null: it says nothing.</summary>
    internal static FailureKind? OfStart(int error) => error switch
    {
        // Not found; permission denied (Linux, Windows); not an executable of this system.
        2 or 13 or 5 or 193 => FailureKind.Configuration,
        _ => null,
    };

    private static FailureKind? OfWindows(int error) => error switch
    {
        // Disk full (two), sharing and lock violations, too many open files, out of memory (two), no system resources.
        112 or 39 or 32 or 33 or 4 or 8 or 14 or 1450 => FailureKind.Resource,

        // Network path not found, network busy, unexpected network error, network name deleted, semaphore time-out of the network.
        53 or 54 or 59 or 64 => FailureKind.Network,
        121 => FailureKind.Timeout,
        _ => null,
    };

    private static FailureKind? OfUnix(int errno) => errno switch
    {
        // ENOSPC, EDQUOT (Linux, macOS), EMFILE, ENFILE, ENOMEM, EAGAIN (Linux, macOS: also a file that another holds), EBUSY, ETXTBSY.
        28 or 122 or 69 or 24 or 23 or 12 or 11 or 35 or 16 or 26 => FailureKind.Resource,

        // EPIPE, and on Linux ENETDOWN, ENETUNREACH, ECONNABORTED, ECONNRESET, ENOTCONN, ECONNREFUSED, EHOSTDOWN, EHOSTUNREACH, ESTALE.
        32 or 100 or 101 or 103 or 104 or 107 or 111 or 112 or 113 or 116 => FailureKind.Network,
        110 => FailureKind.Timeout,
        30 => FailureKind.Configuration,
        _ => null,
    };
}
