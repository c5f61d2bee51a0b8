"""A mentor who lacks a clearance sees no pupil: the database says so by itself."""

from django.db import migrations

HEAD = "LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$"


def setting(name):
    return f"NULLIF(current_setting('app.{name}', true), '')::integer"


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


class Migration(migrations.Migration):

    dependencies = [
        ('mentorships', '0005_pilots_follow_the_relations_of_their_project'),
        ('people', '0003_rules_say_which_clearances_are_needed'),
    ]

    operations = [migrations.RunSQL(OWN_MENTEES, migrations.RunSQL.noop)]
