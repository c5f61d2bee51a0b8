"""What the policy of mentors asks for a school: who offers here?"""

from django.db import migrations

OFFERING = """
CREATE OR REPLACE FUNCTION mentorat_offering_mentors() RETURNS SETOF bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT mentor_id FROM matching_offer
    WHERE place BETWEEN NULLIF(current_setting('app.lo', true), '')::integer
    AND NULLIF(current_setting('app.hi', true), '')::integer
$$
"""


class Migration(migrations.Migration):
    dependencies = [("matching", "0001_initial")]

    operations = [migrations.RunSQL(OFFERING, "DROP FUNCTION mentorat_offering_mentors()")]
