"""A pupil is a row a school year: which earlier rows of the same school are the same person."""

from django.db import migrations

# The same INE; without one on both sides, the same name and the same day of birth.
FORMER_FILES = """
CREATE OR REPLACE FUNCTION mentorat_former_files(pupils integer[])
RETURNS TABLE (mentee bigint, former bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    WITH own AS (
        SELECT p.id, p.school_id, p.year, p.last_name, p.first_name, i.place, i.ine_digest,
            i.birth_date
        FROM people_mentee p JOIN people_menteeidentity i ON i.mentee_id = p.id
        WHERE p.id = ANY(pupils)
    )
    SELECT own.id, before.id FROM own
    JOIN people_menteeidentity i ON i.place = own.place AND i.ine_digest = own.ine_digest
    JOIN people_mentee before ON before.id = i.mentee_id
    WHERE own.ine_digest <> '' AND before.school_id = own.school_id AND before.year < own.year
    UNION
    SELECT own.id, before.id FROM own
    JOIN people_mentee before
        ON before.place = own.place AND before.school_id = own.school_id
        AND before.last_name = own.last_name AND before.first_name = own.first_name
    JOIN people_menteeidentity i ON i.mentee_id = before.id AND i.birth_date = own.birth_date
    WHERE before.year < own.year AND (own.ine_digest = '' OR i.ine_digest = '')
$$
"""


class Migration(migrations.Migration):

    dependencies = [('people', '0008_photo_of_a_mentor')]

    operations = [
        migrations.RunSQL(FORMER_FILES, "DROP FUNCTION mentorat_former_files(integer[])")
    ]
