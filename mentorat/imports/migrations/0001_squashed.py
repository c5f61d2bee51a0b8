import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    # A database made by the migrations of development is taken as it is.
    replaces = [('imports', '0001_initial')]

    initial = True

    dependencies = [
        ('organisations', '0001_squashed'),
        ('people', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='ImportRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.PositiveIntegerField()),
                ('source', models.CharField(choices=[('mentees_csv', 'élèves, fichier CSV'), ('mentees_siecle', 'élèves, export SIECLE (XML)'), ('mentors_table', 'mentors, tableur')], max_length=16)),
                ('state', models.CharField(choices=[('mapping', 'colonnes à relier'), ('planned', 'à vérifier'), ('applied', 'appliqué'), ('abandoned', 'abandonné')], max_length=10)),
                ('file_name', models.CharField(max_length=120)),
                ('content', models.BinaryField(null=True)),
                ('mapping', models.JSONField(default=dict)),
                ('summary', models.JSONField(default=dict)),
                ('uploaded_at', models.DateTimeField()),
                ('applied_at', models.DateTimeField(blank=True, null=True)),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='import_runs', to='organisations.school')),
                ('uploaded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'import',
                'ordering': ('-uploaded_at',),
                'indexes': [models.Index(fields=['place', '-uploaded_at'], name='import_place')],
            },
        ),
    ]
