from django.db import migrations, models


class Migration(migrations.Migration):

    # A database made by the migrations of development is taken as it is.
    replaces = [('notifications', '0001_initial'), ('notifications', '0002_messages_in_html'), ('notifications', '0003_digests_preferences_and_text_messages')]

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Delivery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=120, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('claimed_at', models.DateTimeField(blank=True, null=True)),
                ('sent_at', models.DateTimeField(blank=True, null=True)),
                ('dropped_at', models.DateTimeField(blank=True, null=True)),
                ('address', models.EmailField(max_length=254)),
                ('subject', models.CharField(max_length=160)),
                ('body', models.TextField()),
                ('html', models.TextField(default='')),
                ('leave_url', models.CharField(blank=True, max_length=200)),
            ],
            options={
                'verbose_name': 'message',
                'ordering': ('-created_at',),
            },
        ),
        migrations.CreateModel(
            name='Preference',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address', models.EmailField(max_length=254, unique=True)),
                ('pace', models.CharField(choices=[('at_once', 'Tout de suite, un message à chaque fois'), ('daily', 'Un seul message par jour, le matin'), ('weekly', 'Un seul message par semaine, le lundi'), ('never', 'Jamais')], default='daily', max_length=8, verbose_name='rythme des messages')),
                ('changed_at', models.DateTimeField()),
            ],
            options={
                'verbose_name': 'préférence de messages',
                'verbose_name_plural': 'préférences de messages',
            },
        ),
        migrations.CreateModel(
            name='ReceivedText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=20)),
                ('text', models.CharField(max_length=160)),
                ('received_at', models.DateTimeField()),
                ('read_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'verbose_name': 'message court reçu',
                'verbose_name_plural': 'messages courts reçus',
                'ordering': ('received_at', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='DigestLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=120, unique=True)),
                ('address', models.EmailField(max_length=254)),
                ('kind', models.CharField(choices=[('act', 'À faire'), ('safety', 'Sécurité'), ('reply', 'Une réponse pour vous'), ('relation', 'Vos relations'), ('session', 'Vos séances'), ('check_in', 'Points d’étape'), ('rhythm', 'À surveiller'), ('news', 'Nouvelles')], max_length=10)),
                ('sentence', models.CharField(max_length=160)),
                ('url', models.CharField(blank=True, max_length=300)),
                ('due_on', models.DateField(blank=True, null=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('gathered_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'verbose_name': 'ligne de récapitulatif',
                'verbose_name_plural': 'lignes de récapitulatif',
                'ordering': ('created_at', 'pk'),
                'indexes': [models.Index(condition=models.Q(('gathered_at', None)), fields=['address', 'created_at'], name='digest_line_waiting')],
            },
        ),
        migrations.CreateModel(
            name='ShortMessage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=120, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('claimed_at', models.DateTimeField(blank=True, null=True)),
                ('sent_at', models.DateTimeField(blank=True, null=True)),
                ('dropped_at', models.DateTimeField(blank=True, null=True)),
                ('number', models.CharField(max_length=20)),
                ('text', models.CharField(max_length=160)),
                ('about_kind', models.CharField(blank=True, max_length=40)),
                ('about_id', models.BigIntegerField(blank=True, null=True)),
            ],
            options={
                'verbose_name': 'message court',
                'verbose_name_plural': 'messages courts',
                'ordering': ('-created_at', '-pk'),
                'indexes': [models.Index(fields=['number', '-created_at'], name='short_message_number')],
            },
        ),
    ]
