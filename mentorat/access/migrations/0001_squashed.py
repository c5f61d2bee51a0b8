import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    # A database made by the migrations of development is taken as it is.
    replaces = [('access', '0001_initial'), ('access', '0002_signed_links'), ('access', '0003_links_of_preferences'), ('access', '0004_choices_after_a_speed_meeting')]

    initial = True

    dependencies = [
        ('organisations', '0001_squashed'),
        ('people', '0001_squashed'),
        ('people', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='Grant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('dgesco', 'Dgesco A2-2'), ('drafpic', 'Drafpic'), ('referent_mentorat', 'référent mentorat'), ('cmq', 'campus des métiers et des qualifications'), ('proviseur', 'proviseur'), ('ddfpt', 'DDFPT'), ('bureau_des_entreprises', 'bureau des entreprises'), ('professeur_principal', 'professeur principal'), ('cpe', 'CPE'), ('association', 'coordination d’association'), ('company', 'contact d’entreprise'), ('mentor', 'mentor'), ('mentee', 'élève'), ('dpo', 'protection des données'), ('administrator', 'administration du site')], max_length=24, verbose_name='rôle')),
                ('lo', models.IntegerField(default=0)),
                ('hi', models.IntegerField(default=-1)),
                ('where_label', models.CharField(max_length=200)),
                ('valid_from', models.DateField()),
                ('valid_until', models.DateField(blank=True, null=True)),
                ('granted_at', models.DateTimeField(auto_now_add=True)),
                ('association', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='organisations.association')),
                ('campus', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='organisations.campus')),
                ('company', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='organisations.company')),
                ('granted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('mentee', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='people.mentee')),
                ('mentor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='people.mentor')),
                ('school', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='organisations.school')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='grants', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'rôle accordé',
                'verbose_name_plural': 'rôles accordés',
                'ordering': ('valid_from', 'pk'),
                'indexes': [models.Index(fields=['role', 'lo', 'hi'], name='grant_role_span')],
                'constraints': [models.CheckConstraint(condition=models.Q(('valid_until', None), ('valid_until__gte', models.F('valid_from')), _connector='OR'), name='grant_ends_after_it_starts', violation_error_message='La fin du rôle précède son début.')],
            },
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('dgesco', 'Dgesco A2-2'), ('drafpic', 'Drafpic'), ('referent_mentorat', 'référent mentorat'), ('cmq', 'campus des métiers et des qualifications'), ('proviseur', 'proviseur'), ('ddfpt', 'DDFPT'), ('bureau_des_entreprises', 'bureau des entreprises'), ('professeur_principal', 'professeur principal'), ('cpe', 'CPE'), ('association', 'coordination d’association'), ('company', 'contact d’entreprise'), ('mentor', 'mentor'), ('mentee', 'élève'), ('dpo', 'protection des données'), ('administrator', 'administration du site')], max_length=24, verbose_name='rôle')),
                ('lo', models.IntegerField(default=0)),
                ('hi', models.IntegerField(default=-1)),
                ('where_label', models.CharField(max_length=200)),
                ('email', models.EmailField(max_length=254, verbose_name='adresse électronique')),
                ('token_digest', models.CharField(max_length=64, unique=True)),
                ('invited_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('accepted_at', models.DateTimeField(blank=True, null=True)),
                ('revoked_at', models.DateTimeField(blank=True, null=True)),
                ('association', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='organisations.association')),
                ('campus', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='organisations.campus')),
                ('company', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='organisations.company')),
                ('invited_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('mentee', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='people.mentee')),
                ('mentor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='people.mentor')),
                ('school', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='organisations.school')),
            ],
            options={
                'verbose_name': 'invitation',
                'ordering': ('-invited_at',),
                'constraints': [models.CheckConstraint(condition=models.Q(('accepted_at', None), ('revoked_at', None), _connector='OR'), name='invitation_not_both_accepted_and_revoked', violation_error_message='Cette invitation a déjà été acceptée.')],
            },
        ),
        migrations.CreateModel(
            name='SignedLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('act', models.CharField(choices=[('volunteer', 'se porter volontaire'), ('authorise', 'autoriser ou refuser'), ('family', 'suivre la relation de son enfant'), ('apply', 'se proposer comme mentor'), ('train', 'suivre la formation'), ('charter', 'signer la charte'), ('answer', 'répondre à une proposition'), ('sign', 'signer l’accord de mentorat'), ('report', 'raconter une séance'), ('check_in', 'répondre à un point d’étape'), ('exit_talk', 'répondre au bilan'), ('offer', 'dire ses places et ses pauses'), ('own_data', 'recevoir ce qui le concerne'), ('choose', 'choisir après une rencontre éclair'), ('preferences', 'choisir le rythme de ses messages')], max_length=12)),
                ('about_kind', models.CharField(blank=True, max_length=40)),
                ('about_id', models.BigIntegerField(blank=True, null=True)),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('nonce', models.CharField(max_length=32)),
                ('made_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('used_at', models.DateTimeField(blank=True, null=True)),
                ('revoked_at', models.DateTimeField(blank=True, null=True)),
                ('guardian', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='links', to='people.guardian')),
                ('made_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('mentee', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='links', to='people.mentee')),
                ('mentor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='links', to='people.mentor')),
                ('school', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='links', to='organisations.school')),
            ],
            options={
                'verbose_name': 'lien signé',
                'verbose_name_plural': 'liens signés',
                'ordering': ('-made_at', '-pk'),
                'indexes': [models.Index(fields=['about_kind', 'about_id', 'act'], name='link_about'), models.Index(fields=['mentee', 'act'], name='link_mentee'), models.Index(fields=['mentor', 'act'], name='link_mentor')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('email', ''), ('guardian', None), ('mentee', None), ('mentor__isnull', False)), models.Q(('email', ''), ('guardian', None), ('mentee__isnull', False), ('mentor', None)), models.Q(('email', ''), ('guardian__isnull', False), ('mentee', None), ('mentor', None)), models.Q(('guardian', None), ('mentee', None), ('mentor', None), models.Q(('email', ''), _negated=True)), _connector='OR'), name='link_is_of_one_person', violation_error_message='Un lien signé est celui d’une seule personne.')],
            },
        ),
    ]
