"""Pupils and families see a session at a distance when it expects them."""

from django.db import migrations

HEAD = "LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$"


def setting(name):
    return f"NULLIF(current_setting('app.{name}', true), '')::integer"

OWN_SEATS = f"""
CREATE OR REPLACE FUNCTION mentorat_own_seats() RETURNS SETOF bigint {HEAD}
    SELECT b.session_id FROM scheduling_booking b WHERE b.mentee_id = {setting('mentee')}
    UNION
    SELECT b.session_id FROM scheduling_booking b
    JOIN people_guardian g ON g.mentee_id = b.mentee_id
    WHERE g.id = {setting('guardian')}
$$
"""


class Migration(migrations.Migration):
    dependencies = [
        ("scheduling", "0001_squashed"),
        ("people", "0001_squashed"),
    ]

    operations = [
        migrations.RunSQL(OWN_SEATS, "DROP FUNCTION mentorat_own_seats()"),
    ]
