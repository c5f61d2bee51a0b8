"""What a territory asks of an association whose mentors and relations it does not read: numbers."""

from django.db import migrations

HEAD = "LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$"

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
        ("followup", "0007_certificates"),
        ("mentorships", "0008_other_ties_are_weighed"),
        ("people", "0006_someone_offers_to_be_a_mentor"),
    ]

    operations = [
        migrations.RunSQL(MENTORS, "DROP FUNCTION mentorat_association_mentors(bigint)"),
        migrations.RunSQL(PLACES, "DROP FUNCTION mentorat_association_places(bigint)"),
    ]
