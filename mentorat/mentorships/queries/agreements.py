"""An agreement as its signers read it: the text, and who signed."""

from collections.abc import Sequence
from dataclasses import dataclass

from mentorat.access.models import SignedLink
from mentorat.foundations.scope import Family, Scope
from mentorat.mentorships.enums import Party, SignatureChannel
from mentorat.mentorships.models import Agreement, Signature
from mentorat.mentorships.queries.relations import HIDDEN, MentorshipShown
from mentorat.mentorships.wording import Part, parts_of


@dataclass(frozen=True)
class SignatureShown:
    """``words``: when and how it was signed, or that it is not."""

    pk: int
    name: str
    side: str
    words: str
    is_signed: bool
    is_mine: bool


@dataclass(frozen=True)
class AgreementShown:
    agreement: Agreement
    parts: Sequence[Part]
    signatures: Sequence[SignatureShown]

    @property
    def is_signed(self) -> bool:
        return all(one.is_signed for one in self.signatures)

    @property
    def mine(self) -> SignatureShown | None:
        """My own side, while I have not signed."""
        return next((one for one in self.signatures if one.is_mine and not one.is_signed), None)


def agreement_shown(
    shown: MentorshipShown, *, scope: Scope, manages: bool = False
) -> AgreementShown | None:
    """Return the text in force with its signatures, in two queries; ``manages``: for the school."""
    found = Agreement.objects.within(scope).filter(mentorship=shown.mentorship, replaced_at=None)
    agreement = found.select_related("mentorship").first()
    if agreement is None:
        return None
    names = {
        **{(True, member.person_id): member.name for member in shown.mentors},
        **{(False, member.person_id): member.name for member in shown.mentees},
    }
    signatures = agreement.signatures.select_related("guardian").order_by("pk")
    return AgreementShown(
        agreement=agreement,
        parts=parts_of(agreement.text),
        signatures=[_shown(one, shown, names, scope, manages=manages) for one in signatures],
    )


def signature_of(agreement: Agreement, link: SignedLink) -> Signature | None:
    """Return the side of an agreement that the holder of a link signs."""
    if link.mentor_id is not None:
        mine = {"party": Party.MENTOR, "mentor_id": link.mentor_id}
    elif link.mentee_id is not None:
        mine = {"party": Party.MENTEE, "mentee_id": link.mentee_id}
    else:
        child = link.guardian.mentee_id if link.guardian else 0
        mine = {"party": Party.GUARDIAN, "mentee_id": child}
    return agreement.signatures.filter(**mine).first()


def _shown(
    signature: Signature,
    shown: MentorshipShown,
    names: dict[tuple[bool, int], str],
    scope: Scope,
    *,
    manages: bool,
) -> SignatureShown:
    is_mine = _is_mine(signature, scope, manages=manages)
    if signature.party == Party.SCHOOL:
        name = str(shown.mentorship.school)
    elif signature.party == Party.MENTOR:
        name = names.get((True, signature.mentor_id or 0), "")
    else:
        name = names.get((False, signature.mentee_id or 0), HIDDEN)
    if signature.party == Party.GUARDIAN:
        by_name = signature.guardian is not None and scope.family is Family.SCHOOL
        name = f"{signature.guardian if by_name else 'pour'} {'pour ' if by_name else ''}{name}"
    return SignatureShown(
        pk=signature.pk,
        name=name,
        side=signature.get_party_display(),
        words=_words(signature),
        is_signed=signature.signed_on is not None,
        is_mine=is_mine,
    )


def _is_mine(signature: Signature, scope: Scope, *, manages: bool) -> bool:
    if signature.party == Party.SCHOOL:
        return manages
    if signature.party == Party.MENTOR:
        return scope.mentor is not None and signature.mentor_id == scope.mentor
    if signature.party == Party.MENTEE:
        return scope.mentee is not None and signature.mentee_id == scope.mentee
    return False


def _words(signature: Signature) -> str:
    if signature.signed_on is None:
        return "à signer"
    how = SignatureChannel(signature.channel).label
    return f"signé le {signature.signed_on:%d/%m/%Y}, {how}"
