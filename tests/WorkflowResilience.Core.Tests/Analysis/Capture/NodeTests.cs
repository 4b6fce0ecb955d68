using WorkflowResilience.Analysis;

namespace WorkflowResilience.Tests.Analysis.Capture;

[TestFixture]
[Platform(Exclude = "Win", Reason = "The files of these systems have names that Windows does not permit.")]
public sealed class NodeTests
{
    private static readonly string s_id = string.Concat(Enumerable.Repeat("0123456789abcdef", 4));
    private static readonly string s_other = new('f', 64);

    private static IEnumerable<TestCaseData> Groups =>
    [
        new TestCaseData($"4:memory:/docker/{s_id}\n", true).SetName("Docker, version 1"),
        new TestCaseData($"0::/system.slice/docker-{s_id}.scope\n", true).SetName("Docker, version 2 with systemd"),
        new TestCaseData($"0::/kubepods/burstable/pod8e1f2a34-0000-0000-0000-000000000000/{s_id}\n", true).SetName("Kubernetes with cgroupfs"),
        new TestCaseData($"0::/kubepods.slice/kubepods-pod8e1f.slice/cri-containerd-{s_id}.scope\n", true).SetName("containerd under systemd"),
        new TestCaseData($"11:pids:/system.slice/containerd.service/kubepods-besteffort-pod1.slice:cri-containerd:{s_id}\n", true).SetName("containerd, version 1"),
        new TestCaseData($"0::/kubepods.slice/crio-{s_id}.scope/container\n", true).SetName("CRI-O with a group inside"),
        new TestCaseData($"0::/user.slice/user-1000.slice/user@1000.service/user.slice/libpod-{s_id}.scope\n", true).SetName("Podman"),
        new TestCaseData($"0::/docker/{s_other}/docker/{s_id}\n", true).SetName("a container in a container: the inner one"),
        new TestCaseData("0::/user.slice/user-1000.slice/session-2.scope\n", false).SetName("no container"),
        new TestCaseData($"0::/x{s_id}\n", false).SetName("digits that are part of a longer word"),
        new TestCaseData("", false).SetName("nothing"),
    ];

    [TestCaseSource(nameof(Groups))]
    public void The_containers_id_is_found_in_the_groups(string groups, bool isFound)
    {
        using var system = new RecordedSystem(("/proc/self/cgroup", groups));
        Node(system).Container.Should().Be(isFound ? s_id : null);
    }

    [TestCase("/var/lib/docker/containers/{0}/hostname", "/etc/hostname", true)]
    [TestCase("/var/lib/containers/storage/overlay-containers/{0}/userdata/hosts", "/etc/hosts", true)]
    [TestCase("/var/lib/docker/containers/{0}/mounts/shm", "/var/lib/docker/containers/x/mounts/shm", false, Description = "a machine that runs containers is not in them")]
    [TestCase("/io.containerd.grpc.v1.cri/sandboxes/{0}/hostname", "/etc/hostname", false, Description = "the pod's")]
    public void Where_groups_are_hidden_it_is_found_in_the_mounts_of_the_containers_own_files(string root, string point, bool isFound)
    {
        using var system = new RecordedSystem(("/proc/self/cgroup", "0::/\n"), ("/proc/self/mountinfo", $"1 2 254:1 {string.Format(root, s_id)} {point} rw - ext4 /dev/vda rw\n"));
        Node(system).Container.Should().Be(isFound ? s_id : null);
    }

    [Test]
    public void A_pod_is_named_by_what_Kubernetes_and_the_host_hand_down()
    {
        using var system = new RecordedSystem(("/var/run/secrets/kubernetes.io/serviceaccount/namespace", "ci\n"));
        NodeIdentity node = Node(system, ("KUBERNETES_SERVICE_HOST", "10.0.0.1"), ("HOSTNAME", "build-7d9f"), ("NODE_NAME", "worker-3"));
        (node.Pod, node.Namespace, node.Node).Should().Be(("build-7d9f", "ci", "worker-3"));
        node = Node(system, ("KUBERNETES_SERVICE_HOST", "10.0.0.1"), ("HOSTNAME", "h"), ("POD_NAME", "p"), ("POD_NAMESPACE", "n"), ("K8S_NODE_NAME", "k"));
        (node.Pod, node.Namespace, node.Node).Should().Be(("p", "n", "k"));
        node = Node(system, ("HOSTNAME", "laptop"), ("NODE_NAME", "x"));
        (node.Pod, node.Namespace, node.Node).Should().Be((null, null, null), "outside Kubernetes these names mean something else");
    }

    [TestCase("GITHUB_ACTIONS=true RUNNER_NAME=linux-7 GITHUB_RUN_ID=123 GITHUB_JOB=build", "GitHub Actions, runner linux-7, run 123, job build")]
    [TestCase("GITLAB_CI=true CI_RUNNER_DESCRIPTION=shared-1 CI_JOB_ID=9", "GitLab, runner shared-1, job 9")]
    [TestCase("JENKINS_URL=http://j NODE_NAME=agent-2 BUILD_TAG=jenkins-app-15", "Jenkins, runner agent-2, run jenkins-app-15")]
    [TestCase("TF_BUILD=True AGENT_NAME=pool-4 BUILD_BUILDID=77", "Azure Pipelines, runner pool-4, run 77")]
    [TestCase("BUILDKITE=true BUILDKITE_AGENT_NAME=bk-1 BUILDKITE_JOB_ID=j", "Buildkite, runner bk-1, job j")]
    [TestCase("CI=true", null)]
    public void The_runner_of_a_CI_system_is_named(string variables, string? expected)
    {
        using var system = new RecordedSystem();
        Node(system, [.. variables.Split(' ').Select(v => (v[..v.IndexOf('=', StringComparison.Ordinal)], v[(v.IndexOf('=', StringComparison.Ordinal) + 1)..]))]).Runner.Should().Be(expected);
    }

    [Test]
    public void The_process_is_this_one()
    {
        using var system = new RecordedSystem();
        var probe = new NodeProbe(system.Root, static _ => null);
        NodeIdentity node = probe.Read(), again = probe.Read();
        (node.ProcessId, node.Machine).Should().Be((Environment.ProcessId, Environment.MachineName));
        node.Uptime.Should().BeGreaterThan(TimeSpan.Zero).And.BeLessThan(TimeSpan.FromDays(1));
        again.Uptime.Should().BeGreaterThanOrEqualTo(node.Uptime!.Value);
        (again with { Uptime = null }).Should().Be(node with { Uptime = null });
    }

    private static NodeIdentity Node(RecordedSystem system, params (string Name, string Value)[] variables) =>
        new NodeProbe(system.Root, name => variables.FirstOrDefault(v => v.Name == name).Value).Read();
}
