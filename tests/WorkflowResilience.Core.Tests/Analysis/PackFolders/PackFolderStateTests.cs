using WorkflowResilience.Analysis;
using WorkflowResilience.Tests.Analysis.Patterns;

namespace WorkflowResilience.Tests.Analysis.PackFolders;

/// <summary>What becomes of a library when files come, change and go.</summary>
[TestFixture]
public sealed class PackFolderStateTests
{
    private readonly SortedDictionary<string, byte[]?> _disk = new(StringComparer.Ordinal);
    private PatternLibrary _library = null!;
    private PackFolderState _state = null!;

    [SetUp]
    public void Begin()
    {
        _disk.Clear();
        _library = PatternLibrary.Only();
        _state = new PackFolderState(_library, "/packs");
    }

    [Test]
    public void A_new_file_is_in_effect_a_changed_one_replaces_it_and_a_removed_one_is_gone()
    {
        _disk["a.json"] = Pack("acme", "acme.x");
        Take().Should().Equal("a.json: acme 1.0.0 in effect");
        Take().Should().BeEmpty("nothing has changed");

        _disk["a.json"] = Pack("acme", "acme.y");
        Take().Should().Equal("a.json: acme 1.0.0 in effect");
        Ids().Should().Equal("acme.y");

        _disk.Remove("a.json");
        Take().Should().Equal("a.json: acme 1.0.0 gone");
        Ids().Should().BeEmpty();
    }

    [Test]
    public void A_bad_file_is_refused_once_and_what_was_in_effect_stays()
    {
        _disk["a.json"] = Pack("acme", "acme.x");
        Take();
        _disk["a.json"] = Packs.Json(Packs.Pattern("acme.x", more: "\"tier\": 9,"));

        Take().Should().Equal("a.json: refused: patterns[0] acme.x: tier: The tier is 9; it must be 1, 2 or 3.");
        Take().Should().BeEmpty("it was told");
        Ids().Should().Equal("acme.x");

        _disk["a.json"] = Pack("acme", "acme.x");
        Take().Should().Equal("a.json: acme 1.0.0 in effect");
    }

    [Test]
    public void Half_a_file_is_waited_for_and_refused_when_patience_ends()
    {
        byte[] whole = Pack("acme", "acme.x");
        _disk["a.json"] = whole[..(whole.Length / 2)];

        Take(out bool isPartial).Should().BeEmpty();
        isPartial.Should().BeTrue();
        Take(patient: false).Should().ContainSingle().Which.Should().StartWith("a.json: refused: $");
        Take(out isPartial).Should().BeEmpty();
        isPartial.Should().BeFalse("it was refused, and is no reason for haste any more");
        _disk["a.json"] = whole;
        Take().Should().Equal("a.json: acme 1.0.0 in effect");
    }

    [Test]
    public void A_file_that_cannot_be_read_keeps_what_it_gave()
    {
        _disk["a.json"] = Pack("acme", "acme.x");
        Take();
        _disk["a.json"] = null;

        Take(out bool isPartial).Should().BeEmpty();
        isPartial.Should().BeTrue();
        Take(patient: false).Should().Equal("a.json: refused: $: no access");
        Ids().Should().Equal("acme.x");
    }

    [Test]
    public void A_folder_that_cannot_be_read_takes_nothing_away()
    {
        _disk["a.json"] = Pack("acme", "acme.x");
        Take();

        _state.Take([], "It is not there.", isPatient: true, out _).Should().ContainSingle().Which.File.Should().Be("/packs");
        _state.Take([], "It is not there.", isPatient: true, out _).Should().BeEmpty();
        Ids().Should().Equal("acme.x");
    }

    [Test]
    public void A_file_that_is_renamed_keeps_its_pack()
    {
        _disk["b.json"] = Pack("acme", "acme.x");
        Take();
        _disk["a.json"] = _disk["b.json"];
        _disk.Remove("b.json");

        Take().Should().Equal("a.json: acme 1.0.0 in effect");
        Ids().Should().Equal("acme.x");
    }

    [Test]
    public void A_pack_that_is_renamed_in_its_file_leaves_nothing_behind()
    {
        _disk["a.json"] = Pack("acme", "acme.x");
        Take();
        _disk["a.json"] = Pack("bolt", "bolt.x");

        Take().Should().Equal("a.json: bolt 1.0.0 in effect", "a.json: acme 1.0.0 gone");
        Ids().Should().Equal("bolt.x");
    }

    [Test]
    public void A_pattern_may_move_from_file_to_file_in_either_direction()
    {
        _disk["a.json"] = Pack("acme", "move.x");
        _disk["b.json"] = Pack("bolt");
        Take();
        (_disk["a.json"], _disk["b.json"]) = (Pack("acme"), Pack("bolt", "move.x"));
        Take().Should().NotContain(told => told.Contains("refused", StringComparison.Ordinal));
        (_disk["a.json"], _disk["b.json"]) = (Pack("acme", "move.x"), Pack("bolt"));
        Take().Should().NotContain(told => told.Contains("refused", StringComparison.Ordinal));
        Ids().Should().Equal("move.x");
    }

    [Test]
    public void A_pack_that_needs_another_comes_into_effect_when_that_one_is_there()
    {
        _disk["a.json"] = Packs.Json("", "acme", "\"disable\": [\"bolt.x\"],");
        Take().Should().ContainSingle().Which.Should().StartWith("a.json: refused: disable[0]: There is no pattern 'bolt.x'");
        _disk["b.json"] = Pack("bolt", "bolt.x");

        Take().Should().BeEquivalentTo("a.json: acme 1.0.0 in effect", "b.json: bolt 1.0.0 in effect");
    }

    [Test]
    public void Of_two_files_with_one_pack_the_one_in_effect_stays_so()
    {
        _disk["b.json"] = Pack("acme", "acme.x");
        Take();
        _disk["a.json"] = Pack("acme", "acme.y");

        Take().Should().ContainSingle().Which.Should().StartWith("a.json: refused: pack: 'b.json' holds a pack with the name 'acme' as well");
        Ids().Should().Equal("acme.x");
        _disk.Remove("b.json");
        Take();
        Ids().Should().Equal("acme.y");
    }

    private static byte[] Pack(string name, params string[] ids) => Packs.Json(string.Join(',', ids.Select(id => Packs.Pattern(id, $"{id} is down again", $"{id} is down again"))), name);

    private IEnumerable<string> Ids() => _library.Packs.SelectMany(pack => pack.Patterns).Select(pattern => pattern.Id);

    private string[] Take(bool patient = true) => Take(out _, patient);

    private string[] Take(out bool isPartial, bool patient = true)
    {
        PackFile[] files = [.. _disk.Select(file => new PackFile(file.Key, file.Value, file.Value is null ? "no access" : null))];
        return [.. _state.Take(files, null, patient, out isPartial).Select(change => change.Problems.Count > 0 ? $"{change.File}: refused: {change.Problems[0].Path}: {change.Problems[0].Reason}" : $"{change.File}: {change.Pack} {(change.IsGone ? "gone" : "in effect")}")];
    }
}
