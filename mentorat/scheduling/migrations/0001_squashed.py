import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    # A database made by the migrations of development is taken as it is.
    replaces = [('scheduling', '0001_initial'), ('scheduling', '0002_attendance_told_by_link'), ('scheduling', '0003_first_meetings_with_an_adult'), ('scheduling', '0004_sessions_at_a_distance_are_seen_by_those_expected')]

    initial = True

    dependencies = [
        ('mentorships', '0001_squashed'),
        ('organisations', '0001_squashed'),
        ('people', '0001_squashed'),
        ('people', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='MentoringSession',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.PositiveIntegerField()),
                ('during', django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                ('mode', models.CharField(choices=[('room', 'au lycée'), ('remote', 'à distance')], default='room', max_length=8)),
                ('state', models.CharField(choices=[('planned', 'prévue'), ('held', 'tenue'), ('cancelled', 'annulée')], default='planned', max_length=10)),
                ('kind', models.CharField(choices=[('first', 'première rencontre'), ('regular', 'séance')], default='regular', max_length=8)),
                ('planned_at', models.DateTimeField()),
                ('adult', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='adulte du lycée présent')),
                ('mentorship', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sessions', to='mentorships.mentorship')),
                ('planned_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('room', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='sessions', to='organisations.room')),
            ],
            options={
                'verbose_name': 'séance',
                'ordering': ('during', 'pk'),
                'indexes': [models.Index(fields=['place', 'state', 'during'], name='session_place')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('mode', 'room'), ('room__isnull', False)), models.Q(('mode', 'remote'), ('room', None)), _connector='OR'), name='session_in_a_room_or_remote', violation_error_message='Une séance au lycée a une salle ; à distance, aucune.'), models.CheckConstraint(condition=models.Q(('during__isempty', False)), name='session_lasts', violation_error_message='La séance doit durer.')],
            },
        ),
        migrations.CreateModel(
            name='Booking',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.PositiveIntegerField()),
                ('during', django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                ('is_cancelled', models.BooleanField(default=False)),
                ('mentee', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='bookings', to='people.mentee')),
                ('mentor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='bookings', to='people.mentor')),
                ('room', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='bookings', to='organisations.room')),
                ('session', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='bookings', to='scheduling.mentoringsession')),
            ],
            options={
                'verbose_name': 'réservation',
                'indexes': [models.Index(fields=['place', 'during'], name='booking_place')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('mentee', None), ('mentor', None), ('room__isnull', False)), models.Q(('mentee', None), ('mentor__isnull', False), ('room', None)), models.Q(('mentee__isnull', False), ('mentor', None), ('room', None)), _connector='OR'), name='booking_takes_one_resource'), django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('is_cancelled', False), ('room__isnull', False)), expressions=[('room', '='), ('during', '&&')], name='booking_room_once_at_a_time'), django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('is_cancelled', False), ('mentor__isnull', False)), expressions=[('mentor', '='), ('during', '&&')], name='booking_mentor_once_at_a_time'), django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('is_cancelled', False), ('mentee__isnull', False)), expressions=[('mentee', '='), ('during', '&&')], name='booking_mentee_once_at_a_time')],
            },
        ),
        migrations.CreateModel(
            name='Attendance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.PositiveIntegerField()),
                ('status', models.CharField(choices=[('present', 'présent'), ('absent', 'absent'), ('excused', 'excusé')], max_length=8)),
                ('recorded_at', models.DateTimeField()),
                ('mentee', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attendances', to='people.mentee')),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('session', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attendances', to='scheduling.mentoringsession')),
            ],
            options={
                'verbose_name': 'présence',
                'ordering': ('pk',),
                'indexes': [models.Index(fields=['place', 'session'], name='attendance_place')],
                'constraints': [models.UniqueConstraint(fields=('session', 'mentee'), name='one_attendance_a_mentee', violation_error_message='La présence de cet élève est déjà notée.')],
            },
        ),
    ]
