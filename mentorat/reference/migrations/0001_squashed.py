import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.operations
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    # A database made by the migrations of development is taken as it is.
    replaces = [('reference', '0001_initial'), ('reference', '0002_trades_by_name')]

    initial = True

    dependencies = [
    ]

    operations = [
        django.contrib.postgres.operations.TrigramExtension(
        ),
        migrations.CreateModel(
            name='AcademicRegion',
            fields=[
                ('number', models.PositiveSmallIntegerField(primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=60, unique=True)),
            ],
            options={
                'verbose_name': 'région académique',
                'verbose_name_plural': 'régions académiques',
                'ordering': ('name',),
            },
        ),
        migrations.CreateModel(
            name='NsfGroup',
            fields=[
                ('code', models.CharField(max_length=3, primary_key=True, serialize=False)),
                ('label', models.CharField(max_length=160)),
                ('rome_domains', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=3), default=list, size=None)),
                ('naf_divisions', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=2), default=list, size=None)),
            ],
            options={
                'verbose_name': 'groupe de spécialités (NSF)',
                'verbose_name_plural': 'groupes de spécialités (NSF)',
                'ordering': ('code',),
            },
        ),
        migrations.CreateModel(
            name='TradeFamily',
            fields=[
                ('code', models.CharField(max_length=3, primary_key=True, serialize=False)),
                ('label', models.CharField(max_length=160)),
                ('closed_on', models.DateField(blank=True, null=True)),
            ],
            options={
                'verbose_name': 'famille de métiers',
                'verbose_name_plural': 'familles de métiers',
                'ordering': ('label',),
            },
        ),
        migrations.CreateModel(
            name='HolidayPeriod',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('calendar', models.CharField(choices=[('A', 'zone A'), ('B', 'zone B'), ('C', 'zone C'), ('corse', 'Corse'), ('guadeloupe', 'Guadeloupe'), ('guyane', 'Guyane'), ('martinique', 'Martinique'), ('mayotte', 'Mayotte'), ('reunion', 'La Réunion')], max_length=12)),
                ('label', models.CharField(max_length=60)),
                ('first_day', models.DateField()),
                ('last_day', models.DateField()),
                ('is_provisional', models.BooleanField(default=False)),
            ],
            options={
                'verbose_name': 'période de vacances',
                'verbose_name_plural': 'périodes de vacances',
                'ordering': ('calendar', 'first_day'),
                'constraints': [models.CheckConstraint(condition=models.Q(('last_day__gte', models.F('first_day'))), name='holiday_period_ends_after_it_starts', violation_error_message='La fin des vacances précède leur début.'), models.UniqueConstraint(fields=('calendar', 'first_day'), name='one_holiday_a_day')],
            },
        ),
        migrations.CreateModel(
            name='Trade',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('label', models.CharField(max_length=200)),
                ('rome_code', models.CharField(blank=True, max_length=5)),
                ('domain', models.CharField(max_length=3, verbose_name='domaine ROME')),
                ('search', models.CharField(max_length=200)),
            ],
            options={
                'verbose_name': 'métier',
                'ordering': ('label', 'pk'),
                'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['search'], name='trade_search', opclasses=('gin_trgm_ops',))],
                'constraints': [models.UniqueConstraint(fields=('rome_code', 'label'), name='one_trade_a_name')],
            },
        ),
        migrations.CreateModel(
            name='Academy',
            fields=[
                ('code', models.CharField(max_length=2, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=60, unique=True)),
                ('mail_domain', models.CharField(max_length=60)),
                ('calendar', models.CharField(choices=[('A', 'zone A'), ('B', 'zone B'), ('C', 'zone C'), ('corse', 'Corse'), ('guadeloupe', 'Guadeloupe'), ('guyane', 'Guyane'), ('martinique', 'Martinique'), ('mayotte', 'Mayotte'), ('reunion', 'La Réunion')], max_length=12)),
                ('time_zone', models.CharField(default='Europe/Paris', max_length=40)),
                ('tile_row', models.PositiveSmallIntegerField()),
                ('tile_column', models.PositiveSmallIntegerField()),
                ('region', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='academies', to='reference.academicregion')),
            ],
            options={
                'verbose_name': 'académie',
                'ordering': ('name',),
                'constraints': [models.UniqueConstraint(fields=('tile_row', 'tile_column'), name='one_tile_an_academy')],
            },
        ),
        migrations.CreateModel(
            name='Speciality',
            fields=[
                ('cfd', models.CharField(max_length=8, primary_key=True, serialize=False)),
                ('diploma', models.CharField(choices=[('cap', 'CAP'), ('bac_pro', 'bac pro'), ('bma', 'brevet des métiers d’art'), ('cs', 'certificat de spécialisation'), ('other', 'autre formation')], max_length=8)),
                ('label', models.CharField(max_length=160)),
                ('rome_domains', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=3), default=list, size=None)),
                ('nsf', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='specialities', to='reference.nsfgroup')),
                ('family', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='specialities', to='reference.tradefamily')),
            ],
            options={
                'verbose_name': 'spécialité',
                'ordering': ('label', 'cfd'),
            },
        ),
        migrations.CreateModel(
            name='Department',
            fields=[
                ('code', models.CharField(max_length=3, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=60)),
                ('academy', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='departments', to='reference.academy')),
            ],
            options={
                'verbose_name': 'département',
                'ordering': ('code',),
            },
        ),
        migrations.CreateModel(
            name='Mef',
            fields=[
                ('code', models.CharField(max_length=10, primary_key=True, serialize=False)),
                ('label', models.CharField(max_length=160)),
                ('level', models.CharField(choices=[('cap_1', '1re année de CAP'), ('cap_2', '2e année de CAP'), ('cap_3', '3e année de CAP'), ('seconde', '2de professionnelle'), ('premiere', '1re professionnelle'), ('terminale', 'terminale professionnelle'), ('cs', 'certificat de spécialisation'), ('bma_1', '1re année de BMA'), ('bma_2', '2e année de BMA'), ('other', 'autre niveau')], max_length=10)),
                ('diploma', models.CharField(choices=[('cap', 'CAP'), ('bac_pro', 'bac pro'), ('bma', 'brevet des métiers d’art'), ('cs', 'certificat de spécialisation'), ('other', 'autre formation')], max_length=8)),
                ('opened_on', models.DateField(blank=True, null=True)),
                ('closed_on', models.DateField(blank=True, null=True)),
                ('speciality', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='mefs', to='reference.speciality')),
                ('family', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='mefs', to='reference.tradefamily')),
            ],
            options={
                'verbose_name': 'MEF',
                'verbose_name_plural': 'MEF',
                'ordering': ('code',),
            },
        ),
    ]
