"""How many pupils associations accompany: a school is told the number, and reads no other's row."""

from django.db import migrations

ACCOMPANIED = """
CREATE OR REPLACE FUNCTION mentorat_accompanied(named bigint[], campaign bigint, lo int, hi int)
RETURNS TABLE (association bigint, pupils bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT r.association_id, count(DISTINCT e.mentee_id)
    FROM mentorships_mentorship r
    JOIN mentorships_menteemembership e ON e.mentorship_id = r.id
    JOIN programmes_schoolproject p ON p.id = r.project_id
    WHERE r.state IN ('proposed', 'awaiting', 'accepted', 'ready', 'active', 'suspended') AND r.place BETWEEN $3 AND $4
    AND p.campaign_id = $2 AND r.association_id = ANY($1)
    GROUP BY 1
$$
"""


class Migration(migrations.Migration):
    dependencies = [
        ("matching", "0002_functions"),
        ("mentorships", "0003_words_of_one_side_about_the_other"),
        ("programmes", "0001_squashed"),
    ]

    operations = [
        migrations.RunSQL(
            ACCOMPANIED, "DROP FUNCTION mentorat_accompanied(bigint[], bigint, int, int)"
        ),
    ]
