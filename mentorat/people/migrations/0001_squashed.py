import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    # A database made by the migrations of development is taken as it is.
    replaces = [('people', '0001_initial'), ('people', '0002_guardians_and_authorisations'), ('people', '0003_rules_say_which_clearances_are_needed'), ('people', '0004_how_far_a_mentor_is_in_the_training'), ('people', '0005_preparation_of_pupils'), ('people', '0006_someone_offers_to_be_a_mentor'), ('people', '0007_how_many_files_are_complete'), ('people', '0008_photo_of_a_mentor'), ('people', '0009_the_same_pupil_in_the_year_before'), ('people', '0010_guardians_as_listed'), ('people', '0011_a_pupil_may_be_an_apprentice')]

    initial = True

    dependencies = [
        ('organisations', '0001_squashed'),
        ('reference', '0001_squashed'),
    ]

    operations = [
        migrations.CreateModel(
            name='User',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('email', models.EmailField(max_length=254, unique=True, verbose_name='adresse électronique')),
                ('full_name', models.CharField(blank=True, max_length=120, verbose_name='prénom et nom')),
                ('is_active', models.BooleanField(default=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'verbose_name': 'compte',
            },
        ),
        migrations.CreateModel(
            name='Mentee',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.PositiveIntegerField()),
                ('year', models.PositiveSmallIntegerField(verbose_name='année scolaire (première année)')),
                ('first_name', models.CharField(max_length=60, verbose_name='prénom')),
                ('last_name', models.CharField(max_length=60, verbose_name='nom')),
                ('sex', models.CharField(blank=True, choices=[('f', 'fille'), ('m', 'garçon')], max_length=1)),
                ('class_label', models.CharField(max_length=30, verbose_name='classe')),
                ('is_apprentice', models.BooleanField(default=False, verbose_name='apprenti')),
                ('level', models.CharField(choices=[('cap_1', '1re année de CAP'), ('cap_2', '2e année de CAP'), ('cap_3', '3e année de CAP'), ('seconde', '2de professionnelle'), ('premiere', '1re professionnelle'), ('terminale', 'terminale professionnelle'), ('cs', 'certificat de spécialisation'), ('bma_1', '1re année de BMA'), ('bma_2', '2e année de BMA'), ('other', 'autre niveau')], max_length=10, verbose_name='niveau')),
                ('left_on', models.DateField(blank=True, null=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('family', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='mentees', to='reference.tradefamily')),
                ('mef', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='mentees', to='reference.mef')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mentees', to='organisations.school')),
                ('speciality', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='mentees', to='reference.speciality')),
            ],
            options={
                'verbose_name': 'élève',
                'ordering': ('last_name', 'first_name', 'pk'),
                'indexes': [models.Index(fields=['place', 'year', 'last_name'], name='mentee_place_name'), models.Index(fields=['place', 'year', 'class_label'], name='mentee_place_class')],
            },
        ),
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
                'constraints': [models.UniqueConstraint(fields=('year', 'kind', 'contact', 'origin'), name='one_clearance_rule_a_category', violation_error_message='Cette catégorie a déjà une règle pour cette habilitation.'), models.CheckConstraint(condition=models.Q(models.Q(('contact', 'ase'), ('kind', 'honorability')), models.Q(models.Q(('kind', 'honorability'), _negated=True), models.Q(('contact', 'ase'), _negated=True)), _connector='OR'), name='honorability_belongs_to_the_ase_path', violation_error_message='L’attestation d’honorabilité ne se demande que dans le parcours ASE.')],
            },
        ),
        migrations.CreateModel(
            name='Mentor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.PositiveIntegerField()),
                ('first_name', models.CharField(max_length=60, verbose_name='prénom')),
                ('last_name', models.CharField(max_length=60, verbose_name='nom')),
                ('email', models.EmailField(max_length=254, verbose_name='adresse électronique')),
                ('phone', models.CharField(blank=True, max_length=20, verbose_name='téléphone')),
                ('origin', models.CharField(choices=[('employee', 'salarié d’une entreprise'), ('pfmp_tutor', 'tuteur de PFMP'), ('alumnus', 'ancien élève'), ('student', 'étudiant'), ('retired', 'retraité'), ('other', 'autre')], max_length=12, verbose_name='situation')),
                ('job', models.CharField(max_length=120, verbose_name='métier')),
                ('rome_domains', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=3), blank=True, default=list, size=None)),
                ('city', models.CharField(blank=True, max_length=80, verbose_name='commune')),
                ('radius_km', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='se déplace jusqu’à (km)')),
                ('accepts_remote', models.BooleanField(default=False, verbose_name='accepte à distance')),
                ('availability', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('mon_am', 'lundi matin'), ('mon_pm', 'lundi après-midi'), ('tue_am', 'mardi matin'), ('tue_pm', 'mardi après-midi'), ('wed_am', 'mercredi matin'), ('wed_pm', 'mercredi après-midi'), ('thu_am', 'jeudi matin'), ('thu_pm', 'jeudi après-midi'), ('fri_am', 'vendredi matin'), ('fri_pm', 'vendredi après-midi'), ('sat_am', 'samedi matin')], max_length=6), blank=True, default=list, size=None, verbose_name='disponibilités de la semaine')),
                ('languages', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('de', 'allemand'), ('en', 'anglais'), ('ar', 'arabe'), ('bm', 'bambara'), ('ber', 'berbère'), ('zh', 'chinois'), ('zdj', 'comorien'), ('cpf', 'créole'), ('es', 'espagnol'), ('it', 'italien'), ('fsl', 'langue des signes française'), ('pt', 'portugais'), ('ro', 'roumain'), ('ru', 'russe'), ('ta', 'tamoul'), ('tr', 'turc'), ('uk', 'ukrainien'), ('oth', 'une autre langue')], max_length=3), blank=True, default=list, size=None, verbose_name='langues parlées')),
                ('minimum_months', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='s’engage au moins (mois)')),
                ('alone_seats', models.PositiveSmallIntegerField(default=1, verbose_name='élèves seul à seul')),
                ('group_seats', models.PositiveSmallIntegerField(default=0, verbose_name='élèves d’un groupe')),
                ('takes_class', models.BooleanField(default=False, verbose_name='intervient devant une classe')),
                ('meets_alone', models.BooleanField(default=True, verbose_name='rencontre un élève seul à seul')),
                ('in_ase_path', models.BooleanField(default=False, verbose_name='parcours protection de l’enfance (ASE)')),
                ('paused_from', models.DateField(blank=True, null=True, verbose_name='en pause à partir du')),
                ('paused_until', models.DateField(blank=True, null=True, verbose_name='en pause jusqu’au')),
                ('leaves_on', models.DateField(blank=True, null=True, verbose_name='départ annoncé pour le')),
                ('left_on', models.DateField(blank=True, null=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('association', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='mentors', to='organisations.association')),
                ('company', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='mentors', to='organisations.company')),
                ('nsf_groups', models.ManyToManyField(blank=True, related_name='mentors', to='reference.nsfgroup')),
            ],
            options={
                'verbose_name': 'mentor',
                'ordering': ('last_name', 'first_name', 'pk'),
                'indexes': [models.Index(fields=['place', 'last_name'], name='mentor_place'), models.Index(fields=['association', 'last_name'], name='mentor_association')],
                'constraints': [models.UniqueConstraint(fields=('place', 'email'), name='one_mentor_an_email', violation_error_message='Un mentor de cet établissement a déjà cette adresse.'), models.CheckConstraint(condition=models.Q(('paused_until', None), models.Q(('paused_from__isnull', False), ('paused_until__gte', models.F('paused_from'))), _connector='OR'), name='mentor_pause_ends_after_it_starts', violation_error_message='La fin de la pause précède son début.')],
            },
        ),
        migrations.CreateModel(
            name='Guardian',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.PositiveIntegerField()),
                ('rank', models.PositiveSmallIntegerField(default=1, verbose_name='rang')),
                ('full_name', models.CharField(max_length=120, verbose_name='prénom et nom')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='adresse électronique')),
                ('phone', models.CharField(blank=True, max_length=20, verbose_name='téléphone')),
                ('is_listed', models.BooleanField(default=False, verbose_name='tel que dans la liste du lycée')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('mentee', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='guardians', to='people.mentee')),
            ],
            options={
                'verbose_name': 'responsable légal',
                'verbose_name_plural': 'responsables légaux',
                'ordering': ('rank', 'pk'),
                'indexes': [models.Index(fields=['place', 'mentee'], name='guardian_place')],
                'constraints': [models.CheckConstraint(condition=models.Q(('rank__in', (1, 2))), name='guardian_is_one_of_two', violation_error_message='Un élève a deux responsables légaux au plus.'), models.UniqueConstraint(fields=('mentee', 'rank'), name='one_guardian_a_rank', violation_error_message='Ce responsable est déjà enregistré.')],
            },
        ),
        migrations.CreateModel(
            name='Clearance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.PositiveIntegerField()),
                ('kind', models.CharField(choices=[('interview', 'entretien'), ('second_look', 'second regard, par une autre personne'), ('reference', 'référence appelée'), ('training', 'formation'), ('charter', 'charte signée'), ('honorability', 'attestation d’honorabilité (parcours ASE)')], max_length=12)),
                ('given_on', models.DateField(verbose_name='donnée le')),
                ('expires_on', models.DateField(blank=True, null=True, verbose_name='valable jusqu’au')),
                ('hours', models.DecimalField(blank=True, decimal_places=1, max_digits=4, null=True, verbose_name='heures')),
                ('topics', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('requirements', 'les règles du programme'), ('goals', 'objectifs et attentes'), ('role', 'le rôle du mentor'), ('relationship', 'construire la relation'), ('ethics', 'éthique et sécurité'), ('reporting', 'vigilance et signalement'), ('help', 'où trouver de l’aide'), ('youth', 'connaître les lycéens professionnels'), ('first_meeting', 'la première rencontre'), ('family', 'la place de la famille'), ('closure', 'la clôture')], max_length=14), blank=True, default=list, size=None, verbose_name='thèmes')),
                ('mode', models.CharField(blank=True, choices=[('online', 'en ligne'), ('on_site', 'en présence'), ('mixed', 'en présence et en ligne')], max_length=8, verbose_name='modalité')),
                ('version', models.CharField(blank=True, max_length=20, verbose_name='version du texte')),
                ('digest', models.CharField(blank=True, max_length=64, verbose_name='empreinte du texte')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('verified_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('mentor', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='clearances', to='people.mentor')),
            ],
            options={
                'verbose_name': 'habilitation de mentor',
                'verbose_name_plural': 'habilitations de mentors',
                'ordering': ('kind', '-given_on'),
                'indexes': [models.Index(fields=['place', 'mentor'], name='clearance_place'), models.Index(fields=['mentor', 'kind', 'given_on'], name='clearance_mentor')],
                'constraints': [models.CheckConstraint(condition=models.Q(('expires_on', None), ('expires_on__gte', models.F('given_on')), _connector='OR'), name='clearance_expires_after_it_is_given', violation_error_message='La fin de validité précède la date de vérification.')],
            },
        ),
        migrations.CreateModel(
            name='MentorApplication',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('link', models.BigIntegerField(unique=True)),
                ('place', models.PositiveIntegerField()),
                ('email', models.EmailField(max_length=254, verbose_name='adresse électronique')),
                ('first_name', models.CharField(max_length=60, verbose_name='prénom')),
                ('last_name', models.CharField(max_length=60, verbose_name='nom')),
                ('job', models.CharField(max_length=120, verbose_name='métier')),
                ('told', models.JSONField(verbose_name='ce qui a été dit')),
                ('state', models.CharField(choices=[('waiting', 'à examiner'), ('accepted', 'acceptée'), ('declined', 'non retenue')], default='waiting', max_length=8)),
                ('made_at', models.DateTimeField(verbose_name='reçue le')),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('decline_reason', models.CharField(blank=True, choices=[('no_need', 'aucun élève n’attend ce métier en ce moment'), ('too_far', 'trop loin du lycée pour des rencontres régulières'), ('enough', 'assez de mentors cette année'), ('other_way', 'une autre forme d’aide convient mieux'), ('unsuitable', 'les règles du programme ne le permettent pas')], max_length=10)),
                ('association', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='applications', to='organisations.association')),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('mentor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='applications', to='people.mentor')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='applications', to='organisations.school')),
            ],
            options={
                'verbose_name': 'candidature de mentor',
                'verbose_name_plural': 'candidatures de mentors',
                'ordering': ('-made_at', '-pk'),
                'indexes': [models.Index(fields=['place', 'state', 'made_at'], name='application_place'), models.Index(fields=['association', 'state'], name='application_association')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('decided_at', None), ('decided_by', None), ('state', 'waiting')), models.Q(models.Q(('state', 'waiting'), _negated=True), ('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='application_decided_by_someone', violation_error_message='Une décision dit quand et par qui elle est prise.')],
            },
        ),
        migrations.CreateModel(
            name='MentorPhoto',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.PositiveIntegerField()),
                ('image', models.BinaryField(verbose_name='photo')),
                ('changed_at', models.DateTimeField()),
                ('mentor', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.mentor')),
            ],
            options={
                'verbose_name': 'photo de mentor',
                'verbose_name_plural': 'photos de mentors',
                'ordering': ('pk',),
                'indexes': [models.Index(fields=['place', 'mentor'], name='photo_place')],
                'constraints': [models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('image'), 40000), name='photo_is_light', violation_error_message='Cette photo est trop lourde.')],
            },
        ),
        migrations.CreateModel(
            name='UnitPassed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.PositiveIntegerField()),
                ('unit', models.CharField(max_length=40, verbose_name='module')),
                ('version', models.CharField(max_length=20)),
                ('passed_on', models.DateField(verbose_name='réussi le')),
                ('mentor', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='units_passed', to='people.mentor')),
            ],
            options={
                'verbose_name': 'module de formation réussi',
                'verbose_name_plural': 'modules de formation réussis',
                'ordering': ('pk',),
                'indexes': [models.Index(fields=['place', 'mentor'], name='unit_passed_place')],
                'constraints': [models.UniqueConstraint(fields=('mentor', 'unit'), name='unit_passed_once')],
            },
        ),
        migrations.CreateModel(
            name='MenteeIdentity',
            fields=[
                ('mentee', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='identity', serialize=False, to='people.mentee')),
                ('place', models.PositiveIntegerField()),
                ('ine_digest', models.CharField(blank=True, max_length=64)),
                ('birth_date', models.DateField(blank=True, null=True)),
            ],
            options={
                'verbose_name': 'identité d’élève',
                'verbose_name_plural': 'identités d’élèves',
                'indexes': [models.Index(fields=['place', 'ine_digest'], name='identity_place_ine')],
            },
        ),
        migrations.CreateModel(
            name='Preparation',
            fields=[
                ('mentee', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='preparation', serialize=False, to='people.mentee')),
                ('place', models.PositiveIntegerField()),
                ('done_on', models.DateField(verbose_name='préparé le')),
                ('way', models.CharField(choices=[('alone', 'seul'), ('class', 'en classe')], max_length=5)),
                ('recorded_at', models.DateTimeField()),
                ('recorded_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'préparation d’élève',
                'verbose_name_plural': 'préparations d’élèves',
            },
        ),
        migrations.CreateModel(
            name='Authorisation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.PositiveIntegerField()),
                ('scope', models.CharField(choices=[('in_person', 'rencontres au lycée'), ('remote', 'séances à distance'), ('visit', 'visite en entreprise'), ('image', 'image, pour un projet précis'), ('evaluation', 'questionnaires d’évaluation')], max_length=12, verbose_name='portée')),
                ('purpose', models.CharField(blank=True, max_length=140, verbose_name='pour quel projet')),
                ('state', models.CharField(choices=[('requested', 'demandée'), ('given', 'donnée'), ('refused', 'refusée'), ('withdrawn', 'retirée')], max_length=10)),
                ('channel', models.CharField(blank=True, choices=[('paper', 'reçue sur papier'), ('link', 'signée par lien')], max_length=6)),
                ('answered_on', models.DateField(blank=True, null=True)),
                ('expires_on', models.DateField(blank=True, null=True, verbose_name='valable jusqu’au')),
                ('recorded_at', models.DateTimeField()),
                ('is_latest', models.BooleanField(default=True)),
                ('recorded_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('guardian', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='authorisations', to='people.guardian')),
                ('mentee', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='authorisations', to='people.mentee')),
            ],
            options={
                'verbose_name': 'autorisation parentale',
                'verbose_name_plural': 'autorisations parentales',
                'ordering': ('scope', '-recorded_at', '-pk'),
                'indexes': [models.Index(fields=['place', 'mentee', 'scope'], name='authorisation_place'), models.Index(fields=['mentee', 'scope'], name='authorisation_mentee')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('answered_on', None), ('channel', ''), ('state', 'requested')), models.Q(models.Q(('state', 'requested'), _negated=True), ('answered_on__isnull', False), models.Q(('channel', ''), _negated=True)), _connector='OR'), name='authorisation_answer_is_dated', violation_error_message='Une réponse dit quand et comment elle est venue.'), models.UniqueConstraint(condition=models.Q(('is_latest', True)), fields=('mentee', 'scope', 'purpose', 'guardian'), name='one_latest_authorisation', nulls_distinct=False)],
            },
        ),
    ]
