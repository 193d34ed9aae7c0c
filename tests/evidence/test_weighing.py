"""What several proofs prove together."""

from hypothesis import given
from hypothesis import strategies as st

from minetext.evidence import Proof, Years, weigh
from minetext.evidence.weighing import ANY
from minetext.model import Span


def proof(rule, sure, usual=None, strength="weak", start=0):
    return Proof(rule, Span(start, start + 1), Years(*sure), Years(*(usual or sure)), strength, "2000")


def test_the_interval_is_what_all_leave_open():
    found = weigh([proof("a", (2007, None)), proof("b", (2003, None)), proof("c", (None, 2012), strength="strong")])
    assert found.years.edtf() == "2007/2012"
    assert {one.rule for one in found.proofs} == {"a", "c"}


def test_what_is_usual_narrows_only_what_is_sure():
    exact = proof("a", (2010, 2010), strength="exact")
    assert weigh([exact, proof("b", (None, None), (2014, None))]).years == Years(2010, 2010)
    assert weigh([proof("b", (2007, 2014), (2007, 2012), "strong")]).years == Years(2007, 2012)


def test_one_proof_against_many_is_overruled_and_told():
    many = [proof(rule, (2012, None), start=index) for index, rule in enumerate("abcd")]
    found = weigh([*many, proof("odd", (2009, 2009), strength="exact", start=9)])
    assert found.years == Years(2012, None)
    assert [one.rule for one in found.clash] == ["a", "odd"]


def test_two_against_two_prove_nothing():
    found = weigh([proof("a", (2012, None)), proof("b", (None, 2009))])
    assert found.years == ANY and found.clash and not found.proofs


def test_open_ends_are_written_as_edtf_has_them():
    assert [one.edtf() for one in (ANY, Years(2010, 2010), Years(2010), Years(None, 2010))] == [
        "", "2010", "2010/..", "../2010",
    ]  # fmt: skip


BOUNDS = st.tuples(st.none() | st.integers(1980, 2025), st.none() | st.integers(1980, 2025)).filter(
    lambda one: one[0] is None or one[1] is None or one[0] <= one[1]
)
PROOFS = st.lists(
    st.builds(proof, st.sampled_from("abcdef"), BOUNDS, BOUNDS, st.sampled_from(["weak", "strong", "exact"])),
    max_size=6,
)


@given(PROOFS)
def test_years_lie_within_what_is_sure_and_never_cross(proofs):
    found = weigh(proofs)
    first, last = found.years
    assert first is None or last is None or first <= last
    for year in (first, last):
        assert year is None or found.sure.holds(year)
    if not found.clash:
        for one in proofs:
            assert all(one.sure.holds(year) for year in (first, last) if year and one.strength != "strong")
