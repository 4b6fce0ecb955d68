using WorkflowResilience.Analysis;

namespace WorkflowResilience.Tests.Analysis;

[TestFixture]
public sealed class EndingsTests
{
    [TestCase("error: refused\nAttempt 2 succeeded", true)]
    [TestCase("GET error: timeout\nGET result: OK", true)]
    [TestCase("error: refused\nBuild succeeded.\n    0 Error(s)", true)]
    [TestCase("12 passed", true)]
    [TestCase("12 passed, 1 failed", false)]
    [TestCase("the command did not complete successfully", false)]
    [TestCase("upload was unsuccessful", false)]
    [TestCase("clone succeeded\nerror: build failed", false)]
    [TestCase("success: false", false)]
    [TestCase("error: refused\nok, giving up now", false)]
    [TestCase("error: no such host", false)]
    [TestCase("The last packet successfully received was 30 s ago", false)]
    [TestCase("error: refused\nmake sure you pass a token", false)]
    [TestCase("fatal: [db]: FAILED! => {}\n...ignoring", true)]
    [TestCase("fatal: [db]: FAILED! => {}\ndb : ok=1 unreachable=0 failed=0", true)]
    [TestCase("fatal: [db]: UNREACHABLE!\ndb : ok=1 unreachable=1 failed=0", false)]
    [TestCase("Failed to load class Binder\nDefaulting to no operation", true)]
    [TestCase("a 1: passed\n100% tests passed, 0 tests failed out of 14", true)]
    [TestCase("", false)]
    public void A_text_that_ends_by_saying_that_all_went_well_is_known(string text, bool good) => Endings.IsGood(LogReading.Of(text).Pieces[^1].Text).Should().Be(good);

    [Test]
    public void A_success_far_from_the_end_is_that_of_an_earlier_step() => Endings.IsGood(LogReading.Of("step 1 succeeded\nstep 2\na\nb\nc").Pieces[^1].Text).Should().BeFalse();
}
