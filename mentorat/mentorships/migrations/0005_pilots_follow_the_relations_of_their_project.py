from django.db import migrations

PILOTS = """
UPDATE mentorships_mentorship m SET followed_by_id = p.pilot_id
FROM programmes_schoolproject p WHERE p.id = m.project_id AND m.followed_by_id IS NULL
"""


class Migration(migrations.Migration):

    dependencies = [('mentorships', '0004_agreements_questions_and_waits')]

    operations = [migrations.RunSQL(PILOTS, migrations.RunSQL.noop)]
