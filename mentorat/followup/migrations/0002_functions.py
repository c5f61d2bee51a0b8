"""What the public and a territory ask of rows that they do not read: a proof, and numbers."""

from django.db import migrations

HEAD = "LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$"

# What the public page reads of a number, whatever the scope: no name, no school.
CERTIFICATE = """
CREATE OR REPLACE FUNCTION mentorat_certificate(number text)
RETURNS TABLE(kind text, issued_at timestamptz, digest text, is_withdrawn boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT c.kind, c.issued_at, left(c.digest, 8), c.withdrawn_at IS NOT NULL
    FROM followup_certificate c WHERE c.code = number
$$
"""

MENTORS = f"""
CREATE OR REPLACE FUNCTION mentorat_association_mentors(association bigint)
RETURNS SETOF bigint {HEAD}
    SELECT m.id FROM people_mentor m WHERE m.association_id = association
$$
"""

PLACES = f"""
CREATE OR REPLACE FUNCTION mentorat_association_places(association bigint)
RETURNS SETOF integer {HEAD}
    SELECT DISTINCT m.place FROM mentorships_mentorship m
    WHERE m.association_id = association AND m.state NOT IN ('ended', 'declined', 'withdrawn', 'lapsed')
$$
"""


class Migration(migrations.Migration):
    dependencies = [
        ("followup", "0001_squashed"),
        ("mentorships", "0001_squashed"),
        ("people", "0001_squashed"),
    ]

    operations = [
        migrations.RunSQL(CERTIFICATE, "DROP FUNCTION mentorat_certificate(text)"),
        migrations.RunSQL(MENTORS, "DROP FUNCTION mentorat_association_mentors(bigint)"),
        migrations.RunSQL(PLACES, "DROP FUNCTION mentorat_association_places(bigint)"),
    ]
