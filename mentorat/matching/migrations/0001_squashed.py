import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    # A database made by the migrations of development is taken as it is.
    replaces = [('matching', '0001_initial'), ('matching', '0002_mentors_of_a_school'), ('matching', '0003_need_told_by_link'), ('matching', '0004_wishes_of_a_pupil'), ('matching', '0005_whoever_lost_a_mentor_comes_first'), ('matching', '0006_what_was_settled_before_a_run_and_its_proof'), ('matching', '0007_each_level_has_rules_and_territories_have_runs'), ('matching', '0008_proposals_of_a_group')]

    initial = True

    dependencies = [
        ('mentorships', '0001_squashed'),
        ('organisations', '0001_squashed'),
        ('people', '0001_squashed'),
        ('people', '__first__'),
        ('programmes', '0001_squashed'),
        ('reference', '0001_squashed'),
    ]

    operations = [
        migrations.CreateModel(
            name='MatchingRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.PositiveIntegerField()),
                ('asked_at', models.DateTimeField()),
                ('finished_at', models.DateTimeField(blank=True, null=True)),
                ('state', models.CharField(choices=[('waiting', 'en attente'), ('running', 'en cours'), ('done', 'terminé'), ('failed', 'interrompu')], default='waiting', max_length=8)),
                ('seed', models.PositiveIntegerField(default=0)),
                ('engine', models.CharField(max_length=20)),
                ('kept', models.JSONField(default=list)),
                ('excluded', models.JSONField(default=list)),
                ('rules', models.JSONField(default=dict)),
                ('certificate', models.JSONField(default=dict)),
                ('summary', models.JSONField(default=dict)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='matching_runs', to='programmes.schoolproject')),
            ],
            options={
                'verbose_name': 'appariement',
                'ordering': ('-asked_at',),
                'indexes': [models.Index(fields=['place', '-asked_at'], name='run_place')],
            },
        ),
        migrations.CreateModel(
            name='Need',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.PositiveIntegerField()),
                ('kind', models.CharField(choices=[('metier', 'mentorat de métier'), ('parcours', 'mentorat de parcours'), ('both', 'métier et parcours')], default='both', max_length=10)),
                ('objective', models.CharField(choices=[('pfmp', 'trouver ou réussir une PFMP'), ('insertion', 'préparer l’entrée dans l’emploi'), ('apprenticeship', 'passer en apprentissage'), ('further_study', 'poursuivre des études'), ('confidence', 'prendre confiance'), ('trade_discovery', 'découvrir un métier'), ('self_awareness', 'mieux me connaître'), ('self_control', 'me concentrer, tenir mes buts'), ('decision', 'prendre des décisions'), ('emotions', 'comprendre mes émotions'), ('emotion_control', 'garder mon calme'), ('stress', 'gérer mon stress'), ('communication', 'mieux communiquer'), ('relations', 'créer de bons liens avec les autres'), ('conflicts', 'résoudre des difficultés avec les autres')], max_length=16, verbose_name='objectif')),
                ('words', models.CharField(blank=True, max_length=140, verbose_name='dans ses mots')),
                ('accepts_remote', models.BooleanField(default=True, verbose_name='accepte à distance')),
                ('mentor_wish', models.CharField(blank=True, choices=[('f', 'une femme'), ('m', 'un homme')], max_length=1, verbose_name='préfère')),
                ('languages', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('de', 'allemand'), ('en', 'anglais'), ('ar', 'arabe'), ('bm', 'bambara'), ('ber', 'berbère'), ('zh', 'chinois'), ('zdj', 'comorien'), ('cpf', 'créole'), ('es', 'espagnol'), ('it', 'italien'), ('fsl', 'langue des signes française'), ('pt', 'portugais'), ('ro', 'roumain'), ('ru', 'russe'), ('ta', 'tamoul'), ('tr', 'turc'), ('uk', 'ukrainien'), ('oth', 'une autre langue')], max_length=3), default=list, size=None)),
                ('avoids', models.CharField(blank=True, max_length=140, verbose_name='ne veut pas être avec')),
                ('channel', models.CharField(choices=[('account', 'depuis son compte'), ('link', 'par son lien personnel'), ('slip', 'sur un mot signé de sa main')], default='slip', max_length=7)),
                ('former_objectives', models.JSONField(default=list)),
                ('volunteered_on', models.DateField(verbose_name='volontaire depuis le')),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('priority_since', models.DateField(blank=True, null=True, verbose_name='prioritaire depuis le')),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='needs', to='programmes.campaign')),
                ('mentee', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='needs', to='people.mentee')),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'volontaire',
                'ordering': ('volunteered_on', 'pk'),
                'indexes': [models.Index(fields=['place', 'campaign', 'volunteered_on'], name='need_place')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('withdrawn_at', None)), fields=('mentee', 'campaign'), name='one_standing_need_a_mentee', violation_error_message='Cet élève est déjà inscrit comme volontaire.')],
            },
        ),
        migrations.CreateModel(
            name='Offer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.PositiveIntegerField()),
                ('kind', models.CharField(choices=[('metier', 'mentorat de métier'), ('parcours', 'mentorat de parcours'), ('both', 'métier et parcours')], default='both', max_length=10)),
                ('capacity', models.PositiveSmallIntegerField(default=1, verbose_name='nombre d’élèves')),
                ('closed_on', models.DateField(blank=True, null=True)),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='offers', to='programmes.campaign')),
                ('mentor', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='offers', to='people.mentor')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='offers', to='organisations.school')),
            ],
            options={
                'verbose_name': 'offre de mentor',
                'verbose_name_plural': 'offres de mentors',
                'ordering': ('pk',),
                'indexes': [models.Index(fields=['place', 'campaign', 'mentor'], name='offer_place')],
                'constraints': [models.UniqueConstraint(fields=('mentor', 'campaign', 'school'), name='one_offer_a_mentor_and_school'), models.CheckConstraint(condition=models.Q(('capacity__gte', 1), ('capacity__lte', 40)), name='offer_has_room', violation_error_message='Un mentor accompagne de 1 à 40 élèves.')],
            },
        ),
        migrations.CreateModel(
            name='TerritoryRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.PositiveIntegerField()),
                ('last_place', models.PositiveIntegerField()),
                ('asked_at', models.DateTimeField()),
                ('seed', models.PositiveIntegerField()),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='territory_runs', to='programmes.campaign')),
            ],
            options={
                'verbose_name': 'appariement d’un territoire',
                'verbose_name_plural': 'appariements de territoires',
                'ordering': ('-asked_at',),
                'indexes': [models.Index(fields=['place', '-asked_at'], name='territory_run_place')],
            },
        ),
        migrations.CreateModel(
            name='MatchingRules',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('weights', models.JSONField(default=dict, verbose_name='poids')),
                ('preferences', models.JSONField(default=dict, verbose_name='règles qui ne sont que des préférences')),
                ('least_affinity', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='proximité du métier, au moins')),
                ('longest_wait', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='attente à partir de laquelle elle compte entièrement (jours)')),
                ('tiers', django.contrib.postgres.fields.ArrayField(base_field=models.PositiveSmallIntegerField(), blank=True, null=True, size=None, verbose_name='paliers d’équité')),
                ('academy', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='matching_rules', to='reference.academy')),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='matching_rules', to='programmes.campaign')),
                ('school', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='matching_rules', to='organisations.school')),
            ],
            options={
                'verbose_name': 'règles d’appariement',
                'verbose_name_plural': 'règles d’appariement',
                'ordering': ('campaign', 'pk'),
                'constraints': [models.UniqueConstraint(fields=('campaign', 'academy', 'school'), name='one_set_of_matching_rules_a_level', nulls_distinct=False, violation_error_message='Ces règles existent déjà à ce niveau.'), models.CheckConstraint(condition=models.Q(('academy', None), ('school', None), _connector='OR'), name='matching_rules_are_of_one_level', violation_error_message='Des règles sont d’une académie ou d’un lycée.'), models.CheckConstraint(condition=models.Q(models.Q(('least_affinity', None), ('least_affinity__lte', 100), _connector='OR'), models.Q(('longest_wait', None), models.Q(('longest_wait__gte', 1), ('longest_wait__lte', 365)), _connector='OR')), name='matching_rules_are_measured', violation_error_message='Une valeur sort de ses bornes.')],
            },
        ),
        migrations.CreateModel(
            name='Proposal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.PositiveIntegerField()),
                ('score', models.PositiveSmallIntegerField()),
                ('parts', models.JSONField(default=list)),
                ('reasons', models.JSONField(default=list)),
                ('is_kept', models.BooleanField(default=False, verbose_name='gardée d’avance')),
                ('state', models.CharField(choices=[('suggested', 'à examiner'), ('accepted', 'retenue'), ('declined', 'écartée')], default='suggested', max_length=10)),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('group', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='groupe')),
                ('hour', models.CharField(blank=True, max_length=20, verbose_name='heure commune')),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('mentorship', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='proposals', to='mentorships.mentorship')),
                ('need', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='proposals', to='matching.need')),
                ('offer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='proposals', to='matching.offer')),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='proposals', to='matching.matchingrun')),
                ('second_offer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='matching.offer')),
            ],
            options={
                'verbose_name': 'proposition',
                'ordering': ('-score', 'pk'),
                'indexes': [models.Index(fields=['place', 'state'], name='proposal_place')],
                'constraints': [models.UniqueConstraint(fields=('run', 'need'), name='one_proposal_a_need_and_run'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at', None), ('decided_by', None), ('state', 'suggested')), models.Q(models.Q(('state', 'suggested'), _negated=True), ('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='proposal_decided_by_and_at', violation_error_message='Une décision dit qui l’a prise et quand.')],
            },
        ),
        migrations.CreateModel(
            name='AcademyRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.PositiveIntegerField()),
                ('last_place', models.PositiveIntegerField()),
                ('state', models.CharField(choices=[('waiting', 'en attente'), ('running', 'en cours'), ('done', 'terminé'), ('failed', 'interrompu')], default='waiting', max_length=8)),
                ('finished_at', models.DateTimeField(blank=True, null=True)),
                ('schools', models.PositiveIntegerField(default=0, verbose_name='lycées')),
                ('volunteers', models.PositiveIntegerField(default=0, verbose_name='volontaires')),
                ('seats', models.PositiveIntegerField(default=0, verbose_name='places')),
                ('served', models.PositiveIntegerField(default=0, verbose_name='avec une proposition')),
                ('beyond', models.PositiveIntegerField(default=0, verbose_name='possibles avec un autre lycée')),
                ('mean_score', models.FloatField(default=0, verbose_name='score moyen')),
                ('unserved', models.JSONField(default=dict)),
                ('rules', models.JSONField(default=dict)),
                ('certificate', models.JSONField(default=dict)),
                ('seconds', models.FloatField(default=0)),
                ('academy', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='matching_runs', to='reference.academy')),
                ('territory_run', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parts', to='matching.territoryrun')),
            ],
            options={
                'verbose_name': 'appariement d’une académie',
                'verbose_name_plural': 'appariements d’académies',
                'ordering': ('academy__name',),
                'indexes': [models.Index(fields=['place', 'state'], name='academy_run_place')],
                'constraints': [models.UniqueConstraint(fields=('territory_run', 'academy'), name='one_part_a_territory_run_and_academy')],
            },
        ),
    ]
