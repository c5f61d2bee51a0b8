"""What the policies of mentors, mentees and associations ask: which rows are mine?

The functions run as the owner, with a fixed search path, and read the scope of the transaction.
"""

from django.db import migrations

HEAD = "LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$"


def setting(name):
    return f"NULLIF(current_setting('app.{name}', true), '')::integer"


# A guardian follows the relations of his or her own child.
OWN_MENTORSHIPS = f"""
CREATE OR REPLACE FUNCTION mentorat_own_mentorships() RETURNS SETOF bigint {HEAD}
    SELECT s.mentorship_id FROM mentorships_mentormembership s
    WHERE s.mentor_id = {setting('mentor')}
    UNION
    SELECT s.mentorship_id FROM mentorships_menteemembership s
    WHERE s.mentee_id = {setting('mentee')}
    UNION
    SELECT s.mentorship_id FROM mentorships_menteemembership s
    JOIN people_guardian g ON g.mentee_id = s.mentee_id
    WHERE g.id = {setting('guardian')}
    UNION
    SELECT m.id FROM mentorships_mentorship m WHERE m.association_id = {setting('association')}
$$
"""

# A pupil is seen by the other side while the relation lives, not after; never by the other pupils
# of a group, nor by their families; by a mentor, with a valid set of clearances only.
OWN_MENTEES = f"""
CREATE OR REPLACE FUNCTION mentorat_own_mentees() RETURNS SETOF bigint {HEAD}
    SELECT s.mentee_id FROM mentorships_menteemembership s
    JOIN mentorships_mentorship m ON m.id = s.mentorship_id
    WHERE m.state IN ('proposed', 'awaiting', 'accepted', 'ready', 'active', 'suspended')
    AND m.id IN (SELECT mentorat_own_mentorships())
    AND {setting('mentee')} IS NULL AND {setting('guardian')} IS NULL
    AND (
        {setting('mentor')} IS NULL
        OR mentorat_is_cleared({setting('mentor')}, mentorat_today())
    )
$$
"""

OWN_MENTORS = f"""
CREATE OR REPLACE FUNCTION mentorat_own_mentors() RETURNS SETOF bigint {HEAD}
    SELECT s.mentor_id FROM mentorships_mentormembership s
    WHERE s.mentorship_id IN (SELECT mentorat_own_mentorships())
$$
"""


class Migration(migrations.Migration):
    dependencies = [
        ("mentorships", "0001_squashed"),
        ("people", "0002_functions"),
    ]

    operations = [
        migrations.RunSQL(OWN_MENTORSHIPS, "DROP FUNCTION mentorat_own_mentorships()"),
        migrations.RunSQL(OWN_MENTEES, "DROP FUNCTION mentorat_own_mentees()"),
        migrations.RunSQL(OWN_MENTORS, "DROP FUNCTION mentorat_own_mentors()"),
    ]
