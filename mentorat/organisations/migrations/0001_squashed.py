import datetime
import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.operations
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    # A database made by the migrations of development is taken as it is.
    replaces = [('organisations', '0001_initial'), ('organisations', '0002_pfmp_of_the_classes'), ('organisations', '0003_an_association_leaves')]

    initial = True

    dependencies = [
        ('reference', '0001_squashed'),
    ]

    operations = [
        django.contrib.postgres.operations.BtreeGistExtension(
        ),
        django.contrib.postgres.operations.UnaccentExtension(
        ),
        migrations.CreateModel(
            name='Association',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=160, unique=True, verbose_name='nom')),
                ('is_laureate', models.BooleanField(default=False, verbose_name='lauréate de « 1 jeune, 1 mentor »')),
                ('leaves_on', models.DateField(blank=True, null=True, verbose_name='départ le')),
                ('is_fictitious', models.BooleanField(default=False)),
            ],
            options={
                'verbose_name': 'association',
                'ordering': ('name',),
            },
        ),
        migrations.CreateModel(
            name='Company',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=160, verbose_name='nom')),
                ('siret', models.CharField(blank=True, max_length=14, verbose_name='SIRET')),
                ('city', models.CharField(blank=True, max_length=80, verbose_name='commune')),
                ('is_fictitious', models.BooleanField(default=False)),
            ],
            options={
                'verbose_name': 'entreprise',
                'ordering': ('name',),
                'constraints': [models.UniqueConstraint(condition=models.Q(('siret', ''), _negated=True), fields=('siret',), name='one_company_a_siret')],
            },
        ),
        migrations.CreateModel(
            name='School',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uai', models.CharField(max_length=8, unique=True, verbose_name='UAI')),
                ('place', models.PositiveIntegerField(unique=True)),
                ('name', models.CharField(max_length=160, verbose_name='nom')),
                ('kind', models.CharField(choices=[('lp', 'lycée professionnel'), ('lpo', 'lycée polyvalent'), ('sep', 'section d’enseignement professionnel'), ('agricole', 'lycée agricole'), ('erea', 'EREA'), ('other', 'autre établissement')], max_length=10)),
                ('city', models.CharField(max_length=80, verbose_name='commune')),
                ('zip_code', models.CharField(blank=True, max_length=5)),
                ('address', models.CharField(blank=True, max_length=200)),
                ('sector', models.CharField(blank=True, choices=[('public', 'public'), ('private', 'privé')], max_length=8)),
                ('contract', models.CharField(blank=True, max_length=60)),
                ('ministry', models.CharField(choices=[('education', 'Éducation nationale'), ('agriculture', 'Agriculture'), ('mer', 'Mer'), ('armees', 'Armées'), ('other', 'autre ministère')], default='education', max_length=12)),
                ('latitude', models.FloatField(blank=True, null=True)),
                ('longitude', models.FloatField(blank=True, null=True)),
                ('phone', models.CharField(blank=True, max_length=20)),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('closed_on', models.DateField(blank=True, null=True)),
                ('is_fictitious', models.BooleanField(default=False)),
                ('academy', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='schools', to='reference.academy')),
                ('department', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='schools', to='reference.department')),
                ('mother', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='sections', to='organisations.school')),
            ],
            options={
                'verbose_name': 'établissement',
                'ordering': ('name', 'city', 'uai'),
            },
        ),
        migrations.CreateModel(
            name='Campus',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=160, unique=True, verbose_name='nom')),
                ('families', models.ManyToManyField(blank=True, related_name='campuses', to='reference.tradefamily')),
                ('schools', models.ManyToManyField(blank=True, related_name='campuses', to='organisations.school')),
            ],
            options={
                'verbose_name': 'campus des métiers et des qualifications',
                'verbose_name_plural': 'campus des métiers et des qualifications',
                'ordering': ('name',),
            },
        ),
        migrations.CreateModel(
            name='Room',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.PositiveIntegerField()),
                ('name', models.CharField(max_length=60, verbose_name='nom')),
                ('capacity', models.PositiveSmallIntegerField(verbose_name='nombre de places')),
                ('is_visible', models.BooleanField(default=True, verbose_name='visible de l’extérieur')),
                ('opens_at', models.TimeField(default=datetime.time(8, 0), verbose_name='ouvre à')),
                ('closes_at', models.TimeField(default=datetime.time(18, 0), verbose_name='ferme à')),
                ('retired_on', models.DateField(blank=True, null=True)),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rooms', to='organisations.school')),
            ],
            options={
                'verbose_name': 'salle',
                'ordering': ('name',),
                'indexes': [models.Index(fields=['place', 'name'], name='room_place')],
                'constraints': [models.UniqueConstraint(fields=('school', 'name'), name='one_room_a_name', violation_error_message='Cet établissement a déjà une salle de ce nom.'), models.CheckConstraint(condition=models.Q(('closes_at__gt', models.F('opens_at'))), name='room_closes_after_it_opens', violation_error_message='L’heure de fermeture doit suivre l’heure d’ouverture.')],
            },
        ),
        migrations.CreateModel(
            name='PfmpPeriod',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.PositiveIntegerField()),
                ('class_label', models.CharField(max_length=30, verbose_name='classe')),
                ('starts_on', models.DateField(verbose_name='premier jour')),
                ('ends_on', models.DateField(verbose_name='dernier jour')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pfmp_periods', to='organisations.school')),
            ],
            options={
                'verbose_name': 'période de PFMP',
                'verbose_name_plural': 'périodes de PFMP',
                'ordering': ('class_label', 'starts_on'),
                'indexes': [models.Index(fields=['place', 'starts_on'], name='pfmp_place')],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='pfmp_ends_after_it_starts', violation_error_message='La fin de la PFMP précède son début.'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('school', '='), ('class_label', '='), (models.Func('starts_on', 'ends_on', django.contrib.postgres.fields.ranges.RangeBoundary(inclusive_upper=True), function='DATERANGE', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='one_pfmp_at_a_time_in_a_class', violation_error_message='Cette classe a déjà une PFMP à ces dates.')],
            },
        ),
        migrations.CreateModel(
            name='ClosedDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.PositiveIntegerField()),
                ('day', models.DateField(verbose_name='jour')),
                ('label', models.CharField(max_length=80, verbose_name='motif')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='closed_days', to='organisations.school')),
            ],
            options={
                'verbose_name': 'jour de fermeture',
                'verbose_name_plural': 'jours de fermeture',
                'ordering': ('day',),
                'indexes': [models.Index(fields=['place', 'day'], name='closed_day_place')],
                'constraints': [models.UniqueConstraint(fields=('school', 'day'), name='one_closed_day_a_day', violation_error_message='Ce jour est déjà fermé.')],
            },
        ),
    ]
