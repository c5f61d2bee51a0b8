import django.contrib.postgres.fields
import django.db.models.deletion
import mentorat.programmes.models.campaigns
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    # A database made by the migrations of development is taken as it is.
    replaces = [('programmes', '0001_initial'), ('programmes', '0002_every_rule_of_the_year_is_data'), ('programmes', '0003_time_for_following_relations'), ('programmes', '0004_silence_and_end_of_year'), ('programmes', '0005_counts_of_a_project'), ('programmes', '0006_targets_of_associations'), ('programmes', '0007_every_delay_of_following_is_data'), ('programmes', '0008_groups_of_the_year')]

    initial = True

    dependencies = [
        ('organisations', '0001_squashed'),
        ('people', '__first__'),
        ('reference', '0001_squashed'),
    ]

    operations = [
        migrations.CreateModel(
            name='Campaign',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(unique=True, verbose_name='rentrée')),
                ('opens_on', models.DateField(verbose_name='ouverture')),
                ('closes_on', models.DateField(verbose_name='clôture')),
                ('minimum_months', models.PositiveSmallIntegerField(default=6, verbose_name='durée minimale (mois)')),
                ('target_mentees', models.PositiveIntegerField(default=0, verbose_name='objectif national (mentorés)')),
                ('minimum_weeks', models.JSONField(default=dict, verbose_name='durée minimale par objectif (semaines)')),
                ('answer_days', models.PositiveSmallIntegerField(default=10, verbose_name='réponse à une proposition (jours)')),
                ('question_days', models.PositiveSmallIntegerField(default=5, verbose_name='réponse à une question (jours)')),
                ('authorisation_days', models.PositiveSmallIntegerField(default=21, verbose_name='autorisation parentale (jours)')),
                ('agreement_days', models.PositiveSmallIntegerField(default=14, verbose_name='signature de l’accord (jours)')),
                ('first_meeting_days', models.PositiveSmallIntegerField(default=21, verbose_name='première rencontre (jours)')),
                ('relations_per_hour', models.PositiveSmallIntegerField(default=8, verbose_name='relations suivies par heure de la semaine')),
                ('group_least', models.PositiveSmallIntegerField(default=3, verbose_name='élèves d’un groupe, au moins')),
                ('group_most', models.PositiveSmallIntegerField(default=8, verbose_name='élèves d’un groupe, au plus')),
                ('group_shares', models.CharField(choices=[('class', 'des élèves d’une même classe'), ('objective', 'des élèves qui ont le même objectif')], default='objective', max_length=9, verbose_name='un groupe réunit')),
                ('group_is_double', models.BooleanField(default=False, verbose_name='deux mentors par groupe')),
                ('requires_agreement', models.BooleanField(default=True, verbose_name='accord signé par tous')),
                ('check_in_days', django.contrib.postgres.fields.ArrayField(base_field=models.PositiveSmallIntegerField(), default=mentorat.programmes.models.campaigns.default_check_in_days, size=None, verbose_name='points d’étape (jours après la première rencontre)')),
                ('check_in_reminder_days', models.PositiveSmallIntegerField(default=7, verbose_name='rappel d’un point d’étape (jours)')),
                ('check_in_answer_days', models.PositiveSmallIntegerField(default=14, verbose_name='réponse à un point d’étape (jours)')),
                ('report_asked_days', models.PositiveSmallIntegerField(default=7, verbose_name='compte rendu demandé après la séance, au plus tard (jours)')),
                ('report_days', models.PositiveSmallIntegerField(default=5, verbose_name='séance sans nouvelles, après la demande (jours)')),
                ('end_of_year_weeks', models.PositiveSmallIntegerField(default=4, verbose_name='fin d’année des classes de terminale et de dernière année (semaines)')),
                ('silence_days', models.PositiveSmallIntegerField(default=30, verbose_name='alarme de silence (jours)')),
                ('no_life_days', models.PositiveSmallIntegerField(default=14, verbose_name='clôture accompagnée, après l’alarme de silence (jours)')),
                ('late_start_notice_days', models.PositiveSmallIntegerField(default=14, verbose_name='alarme de départ tardif, avant le dernier jour utile (jours)')),
                ('clearance_notice_days', models.PositiveSmallIntegerField(default=30, verbose_name='alarme d’habilitation, avant sa fin (jours)')),
                ('snooze_days', models.PositiveSmallIntegerField(default=60, verbose_name='alarme mise en attente, au plus (jours)')),
                ('rematch_days', models.PositiveSmallIntegerField(default=14, verbose_name='délai avant une nouvelle relation (jours)')),
                ('bridge_months', models.PositiveSmallIntegerField(default=6, verbose_name='suite après le diplôme (mois)')),
                ('last_year_first', models.BooleanField(default=True, verbose_name='dernière année de cycle d’abord')),
            ],
            options={
                'verbose_name': 'campagne',
                'ordering': ('-year',),
                'constraints': [models.CheckConstraint(condition=models.Q(('closes_on__gt', models.F('opens_on'))), name='campaign_closes_after_it_opens', violation_error_message='La clôture doit suivre l’ouverture.'), models.CheckConstraint(condition=models.Q(('group_least__gte', 2), ('group_most__gte', models.F('group_least'))), name='campaign_groups_have_sizes', violation_error_message='Un groupe compte au moins deux élèves.')],
            },
        ),
        migrations.CreateModel(
            name='SchoolProject',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.PositiveIntegerField()),
                ('kinds', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('metier', 'mentorat de métier'), ('parcours', 'mentorat de parcours'), ('both', 'métier et parcours')], max_length=10), size=None, verbose_name='types de mentorat')),
                ('forms', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('individual', 'individuel'), ('group', 'en groupe'), ('class', 'par classe')], max_length=10), size=None, verbose_name='formes')),
                ('publics', models.CharField(blank=True, max_length=200, verbose_name='publics')),
                ('target_mentees', models.PositiveSmallIntegerField(verbose_name='objectif (élèves mentorés)')),
                ('state', models.CharField(choices=[('open', 'en cours'), ('closed', 'clos')], default='open', max_length=8)),
                ('opened_at', models.DateTimeField()),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='projects', to='programmes.campaign')),
                ('deputy', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('opened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('pilot', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='projects', to='organisations.school')),
            ],
            options={
                'verbose_name': 'projet de mentorat',
                'verbose_name_plural': 'projets de mentorat',
                'ordering': ('school__name', 'pk'),
                'indexes': [models.Index(fields=['place', 'campaign'], name='project_place')],
                'constraints': [models.UniqueConstraint(fields=('campaign', 'school'), name='one_project_a_school_and_campaign', violation_error_message='Cet établissement a déjà un projet pour cette année.'), models.CheckConstraint(condition=models.Q(('pilot', None), ('deputy', None), models.Q(('pilot', models.F('deputy')), _negated=True), _connector='OR'), name='project_pilot_is_not_the_deputy', violation_error_message='Le pilote et l’adjoint sont deux personnes différentes.')],
            },
        ),
        migrations.CreateModel(
            name='AssociationTarget',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('mentees', models.PositiveIntegerField(verbose_name='objectif (élèves mentorés)')),
                ('academy', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='targets', to='reference.academy')),
                ('association', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='targets', to='organisations.association')),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='targets', to='programmes.campaign')),
            ],
            options={
                'verbose_name': 'objectif d’une association',
                'verbose_name_plural': 'objectifs des associations',
                'ordering': ('association__name', 'academy__name', 'pk'),
                'constraints': [models.UniqueConstraint(fields=('association', 'campaign', 'academy'), name='one_target_an_association_and_academy', nulls_distinct=False, violation_error_message='Cette association a déjà un objectif ici.')],
            },
        ),
        migrations.CreateModel(
            name='FollowingTime',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.PositiveIntegerField()),
                ('hours', models.DecimalField(decimal_places=1, max_digits=3, verbose_name='heures par semaine')),
                ('declared_at', models.DateTimeField()),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='following_times', to='programmes.schoolproject')),
            ],
            options={
                'verbose_name': 'temps de suivi',
                'verbose_name_plural': 'temps de suivi',
                'ordering': ('pk',),
                'indexes': [models.Index(fields=['place', 'project'], name='following_time_place')],
                'constraints': [models.UniqueConstraint(fields=('project', 'user'), name='one_following_time_a_person', violation_error_message='Cette personne a déjà déclaré ses heures.'), models.CheckConstraint(condition=models.Q(('hours__gte', 0), ('hours__lte', 40)), name='following_time_fits_a_week', violation_error_message='Une semaine compte de 0 à 40 heures.')],
            },
        ),
        migrations.CreateModel(
            name='AggregateCount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.PositiveIntegerField()),
                ('code', models.CharField(choices=[('qpv', 'élèves d’un quartier prioritaire'), ('scholarship', 'élèves boursiers'), ('ase', 'élèves confiés à l’aide sociale à l’enfance'), ('disability', 'élèves en situation de handicap')], max_length=12)),
                ('number', models.PositiveSmallIntegerField(verbose_name='effectif')),
                ('recorded_at', models.DateTimeField()),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='counts', to='programmes.schoolproject')),
            ],
            options={
                'verbose_name': 'effectif global',
                'verbose_name_plural': 'effectifs globaux',
                'ordering': ('code',),
                'indexes': [models.Index(fields=['place', 'project'], name='count_place')],
                'constraints': [models.UniqueConstraint(fields=('project', 'code'), name='one_count_a_code', violation_error_message='Cet effectif est déjà saisi.')],
            },
        ),
    ]
