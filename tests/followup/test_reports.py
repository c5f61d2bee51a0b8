from datetime import timedelta

import pytest

from mentorat.access.enums import LinkAct
from mentorat.access.models import SignedLink
from mentorat.followup import actions, errors
from mentorat.followup.enums import Feeling, Outcome, ReportState, Theme
from mentorat.followup.models import SessionReport
from mentorat.followup.policies.reports import Told, prepared_answer
from mentorat.followup.queries.reports import missing_reports, reports_to_thank
from mentorat.foundations.scope import Family, Scope
from mentorat.journal.enums import Event
from mentorat.journal.models import Entry
from mentorat.notifications import actions as notifications
from mentorat.notifications.models import Delivery, ShortMessage
from mentorat.scheduling.actions import cancel
from mentorat.scheduling.enums import AttendanceStatus, SessionState
from mentorat.scheduling.models import Attendance
from tests.factories.followup import SessionReportFactory
from tests.factories.people import MentorFactory, UserFactory
from tests.factories.scheduling import MentoringSessionFactory, paris

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("queue")]
# The session is on Tuesday 3, from 10 to 11.
AFTER = paris(3, 11, 5)
PRESENT, ABSENT = AttendanceStatus.PRESENT, AttendanceStatus.ABSENT


@pytest.fixture
def session():
    return MentoringSessionFactory()


def mentor_of(session):
    return session.mentorship.mentor_memberships.get().mentor


def mentee_of(session):
    return session.mentorship.mentee_memberships.get().mentee_id


def held(session, **more):
    told = {"feeling": Feeling.GOOD, "theme": Theme.TRADE, **more}
    return Told(Outcome.HELD, {mentee_of(session): PRESENT}, **told)


def statuses():
    return list(Attendance.objects.unscoped("test").values_list("status", flat=True))


def states():
    return list(SessionReport.objects.unscoped("test").values_list("state", flat=True))


def subjects():
    return list(Delivery.objects.order_by("pk").values_list("subject", flat=True))


def test_a_mentor_is_asked_once_when_the_session_is_over(session):
    assert actions.ask_reports(now=paris(3, 10, 30)) == 0

    assert [actions.ask_reports(now=AFTER) for _ in range(2)] == [1, 0]

    link = SignedLink.objects.get(act=LinkAct.REPORT)
    delivery = Delivery.objects.get()
    assert (link.mentor, link.about_kind) == (mentor_of(session), "sessionreport")
    assert f"/l/{link.pk}-" in delivery.body
    assert delivery.address == mentor_of(session).email


def test_nobody_is_asked_about_what_is_told_cancelled_or_long_past(session):
    cancel(session=session, now=AFTER, by=None)
    MentoringSessionFactory(state="held")
    old = MentoringSessionFactory()

    assert actions.ask_reports(now=old.during.upper + timedelta(days=7)) == 0


def test_a_mentor_who_left_is_not_asked(session):
    mentor = mentor_of(session)
    mentor.left_on = paris(3, 0).date()
    mentor.save(update_fields=["left_on"])

    assert actions.ask_reports(now=AFTER) == 0


def test_a_report_writes_who_came_and_closes_its_link(session):
    actions.ask_reports(now=AFTER)
    report = SessionReport.objects.unscoped("test").get()

    actions.tell_report(report=report, told=held(session, note="Un mot."), now=AFTER, by=None)

    session.refresh_from_db()
    report.refresh_from_db()
    assert (session.state, statuses()) == (SessionState.HELD, [PRESENT])
    assert (report.state, report.theme, report.note) == (ReportState.TOLD, "trade", "Un mot.")
    assert SignedLink.objects.get().revoked_at == AFTER
    events = Entry.objects.unscoped("test").values_list("event", flat=True)
    assert set(events) == {Event.ATTENDANCE_RECORDED, Event.REPORT_MADE}


def test_a_report_is_told_once(session):
    report = SessionReportFactory(session=session)
    actions.tell_report(report=report, told=held(session), now=AFTER, by=None)

    with pytest.raises(errors.WrongReportState):
        actions.tell_report(report=report, told=held(session), now=AFTER, by=None)


def test_a_session_that_was_off_is_cancelled(session):
    report = SessionReportFactory(session=session)

    actions.tell_report(report=report, told=Told(Outcome.CANCELLED), now=AFTER, by=None)

    session.refresh_from_db()
    assert (session.state, statuses()) == (SessionState.CANCELLED, [])


@pytest.mark.parametrize(
    ("told", "refusal"),
    [
        ({"outcome": Outcome.NOBODY, "statuses": PRESENT}, errors.SomeoneCame),
        ({"outcome": Outcome.HELD, "statuses": PRESENT}, errors.NothingToldOfTheSession),
    ],
)
def test_a_report_that_contradicts_itself_is_refused(session, told, refusal):
    report = SessionReportFactory(session=session)
    whole = Told(told["outcome"], {mentee_of(session): told["statuses"]})

    with pytest.raises(refusal):
        actions.tell_report(report=report, told=whole, now=AFTER, by=None)

    assert statuses() == []


def test_a_mentor_of_another_session_tells_nothing_of_this_one(session):
    with pytest.raises(errors.NotOneOfTheSession):
        actions.open_report(session=session, mentor=MentorFactory(), now=AFTER)


def test_silence_is_asked_once_more_then_by_a_digit_then_counted(session):
    mentor = mentor_of(session)
    mentor.phone = "06 12 34 56 78"
    mentor.save(update_fields=["phone"])
    actions.ask_reports(now=AFTER)

    for day in (3, 4, 4, 5, 5, 6):
        actions.remind_reports(now=paris(day, 12), today=paris(day, 12).date())

    assert subjects() == ["Votre séance en trois gestes", "La séance a-t-elle eu lieu ?"]
    assert ShortMessage.objects.get().text.endswith("1 = tenue, 2 = annulée, 3 = absent.")
    assert states() == [ReportState.AWAITED]

    actions.remind_reports(now=paris(9, 7), today=paris(9, 7).date())

    assert states() == [ReportState.UNKNOWN]
    unknown = Entry.objects.unscoped("test").filter(event=Event.REPORT_UNKNOWN)
    assert unknown.count() == 1


def test_without_a_number_no_text_message_leaves(session):  # noqa: ARG001 -- it is asked about
    actions.ask_reports(now=AFTER)

    for day in (4, 5, 6):
        actions.remind_reports(now=paris(day, 7), today=paris(day, 7).date())

    assert ShortMessage.objects.count() == 0


def test_a_session_that_the_school_told_is_no_longer_waited_for(session):
    actions.ask_reports(now=AFTER)
    cancel(session=session, now=AFTER, by=UserFactory())

    actions.remind_reports(now=paris(4, 7), today=paris(4, 7).date())

    assert states() == [ReportState.SET_ASIDE]
    assert subjects() == ["Votre séance en trois gestes"]


@pytest.fixture
def asked_by_text(session):
    report = SessionReportFactory(session=session)
    notifications.write_sms(key="q", number="0612345678", text="?", about=report)
    ShortMessage.objects.update(created_at=paris(5, 8))
    return report


NINE = paris(5, 9)


def answered(text, number="+33612345678", at=NINE):
    notifications.receive_sms(number=number, text=text, now=at)
    return actions.read_texts(now=at)


@pytest.mark.parametrize(
    ("text", "state", "told"),
    [
        ("1", SessionState.HELD, [PRESENT]),
        (" 2 merci", SessionState.CANCELLED, []),
        ("3", SessionState.HELD, [ABSENT]),
    ],
)
def test_one_digit_tells_a_session(session, asked_by_text, text, state, told):
    assert answered(text) == 1

    session.refresh_from_db()
    asked_by_text.refresh_from_db()
    assert (session.state, statuses(), asked_by_text.state) == (state, told, ReportState.TOLD)
    assert actions.read_texts(now=paris(5, 10)) == 0


def test_a_digit_from_another_number_tells_nothing(asked_by_text):
    assert answered("1", "+33699999999") == 0

    asked_by_text.refresh_from_db()
    assert asked_by_text.state == ReportState.AWAITED


def test_a_text_that_is_not_understood_is_asked_again(asked_by_text):
    assert answered("bonjour") == 0

    again = ShortMessage.objects.exclude(key="q").get()
    assert (again.text[:8], again.about_id) == ("Nous n’a", asked_by_text.pk)


def test_a_digit_after_the_report_changes_nothing(session, asked_by_text):
    actions.tell_report(report=asked_by_text, told=held(session), now=AFTER, by=None)

    assert answered("2") == 0

    session.refresh_from_db()
    assert session.state == SessionState.HELD


def test_a_digit_answers_a_recent_question_only(asked_by_text):  # noqa: ARG001 -- it is asked
    assert answered("1", at=paris(13, 9)) == 0


def test_every_report_gets_a_sentence_back_from_a_person():
    report, by = SessionReportFactory(told=True), UserFactory(full_name="Anne Lefort")

    actions.thank(report=report, sentence="Merci à vous.", now=AFTER, by=by)

    delivery = Delivery.objects.get()
    report.refresh_from_db()
    assert (report.state, report.answer, report.answered_by) == ("answered", "Merci à vous.", by)
    assert delivery.address == report.mentor.email
    assert "Merci à vous." in delivery.body
    assert "Anne Lefort" in delivery.html
    with pytest.raises(errors.WrongReportState):
        actions.thank(report=report, sentence="Encore.", now=AFTER, by=by)


@pytest.mark.parametrize(
    ("told", "begins"),
    [
        ({"note": "Un souci."}, "Merci pour votre mot"),
        ({"outcome": "cancelled", "feeling": "", "theme": ""}, "Merci de m’avoir prévenu"),
        ({"outcome": "nobody", "feeling": "", "theme": ""}, "Merci d’être venu"),
        ({"feeling": "bad"}, "Merci de l’avoir dit"),
        ({"feeling": "mixed"}, "Merci pour cette séance. Une question"),
        ({"next_on": paris(12, 0).date()}, "Merci pour cette séance ! Votre prochaine"),
        ({"theme": "meeting"}, "Merci pour cet échange"),
        ({}, "Merci pour cette séance et pour votre temps"),
    ],
)
def test_the_sentence_that_is_prepared_follows_the_report(told, begins):
    report = SessionReportFactory.build(told=True, session=None, mentor=None, place=1, **told)

    assert prepared_answer(report).startswith(begins)


def school(report):
    span = report.session.mentorship.school.span
    return Scope(Family.SCHOOL, span)


def test_a_word_or_a_bad_session_is_read_first():
    session = MentoringSessionFactory()
    good = SessionReportFactory(told=True, session=session, told_at=paris(3, 12))
    place = session.mentorship
    bad, word = (
        SessionReportFactory(
            told=True,
            session=MentoringSessionFactory(
                mentorship=place, starts_at=paris(day, 10), ends_at=paris(day, 11)
            ),
            told_at=paris(day, 12),
            **told,
        )
        for day, told in ((4, {"feeling": "bad"}), (5, {"note": "Un mot."}))
    )
    SessionReportFactory(told=True)  # of another school

    assert list(reports_to_thank(school(good))) == [bad, word, good]


def test_missing_reports_are_those_of_the_scope(rls):
    missing = SessionReportFactory()
    SessionReportFactory()
    scope = school(missing)

    with rls(scope):
        (found,) = missing_reports(scope, AFTER)
        assert missing_reports(scope, paris(3, 10)) == []

    assert (found.session_id, found.mentor) == (missing.session_id, str(missing.mentor))


def test_the_database_shows_a_report_to_its_mentor_and_school_alone(rls):
    report = SessionReportFactory(told=True, note="Pour le lycée seul.")
    mentorship = report.session.mentorship
    mentee = mentorship.mentee_memberships.get().mentee_id

    def seen(scope):
        with rls(scope):
            return list(SessionReport.objects.unscoped("the database alone"))

    assert seen(school(report)) == [report]
    assert seen(Scope(Family.GRANT, mentor=report.mentor_id)) == [report]
    assert seen(Scope(Family.GRANT, mentor=MentorFactory().pk)) == []
    assert seen(Scope(Family.GRANT, mentee=mentee)) == []
    assert seen(Scope(Family.GRANT, association=mentorship.association_id or 1)) == []
