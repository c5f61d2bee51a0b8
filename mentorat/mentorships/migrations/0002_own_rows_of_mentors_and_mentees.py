"""What the policies of mentors, mentees and associations ask: which rows are mine?

The functions run as the owner, with a fixed search path, and read the scope of the transaction.
"""

from django.db import migrations

HEAD = "LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$"


def setting(name):
    return f"NULLIF(current_setting('app.{name}', true), '')::integer"


OWN_MENTORSHIPS = f"""
CREATE OR REPLACE FUNCTION mentorat_own_mentorships() RETURNS SETOF bigint {HEAD}
    SELECT m.id FROM mentorships_mentorship m
    JOIN mentorships_mentormembership s ON s.mentorship_id = m.id
    WHERE s.mentor_id = {setting('mentor')}
    UNION
    SELECT m.id FROM mentorships_mentorship m
    JOIN mentorships_menteemembership s ON s.mentorship_id = m.id
    WHERE s.mentee_id = {setting('mentee')}
    UNION
    SELECT m.id FROM mentorships_mentorship m WHERE m.association_id = {setting('association')}
$$
"""

# A pupil is seen by the other side while the relation lives, not after.
OWN_MENTEES = f"""
CREATE OR REPLACE FUNCTION mentorat_own_mentees() RETURNS SETOF bigint {HEAD}
    SELECT s.mentee_id FROM mentorships_menteemembership s
    JOIN mentorships_mentorship m ON m.id = s.mentorship_id
    WHERE m.state IN ('proposed', 'accepted', 'active', 'suspended')
    AND m.id IN (SELECT mentorat_own_mentorships())
    AND {setting('mentee')} IS NULL
$$
"""

OWN_MENTORS = f"""
CREATE OR REPLACE FUNCTION mentorat_own_mentors() RETURNS SETOF bigint {HEAD}
    SELECT s.mentor_id FROM mentorships_mentormembership s
    WHERE s.mentorship_id IN (SELECT mentorat_own_mentorships())
$$
"""


class Migration(migrations.Migration):
    dependencies = [("mentorships", "0001_initial")]

    operations = [
        migrations.RunSQL(OWN_MENTORSHIPS, "DROP FUNCTION mentorat_own_mentorships()"),
        migrations.RunSQL(OWN_MENTEES, "DROP FUNCTION mentorat_own_mentees()"),
        migrations.RunSQL(OWN_MENTORS, "DROP FUNCTION mentorat_own_mentors()"),
    ]
