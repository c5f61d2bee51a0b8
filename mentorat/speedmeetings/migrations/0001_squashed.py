import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    # A database made by the migrations of development is taken as it is.
    replaces = [('speedmeetings', '0001_who_meets_whom_and_who_chose_whom')]

    initial = True

    dependencies = [
        ('matching', '0001_squashed'),
        ('people', '0001_squashed'),
        ('people', '__first__'),
        ('programmes', '0001_squashed'),
    ]

    operations = [
        migrations.CreateModel(
            name='SpeedMeeting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.PositiveIntegerField()),
                ('held_on', models.DateField(verbose_name='date')),
                ('starts_at', models.TimeField(verbose_name='début')),
                ('where', models.CharField(max_length=80, verbose_name='lieu')),
                ('rounds', models.PositiveSmallIntegerField(verbose_name='tours')),
                ('minutes', models.PositiveSmallIntegerField(default=10, verbose_name='minutes par tour')),
                ('unchosen', models.CharField(choices=[('never', 'Seules deux personnes qui se sont choisies vont ensemble'), ('last', 'Les autres personnes rencontrées peuvent compléter, en dernier')], default='never', max_length=5)),
                ('seed', models.PositiveIntegerField()),
                ('state', models.CharField(choices=[('planned', 'prévue'), ('decided', 'terminée'), ('cancelled', 'annulée')], default='planned', max_length=9)),
                ('planned_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('ended_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('planned_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='speed_meetings', to='programmes.schoolproject')),
                ('run', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='speed_meeting', to='matching.matchingrun')),
            ],
            options={
                'verbose_name': 'rencontre éclair',
                'verbose_name_plural': 'rencontres éclair',
                'ordering': ('-held_on', '-pk'),
                'indexes': [models.Index(fields=['place', '-held_on'], name='speed_meeting_place')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('ended_at', None), ('ended_by', None), ('state', 'planned')), models.Q(models.Q(('state', 'planned'), _negated=True), ('ended_at__isnull', False), ('ended_by__isnull', False)), _connector='OR'), name='speed_meeting_ended_by_and_at', violation_error_message='Une rencontre terminée ou annulée dit par qui et quand.')],
            },
        ),
        migrations.CreateModel(
            name='Participant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.PositiveIntegerField()),
                ('marked_at', models.DateTimeField(blank=True, null=True, verbose_name='choix donnés le')),
                ('marked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('mentee', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.mentee')),
                ('mentor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.mentor')),
                ('need', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='matching.need')),
                ('offer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='matching.offer')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='participants', to='speedmeetings.speedmeeting')),
            ],
            options={
                'verbose_name': 'participant d’une rencontre éclair',
                'verbose_name_plural': 'participants d’une rencontre éclair',
                'ordering': ('pk',),
                'indexes': [models.Index(fields=['place', 'meeting'], name='participant_place')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('mentee__isnull', False), ('mentor', None), ('need__isnull', False), ('offer', None)), models.Q(('mentee', None), ('mentor__isnull', False), ('need', None), ('offer__isnull', False)), _connector='OR'), name='participant_is_of_one_side', violation_error_message='Un participant est un élève ou un mentor.'), models.UniqueConstraint(fields=('meeting', 'need'), name='need_once_in_a_meeting'), models.UniqueConstraint(fields=('meeting', 'offer'), name='offer_once_in_a_meeting')],
            },
        ),
        migrations.CreateModel(
            name='Turn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.PositiveIntegerField()),
                ('number', models.PositiveSmallIntegerField(verbose_name='tour')),
                ('mentee_name', models.CharField(max_length=70)),
                ('mentor_name', models.CharField(max_length=130)),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='turns', to='speedmeetings.speedmeeting')),
                ('mentee_side', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='speedmeetings.participant')),
                ('mentor_side', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='speedmeetings.participant')),
            ],
            options={
                'verbose_name': 'tour de rencontre',
                'verbose_name_plural': 'tours de rencontre',
                'ordering': ('number', 'pk'),
                'indexes': [models.Index(fields=['place', 'meeting'], name='turn_place')],
                'constraints': [models.UniqueConstraint(fields=('number', 'mentee_side'), name='one_table_a_round'), models.UniqueConstraint(fields=('number', 'mentor_side'), name='one_pupil_a_table'), models.UniqueConstraint(fields=('mentee_side', 'mentor_side'), name='they_meet_once')],
            },
        ),
        migrations.CreateModel(
            name='Mark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.PositiveIntegerField()),
                ('rank', models.PositiveSmallIntegerField(verbose_name='rang')),
                ('participant', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='marks', to='speedmeetings.participant')),
                ('turn', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='marks', to='speedmeetings.turn')),
            ],
            options={
                'verbose_name': 'choix après une rencontre',
                'verbose_name_plural': 'choix après une rencontre',
                'ordering': ('rank', 'pk'),
                'indexes': [models.Index(fields=['place', 'participant'], name='mark_place')],
                'constraints': [models.UniqueConstraint(fields=('participant', 'turn'), name='chosen_once'), models.UniqueConstraint(fields=('participant', 'rank'), name='one_choice_a_rank'), models.CheckConstraint(condition=models.Q(('rank__gte', 1), ('rank__lte', 3)), name='mark_is_among_the_first', violation_error_message='Chacun choisit trois personnes au plus.')],
            },
        ),
    ]
