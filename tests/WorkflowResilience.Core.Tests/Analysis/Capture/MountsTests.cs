using System.Text;
using WorkflowResilience.Analysis;

namespace WorkflowResilience.Tests.Analysis.Capture;

[TestFixture]
public sealed class MountsTests
{
    private const string Table = """
        27 1 254:0 / / rw,relatime - ext4 /dev/vda rw
        50 27 0:45 / /home rw,relatime shared:3 master:1 - nfs4 files.example.org:/home rw,vers=4.2,hard
        51 50 254:1 / /home/build rw - xfs /dev/vdb rw
        52 27 0:46 / /mnt/with\040space rw - cifs //files/share rw
        53 27 0:47 / /net rw - autofs auto.net rw
        54 27 0:48 / /work rw - fuse.sshfs me@host: rw
        55 27 0:49 / /odd rw - somefs none rw
        56 27 0:50 / /stacked rw - nfs a:/b rw
        57 27 0:51 / /stacked rw - tmpfs none rw
        a line of another form
        """;

    [TestCase("/", true)]
    [TestCase("/var/lib", true)]
    [TestCase("/home", false)]
    [TestCase("/home/anna/src", false)]
    [TestCase("/homeless", true)]
    [TestCase("/home/build", true)]
    [TestCase("/home/build/agent/work", true)]
    [TestCase("/home/builder", false)]
    [TestCase("/mnt/with space/x", false)]
    [TestCase("/mnt/with", true)]
    [TestCase("/net/server", false)]
    [TestCase("/work", false)]
    [TestCase("/odd", false, Description = "an unknown file system may be one on the network")]
    [TestCase("/stacked/x", true, Description = "the last mounted lies on top")]
    public void Whether_a_directory_lies_on_this_machine_is_known_without_touching_it(string directory, bool isLocal) =>
        Mounts.Of(Encoding.UTF8.GetBytes(Table.ReplaceLineEndings("\n")), directory).IsLocal.Should().Be(isLocal);

    [Test]
    public void Without_a_table_no_directory_is_taken_for_a_local_one() => Mounts.Of([], "/").IsLocal.Should().BeFalse();
}
