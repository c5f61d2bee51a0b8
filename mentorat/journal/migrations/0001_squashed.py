import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    # A database made by the migrations of development is taken as it is.
    replaces = [('journal', '0001_initial'), ('journal', '0002_events_of_the_relation'), ('journal', '0003_events_of_waits_and_agreements'), ('journal', '0004_a_closing_without_sequel'), ('journal', '0005_a_pupil_leaves_a_group'), ('journal', '0006_a_mentor_declares_another_tie'), ('journal', '0007_an_association_stays'), ('journal', '0008_choices_after_a_speed_meeting'), ('journal', '0009_rules_of_matching_and_runs_of_territories')]

    initial = True

    dependencies = [
        ('people', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('event', models.CharField(choices=[('campaign_opened', 'campagne ouverte'), ('campaign_changed', 'règles de la campagne modifiées'), ('project_opened', 'projet ouvert'), ('project_changed', 'projet modifié'), ('invitation_sent', 'invitation envoyée'), ('invitation_accepted', 'invitation acceptée'), ('grant_ended', 'rôle retiré'), ('import_applied', 'import appliqué'), ('need_recorded', 'volontaire inscrit'), ('need_withdrawn', 'volontaire retiré'), ('mentor_added', 'mentor ajouté'), ('clearance_recorded', 'habilitation enregistrée'), ('offer_recorded', 'places d’un mentor enregistrées'), ('offer_closed', 'places d’un mentor fermées'), ('matching_run', 'appariement calculé'), ('matching_rules', 'règles d’appariement changées'), ('territory_run', 'appariement d’un territoire demandé'), ('proposal_declined', 'proposition écartée'), ('mentorship_proposed', 'relation proposée'), ('mentorship_accepted', 'proposition acceptée'), ('mentorship_declined', 'proposition refusée'), ('mentorship_withdrawn', 'proposition retirée'), ('mentorship_started', 'relation commencée'), ('mentorship_suspended', 'relation suspendue'), ('mentorship_resumed', 'relation reprise'), ('mentorship_ended', 'relation terminée'), ('session_planned', 'séance prévue'), ('session_moved', 'séance déplacée'), ('session_cancelled', 'séance annulée'), ('attendance_recorded', 'présence notée'), ('room_changed', 'salle modifiée'), ('link_made', 'lien personnel donné'), ('link_revoked', 'lien personnel retiré'), ('need_changed', 'demande de l’élève modifiée'), ('need_proposed', 'élève invité à se porter volontaire'), ('preparation_done', 'préparation de l’élève faite'), ('guardian_changed', 'responsable légal enregistré'), ('authorisation_requested', 'autorisation parentale demandée'), ('authorisation_given', 'autorisation parentale donnée'), ('authorisation_refused', 'autorisation parentale refusée'), ('authorisation_withdrawn', 'autorisation parentale retirée'), ('mentee_of_age', 'élève devenu majeur'), ('counts_recorded', 'effectifs globaux saisis'), ('application_made', 'candidature de mentor reçue'), ('application_decided', 'candidature de mentor examinée'), ('mentor_changed', 'fiche de mentor modifiée'), ('mentor_paused', 'mentor en pause'), ('mentor_returned', 'mentor de retour'), ('mentor_left', 'mentor parti'), ('training_recorded', 'heures de formation enregistrées'), ('charter_signed', 'charte signée'), ('conflict_declared', 'cumul de rôles signalé'), ('conflict_accepted', 'cumul de rôles accepté'), ('mentorship_question', 'question posée avant de répondre'), ('mentorship_lapsed', 'proposition restée sans réponse'), ('mentorship_awaits', 'autorisation attendue'), ('mentorship_ready', 'relation prête à commencer'), ('agreement_made', 'accord de mentorat établi'), ('agreement_signed', 'accord de mentorat signé'), ('agreement_replaced', 'accord de mentorat remplacé'), ('question_answered', 'réponse donnée à une question'), ('wait_extended', 'délai prolongé'), ('reminder_sent', 'relance envoyée'), ('mentee_taken_out', 'élève sorti du groupe'), ('follower_named', 'personne chargée du suivi nommée'), ('following_time_declared', 'heures de suivi déclarées'), ('objective_revised', 'objectif revu'), ('derogation_given', 'dérogation au nombre de relations'), ('report_made', 'séance racontée'), ('report_answered', 'réponse au compte rendu'), ('report_unknown', 'séance sans nouvelles'), ('check_in_asked', 'point d’étape demandé'), ('check_in_answered', 'point d’étape répondu'), ('alarm_raised', 'alarme de rythme'), ('alarm_snoozed', 'alarme mise en attente'), ('alarm_ended', 'alarme levée'), ('closing_opened', 'clôture ouverte'), ('closing_dropped', 'clôture sans suite'), ('exit_talk_asked', 'bilan demandé'), ('exit_talk_done', 'bilan recueilli'), ('rematch_allowed', 'nouvelle relation autorisée'), ('mentorship_continued', 'relation continuée'), ('certificate_issued', 'attestation délivrée'), ('certificate_revoked', 'attestation retirée'), ('handover_made', 'passage de relais'), ('association_exit', 'départ d’une association'), ('association_stays', 'départ d’une association annulé'), ('speed_meeting_planned', 'rencontre éclair préparée'), ('speed_meeting_decided', 'rencontre éclair terminée'), ('speed_meeting_cancelled', 'rencontre éclair annulée'), ('choices_given', 'choix donnés après une rencontre éclair'), ('data_exported', 'données personnelles remises')], max_length=32)),
                ('place', models.PositiveIntegerField(default=0)),
                ('about_kind', models.CharField(max_length=40)),
                ('about_id', models.BigIntegerField(null=True)),
                ('detail', models.JSONField(default=dict)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'ligne du journal',
                'verbose_name_plural': 'lignes du journal',
                'ordering': ('-at', '-pk'),
                'indexes': [models.Index(fields=['place', '-at'], name='entry_place'), models.Index(fields=['about_kind', 'about_id', 'at'], name='entry_about')],
            },
        ),
    ]
