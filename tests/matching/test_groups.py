"""Groups: an hour that suits all, sizes within bounds, seats never exceeded, no rule broken."""

from hypothesis import given, settings
from hypothesis import strategies as st

from mentorat.matching.engine import Rules, match
from mentorat.matching.engine.framing import Frame, Framing, Shared
from mentorat.matching.engine.groups import form_groups
from tests.matching.engine_facts import need, offer

HOURS = st.frozensets(st.sampled_from(["mon-14", "tue-10", "wed-16"]), max_size=2)
ORIGINS = st.sampled_from(["employee", "retired", "alumnus"])


@st.composite
def worlds(draw):
    """Return needs, offers, frames and classes, with rules that separate some of them."""
    mentors = st.frozensets(st.sampled_from([10, 20, 30, 40]), max_size=2)
    needs = [
        need(
            number,
            objective=draw(st.sampled_from(["pfmp", "insertion"])),
            slots=draw(HOURS),
            days_waiting=draw(st.integers(0, 60)),
            former_mentors=draw(mentors),
            conflicting_mentors=draw(mentors),
            mentor_wish=draw(st.sampled_from(["", "", "f"])),
        )
        for number in range(1, draw(st.integers(2, 12)) + 1)
    ]
    offers = [
        offer(
            number,
            seats=draw(st.integers(0, 2)),
            slots=draw(HOURS),
            origin=draw(ORIGINS),
            gender=draw(st.sampled_from(["f", "m"])),
            is_cleared=draw(st.sampled_from([True, True, False])),
        )
        for number in range(1, draw(st.integers(1, 4)) + 1)
    ]
    frames = {
        one.id: Frame(
            least=2,
            most=draw(st.integers(2, 6)),
            free=draw(st.integers(1, 8)),
            shared=draw(st.sampled_from(Shared)),
            is_double=draw(st.booleans()),
        )
        for one in offers
        if draw(st.booleans())
    }
    classes = {one.id: draw(st.sampled_from(["2A", "1B", ""])) for one in needs}
    return needs, offers, frames, classes


@settings(max_examples=250, deadline=None)
@given(worlds())
def test_no_group_breaks_a_promise(world):
    needs, offers, frames, classes = world
    asked, offered = {one.id: one for one in needs}, {one.id: one for one in offers}

    strict = Rules(preferences=frozenset())
    found = form_groups(needs, offers, strict, 7, Framing(frames, classes))

    for group in found.groups:
        frame, members = frames[group.offers[0]], [asked[one] for one in group.needs]
        assert frame.least <= len(members) <= frame.most
        for number in group.offers:
            mentor = offered[number]
            assert len(members) <= frames[number].free
            assert mentor.is_cleared
            assert not [one for one in members if mentor.mentor in one.former_mentors]
            assert not [one for one in members if mentor.mentor in one.conflicting_mentors]
            assert not [one for one in members if one.mentor_wish not in {"", mentor.gender}]
        stated = [one.slots for one in (*members, *map(offered.get, group.offers)) if one.slots]
        assert not stated or group.hour in frozenset.intersection(*stated)
        shared = {classes[m.id] if group.shared == "class" else m.objective for m in members}
        assert len(shared) == 1
        if frame.is_double:
            origins = {offered[one].origin for one in group.offers}
            assert len(origins) == len(group.offers) == 2


@settings(max_examples=150, deadline=None)
@given(worlds())
def test_nobody_is_in_two_groups_and_seats_are_counted_once(world):
    needs, offers, frames, classes = world

    found = form_groups(needs, offers, Rules(), 7, Framing(frames, classes))
    alone = match(found.needs, found.offers, Rules(), 7)

    grouped = [one for group in found.groups for one in group.needs]
    used = [one for group in found.groups for one in group.offers]
    assert len(grouped) == len(set(grouped))
    assert len(used) == len(set(used))
    assert sorted([*grouped, *(one.id for one in found.needs)]) == [one.id for one in needs]
    for group in found.groups:
        for number in group.offers:
            also = [one for one in alone.proposals if one.offer == number]
            assert len(group.needs) + len(also) <= frames[number].free


@settings(max_examples=150, deadline=None)
@given(worlds())
def test_groups_never_serve_fewer_pupils(world):
    needs, offers, frames, classes = world

    found = form_groups(needs, offers, Rules(), 7, Framing(frames, classes))
    grouped = sum(len(group.needs) for group in found.groups)
    alone = match(found.needs, found.offers, Rules(), 7)

    # A mentor who takes a group gives up what its seats would have been to pupils alone.
    given_up = sum(
        max(one.seats - after.seats, 0) for one, after in zip(offers, found.offers, strict=True)
    )
    without = match(needs, offers, Rules(), 7).totals.served
    assert grouped + alone.totals.served + given_up >= without


def test_pupils_of_one_objective_share_the_hour_that_suits_most():
    needs = [
        need(1, slots=frozenset({"mon-14"})),
        need(2, slots=frozenset({"mon-14", "tue-10"})),
        need(3, slots=frozenset({"tue-10"})),
        need(4),
        need(5, objective="insertion"),
    ]
    frames = {1: Frame(least=2, most=8, free=8, shared=Shared.OBJECTIVE)}

    found = form_groups(needs, [offer(1, seats=0)], Rules(), 1, Framing(frames))

    (group,) = found.groups
    assert (group.needs, group.hour) == ((1, 2, 4), "mon-14")
    assert [one.need for one in group.proposals] == [1, 2, 4]
    assert [one.id for one in found.needs] == [3, 5]


def test_a_class_goes_to_the_mentor_who_takes_one():
    needs = [need(number) for number in range(1, 13)]
    classes = {number: "TCUIS" if number <= 10 else "1B" for number in range(1, 13)}
    frames = {1: Frame(least=6, most=40, free=40, shared=Shared.CLASS)}

    found = form_groups(needs, [offer(1, seats=1)], Rules(), 1, Framing(frames, classes))

    (group,) = found.groups
    assert group.needs == tuple(range(1, 11))
    assert [one.id for one in found.needs] == [11, 12]


def test_two_mentors_of_different_origin_share_a_group_or_there_is_none():
    needs = [need(number) for number in (1, 2, 3)]
    frame = Frame(least=2, most=4, free=4, shared=Shared.OBJECTIVE, is_double=True)
    frames = {1: frame, 2: frame}

    def groups(*origins):
        offers = [offer(n, seats=0, origin=one) for n, one in enumerate(origins, start=1)]
        return form_groups(needs, offers, Rules(), 1, Framing(frames)).groups

    assert [sorted(one.offers) for one in groups("employee", "retired")] == [[1, 2]]
    assert groups("employee", "employee") == ()
