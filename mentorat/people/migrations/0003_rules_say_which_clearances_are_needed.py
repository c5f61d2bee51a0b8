import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


# The day on which a transaction runs, as the site's own clock says it.
TODAY = """
CREATE OR REPLACE FUNCTION mentorat_today() RETURNS date LANGUAGE sql STABLE AS $$
    SELECT COALESCE(NULLIF(current_setting('app.today', true), '')::date, CURRENT_DATE)
$$
"""

# What a mentor lacks on a day: the one place where rules meet proofs. Inlined by the planner, so
# that lists of mentors ask it row by row through the indexes. The most precise rule of a kind wins
# (how one meets, then the situation); a year without rules keeps those before it; a site without
# any rule asks for an interview, a training and a charter.
LACKING = """
CREATE OR REPLACE FUNCTION mentorat_lacking(who bigint, day date)
RETURNS SETOF varchar LANGUAGE sql STABLE AS $$
    SELECT rule.kind FROM (
        SELECT DISTINCT ON (r.kind)
            r.kind, r.is_needed, r.least, r.months_valid, r.minimum_hours
        FROM people_mentor m
        JOIN people_clearancerule r ON r.origin IN ('', m.origin) AND (
            r.contact = '' OR (r.contact = 'alone' AND m.meets_alone)
            OR (r.contact = 'ase' AND m.in_ase_path)
        )
        WHERE m.id = who AND r.year = (
            SELECT COALESCE(
                max(y.year) FILTER (
                    WHERE y.year <= extract(year FROM day - interval '7 months')
                ),
                min(y.year)
            ) FROM people_clearancerule y
        )
        ORDER BY r.kind, (r.contact = ''), (r.origin = '')
    ) rule
    WHERE rule.is_needed AND NOT (
        SELECT count(*) >= rule.least AND COALESCE(sum(c.hours), 0) >= rule.minimum_hours
        FROM people_clearance c
        WHERE c.mentor_id = who AND c.kind = rule.kind
        AND c.given_on <= day AND (c.expires_on IS NULL OR c.expires_on >= day)
        AND (
            rule.months_valid IS NULL
            OR c.given_on + make_interval(months => rule.months_valid) >= day
        )
    )
    UNION ALL
    SELECT floor.kind FROM (VALUES ('interview'), ('training'), ('charter')) AS floor (kind)
    WHERE NOT EXISTS (SELECT FROM people_clearancerule)
    AND NOT EXISTS (
        SELECT FROM people_clearance c WHERE c.mentor_id = who AND c.kind = floor.kind
        AND c.given_on <= day AND (c.expires_on IS NULL OR c.expires_on >= day)
    )
$$
"""

# The same, told to whoever acts: the proofs themselves stay where they are.
MISSING = """
CREATE OR REPLACE FUNCTION mentorat_missing_clearances(who bigint[], day date)
RETURNS TABLE (mentor_id bigint, kind varchar)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT one, lacking FROM unnest(who) AS one, LATERAL mentorat_lacking(one, day) AS lacking
$$
"""

IS_CLEARED = """
CREATE OR REPLACE FUNCTION mentorat_is_cleared(who bigint, day date) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT NOT EXISTS (SELECT FROM mentorat_lacking(who, day))
$$
"""


class Migration(migrations.Migration):

    dependencies = [
        ('organisations', '0001_initial'),
        ('people', '0002_guardians_and_authorisations'),
        ('reference', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='ClearanceRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(verbose_name='rentrée')),
                ('kind', models.CharField(choices=[('interview', 'entretien'), ('second_look', 'second regard, par une autre personne'), ('reference', 'référence appelée'), ('training', 'formation'), ('charter', 'charte signée'), ('honorability', 'attestation d’honorabilité (parcours ASE)')], max_length=12, verbose_name='habilitation')),
                ('origin', models.CharField(blank=True, choices=[('employee', 'salarié d’une entreprise'), ('pfmp_tutor', 'tuteur de PFMP'), ('alumnus', 'ancien élève'), ('student', 'étudiant'), ('retired', 'retraité'), ('other', 'autre')], max_length=12, verbose_name='situation')),
                ('contact', models.CharField(blank=True, choices=[('', 'tous'), ('alone', 'seul à seul avec un élève'), ('ase', 'parcours protection de l’enfance (ASE)')], max_length=5, verbose_name='rencontre')),
                ('is_needed', models.BooleanField(default=True, verbose_name='demandée')),
                ('least', models.PositiveSmallIntegerField(default=1, verbose_name='nombre')),
                ('months_valid', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='valable (mois)')),
                ('minimum_hours', models.DecimalField(decimal_places=1, default=0, max_digits=4, verbose_name='heures au moins')),
            ],
            options={
                'verbose_name': 'règle d’habilitation',
                'verbose_name_plural': 'règles d’habilitation',
                'ordering': ('-year', 'kind', 'contact', 'origin'),
            },
        ),
        migrations.AddField(
            model_name='clearance',
            name='digest',
            field=models.CharField(blank=True, max_length=64, verbose_name='empreinte du texte'),
        ),
        migrations.AddField(
            model_name='clearance',
            name='hours',
            field=models.DecimalField(blank=True, decimal_places=1, max_digits=4, null=True, verbose_name='heures'),
        ),
        migrations.AddField(
            model_name='clearance',
            name='mode',
            field=models.CharField(blank=True, choices=[('online', 'en ligne'), ('on_site', 'en présence'), ('mixed', 'en présence et en ligne')], max_length=8, verbose_name='modalité'),
        ),
        migrations.AddField(
            model_name='clearance',
            name='topics',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('requirements', 'les règles du programme'), ('goals', 'objectifs et attentes'), ('role', 'le rôle du mentor'), ('relationship', 'construire la relation'), ('ethics', 'éthique et sécurité'), ('reporting', 'vigilance et signalement'), ('help', 'où trouver de l’aide'), ('youth', 'connaître les lycéens professionnels'), ('first_meeting', 'la première rencontre'), ('family', 'la place de la famille'), ('closure', 'la clôture')], max_length=14), blank=True, default=list, size=None, verbose_name='thèmes'),
        ),
        migrations.AddField(
            model_name='clearance',
            name='version',
            field=models.CharField(blank=True, max_length=20, verbose_name='version du texte'),
        ),
        migrations.AddField(
            model_name='mentor',
            name='alone_seats',
            field=models.PositiveSmallIntegerField(default=1, verbose_name='élèves seul à seul'),
        ),
        migrations.AddField(
            model_name='mentor',
            name='availability',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('mon_am', 'lundi matin'), ('mon_pm', 'lundi après-midi'), ('tue_am', 'mardi matin'), ('tue_pm', 'mardi après-midi'), ('wed_am', 'mercredi matin'), ('wed_pm', 'mercredi après-midi'), ('thu_am', 'jeudi matin'), ('thu_pm', 'jeudi après-midi'), ('fri_am', 'vendredi matin'), ('fri_pm', 'vendredi après-midi'), ('sat_am', 'samedi matin')], max_length=6), blank=True, default=list, size=None, verbose_name='disponibilités de la semaine'),
        ),
        migrations.AddField(
            model_name='mentor',
            name='group_seats',
            field=models.PositiveSmallIntegerField(default=0, verbose_name='élèves d’un groupe'),
        ),
        migrations.AddField(
            model_name='mentor',
            name='in_ase_path',
            field=models.BooleanField(default=False, verbose_name='parcours protection de l’enfance (ASE)'),
        ),
        migrations.AddField(
            model_name='mentor',
            name='languages',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('de', 'allemand'), ('en', 'anglais'), ('ar', 'arabe'), ('bm', 'bambara'), ('ber', 'berbère'), ('zh', 'chinois'), ('zdj', 'comorien'), ('cpf', 'créole'), ('es', 'espagnol'), ('it', 'italien'), ('fsl', 'langue des signes française'), ('pt', 'portugais'), ('ro', 'roumain'), ('ru', 'russe'), ('ta', 'tamoul'), ('tr', 'turc'), ('uk', 'ukrainien'), ('oth', 'une autre langue')], max_length=3), blank=True, default=list, size=None, verbose_name='langues parlées'),
        ),
        migrations.AddField(
            model_name='mentor',
            name='leaves_on',
            field=models.DateField(blank=True, null=True, verbose_name='départ annoncé pour le'),
        ),
        migrations.AddField(
            model_name='mentor',
            name='meets_alone',
            field=models.BooleanField(default=True, verbose_name='rencontre un élève seul à seul'),
        ),
        migrations.AddField(
            model_name='mentor',
            name='minimum_months',
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='s’engage au moins (mois)'),
        ),
        migrations.AddField(
            model_name='mentor',
            name='paused_from',
            field=models.DateField(blank=True, null=True, verbose_name='en pause à partir du'),
        ),
        migrations.AddField(
            model_name='mentor',
            name='paused_until',
            field=models.DateField(blank=True, null=True, verbose_name='en pause jusqu’au'),
        ),
        migrations.AddField(
            model_name='mentor',
            name='radius_km',
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='se déplace jusqu’à (km)'),
        ),
        migrations.AddField(
            model_name='mentor',
            name='takes_class',
            field=models.BooleanField(default=False, verbose_name='intervient devant une classe'),
        ),
        migrations.AlterField(
            model_name='clearance',
            name='kind',
            field=models.CharField(choices=[('interview', 'entretien'), ('second_look', 'second regard, par une autre personne'), ('reference', 'référence appelée'), ('training', 'formation'), ('charter', 'charte signée'), ('honorability', 'attestation d’honorabilité (parcours ASE)')], max_length=12),
        ),
        migrations.AlterField(
            model_name='clearance',
            name='verified_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='mentor',
            constraint=models.CheckConstraint(condition=models.Q(('paused_until', None), models.Q(('paused_from__isnull', False), ('paused_until__gte', models.F('paused_from'))), _connector='OR'), name='mentor_pause_ends_after_it_starts', violation_error_message='La fin de la pause précède son début.'),
        ),
        migrations.AddConstraint(
            model_name='clearancerule',
            constraint=models.UniqueConstraint(fields=('year', 'kind', 'contact', 'origin'), name='one_clearance_rule_a_category', violation_error_message='Cette catégorie a déjà une règle pour cette habilitation.'),
        ),
        migrations.AddConstraint(
            model_name='clearancerule',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('contact', 'ase'), ('kind', 'honorability')), models.Q(models.Q(('kind', 'honorability'), _negated=True), models.Q(('contact', 'ase'), _negated=True)), _connector='OR'), name='honorability_belongs_to_the_ase_path', violation_error_message='L’attestation d’honorabilité ne se demande que dans le parcours ASE.'),
        ),
        migrations.RunSQL(
            "UPDATE people_clearance SET kind = 'interview' WHERE kind = 'vetting';"
            "UPDATE people_clearance SET hours = 2 WHERE kind = 'training'",
            "UPDATE people_clearance SET kind = 'vetting' WHERE kind = 'interview'",
        ),
        migrations.RunSQL(TODAY, "DROP FUNCTION mentorat_today()"),
        migrations.RunSQL(LACKING, "DROP FUNCTION mentorat_lacking(bigint, date)"),
        migrations.RunSQL(MISSING, "DROP FUNCTION mentorat_missing_clearances(bigint[], date)"),
        migrations.RunSQL(IS_CLEARED, "DROP FUNCTION mentorat_is_cleared(bigint, date)"),
    ]
