from django.db import migrations

# Who lacks nothing on a day, in the whole country: the numbers of the mentors and nothing else,
# for whoever sets the rules of a year and may see no person.
COMPLETE = """
CREATE OR REPLACE FUNCTION mentorat_complete_files(day date) RETURNS SETOF bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT m.id FROM people_mentor m
    WHERE m.left_on IS NULL AND NOT EXISTS (SELECT FROM mentorat_lacking(m.id, day))
$$
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0006_someone_offers_to_be_a_mentor")]

    operations = [
        migrations.RunSQL(COMPLETE, "DROP FUNCTION mentorat_complete_files(date)"),
    ]
