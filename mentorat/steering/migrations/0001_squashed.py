import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    # A database made by the migrations of development is taken as it is.
    replaces = [('steering', '0001_initial')]

    initial = True

    dependencies = [
        ('organisations', '0001_squashed'),
        ('programmes', '0001_squashed'),
    ]

    operations = [
        migrations.CreateModel(
            name='IndicatorValue',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.PositiveIntegerField()),
                ('code', models.CharField(max_length=40)),
                ('numerator', models.IntegerField()),
                ('denominator', models.IntegerField(blank=True, null=True)),
                ('computed_at', models.DateTimeField()),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='values', to='programmes.campaign')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='values', to='organisations.school')),
            ],
            options={
                'verbose_name': 'valeur d’indicateur',
                'verbose_name_plural': 'valeurs d’indicateurs',
                'ordering': ('place', 'code'),
                'indexes': [models.Index(fields=['place', 'campaign', 'code'], name='value_place')],
                'constraints': [models.UniqueConstraint(fields=('campaign', 'school', 'code'), name='one_value_a_school_and_code')],
            },
        ),
    ]
