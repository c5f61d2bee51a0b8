"""The photo of a mentor, as verbs. The journal stands above: whoever calls writes its line."""

from datetime import datetime

from django.db import transaction

from mentorat.foundations.pictures import square_jpeg
from mentorat.people.models import Mentor, MentorPhoto
from mentorat.people.policies import check_has_not_left


@transaction.atomic
def set_photo(*, mentor: Mentor, content: bytes, now: datetime) -> MentorPhoto:
    """Keep a photo in the place of the one before, drawn again: nothing else of the file stays."""
    check_has_not_left(mentor)
    photo = MentorPhoto(
        mentor=mentor, place=mentor.place, image=square_jpeg(content), changed_at=now
    )
    MentorPhoto.objects.bulk_create(
        [photo],
        update_conflicts=True,
        unique_fields=["mentor"],
        update_fields=["image", "changed_at"],
    )
    return photo


@transaction.atomic
def remove_photo(*, mentor: Mentor) -> bool:
    """Erase the photo, and say whether there was one."""
    deleted, _ = MentorPhoto.objects.unscoped("one a mentor").filter(mentor=mentor).delete()
    return deleted > 0
