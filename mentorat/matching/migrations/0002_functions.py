"""What the policy of mentors asks for a school: who offers here, or is in a relation here?"""

from django.db import migrations

INSIDE = """BETWEEN NULLIF(current_setting('app.lo', true), '')::integer
    AND NULLIF(current_setting('app.hi', true), '')::integer"""

MENTORS_HERE = f"""
CREATE OR REPLACE FUNCTION mentorat_mentors_here() RETURNS SETOF bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT mentor_id FROM matching_offer WHERE place {INSIDE}
    UNION
    SELECT mentor_id FROM mentorships_mentormembership WHERE place {INSIDE}
$$
"""


class Migration(migrations.Migration):
    dependencies = [
        ("matching", "0001_squashed"),
        ("mentorships", "0001_squashed"),
    ]

    operations = [
        migrations.RunSQL(MENTORS_HERE, "DROP FUNCTION mentorat_mentors_here()"),
    ]
