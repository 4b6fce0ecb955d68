using System.Text;

namespace WorkflowResilience.Analysis;

/// <summary>What the table of mounts says that is asked here: where the control groups are, and on what sort of file system a directory lies, without touching it.</summary>
internal sealed class Mounts
{
    // Those that answer from this machine. Any other, every one on a network among them, may keep who asks waiting for as long as a server does.
    private static readonly string[] s_local =
    [
        "ext2", "ext3", "ext4", "xfs", "btrfs", "bcachefs", "f2fs", "jfs", "reiserfs", "nilfs2", "zfs", "tmpfs", "ramfs", "devtmpfs", "hugetlbfs", "overlay", "aufs", "squashfs", "erofs", "cramfs",
        "vfat", "exfat", "msdos", "ntfs", "ntfs3", "fuseblk", "hfs", "hfsplus", "apfs", "iso9660", "udf", "ecryptfs", "fuse.fuse-overlayfs", "proc", "sysfs", "cgroup", "cgroup2",
    ];

    private Mounts()
    {
    }

    /// <summary>Where the unified hierarchy is mounted, and which of its groups; null when it is not.</summary>
    internal (string Point, string Root)? Unified { get; private set; }

    /// <summary>Where the memory hierarchy of version 1 is mounted, and which of its groups; null when it is not.</summary>
    internal (string Point, string Root)? Memory { get; private set; }

    /// <summary>Whether the directory lies on this machine.</summary>
    internal bool IsLocal { get; private set; }

    internal static Mounts Of(ReadOnlySpan<byte> mountInfo, string directory)
    {
        var mounts = new Mounts();
        byte[] path = Encoding.UTF8.GetBytes(directory);
        int longest = 0;
        while (MountLine.Next(ref mountInfo, out MountLine mount))
        {
            // The first of a kind: what is mounted again elsewhere is mostly a container's view of its own.
            if (mount.Type.SequenceEqual("cgroup2"u8)) mounts.Unified ??= (mount.Point, mount.Root);
            else if (mount.Type.SequenceEqual("cgroup"u8) && HasMemory(mount.Options)) mounts.Memory ??= (mount.Point, mount.Root);

            // The last of equal length lies on top of those before it.
            int covered = mount.Covers(path);
            if (covered < longest) continue;
            longest = covered;
            mounts.IsLocal = s_local.AsSpan().Contains(Encoding.UTF8.GetString(mount.Type));
        }

        return mounts;
    }

    private static bool HasMemory(ReadOnlySpan<byte> options)
    {
        while (!options.IsEmpty)
        {
            if (ProcText.Take(ref options, (byte)',').SequenceEqual("memory"u8)) return true;
        }

        return false;
    }
}
