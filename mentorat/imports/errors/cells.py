"""What is wrong with one line, and what its sender can do. The other lines go on."""

from mentorat.imports.errors.files import ImportRefusal


class BadCell(ImportRefusal):
    """The root of what a cell can lack: ``advice`` says what to do about it."""

    message = "Cette valeur n’est pas lisible."
    advice = "Corrigez la cellule dans votre fichier, puis déposez-le de nouveau."


class MissingValue(BadCell):
    message = "La cellule est vide."
    advice = "Remplissez-la dans votre fichier, puis déposez-le de nouveau."


class TooLongValue(BadCell):
    message = "Le texte dépasse {limit} caractères."
    advice = "Raccourcissez-le dans votre fichier."


class TooManyCells(BadCell):
    message = "La ligne a plus de cellules que la ligne de titres."
    advice = "Un séparateur se trouve dans un texte : mettez ce texte entre guillemets."


class NotADate(BadCell):
    message = "Ce n’est pas une date."
    advice = "Écrivez la date ainsi : 04/03/2009."


class FutureDate(BadCell):
    message = "Cette date est dans le futur."
    advice = "Indiquez le jour où l’acte a eu lieu, ou laissez la cellule vide."


class EndsTooEarly(BadCell):
    message = "La fin de validité précède la vérification."
    advice = "Vérifiez les deux dates."


class UnlikelyBirthDate(BadCell):
    message = "Cette date de naissance n’est pas celle d’un élève de lycée."
    advice = "Vérifiez l’année de naissance."


class UnknownWord(BadCell):
    message = "Ce mot n’est pas reconnu."
    advice = "Écrivez l’un de ces mots : {words}."

    def __init__(self, *, words: str) -> None:
        super().__init__(words=words)
        self.advice = self.advice.format(words=words)


class NotACount(BadCell):
    message = "Ce n’est pas un nombre de {low} à {high}."
    advice = "Écrivez un nombre entier, en chiffres."


class NotAnEmail(BadCell):
    message = "Ce n’est pas une adresse électronique."
    advice = "Écrivez l’adresse ainsi : prenom.nom@exemple.fr."


class NotAPhone(BadCell):
    message = "Ce n’est pas un numéro de téléphone."
    advice = "Écrivez le numéro ainsi : 06 12 34 56 78, ou laissez la cellule vide."


class GuardianHasAnswered(BadCell):
    message = "Un autre responsable est enregistré à cette place, et il a déjà répondu."
    advice = "Demandez à la famille, puis changez le responsable sur la fiche de l’élève."


class NotASiret(BadCell):
    message = "Ce n’est pas un numéro SIRET : il a 14 chiffres et une clé, qui ne convient pas ici."
    advice = "Recopiez-le depuis l’annuaire des entreprises, ou laissez la cellule vide."


class NotAnIne(BadCell):
    message = "Ce n’est pas un identifiant national : il a 11 chiffres et lettres."
    advice = "Reprenez-le dans SIECLE, ou laissez la cellule vide."


class UnknownMef(BadCell):
    message = "Ce code MEF n’est pas dans la voie professionnelle, ou n’est pas connu."
    advice = (
        "Vérifiez le code (10 ou 11 chiffres)."
        " Un élève de la voie générale ou technologique n’est pas à importer."
    )


class OtherSchoolYear(BadCell):
    message = "Cette ligne n’est pas de l’année scolaire {expected}."
    advice = "Reprenez l’export de la bonne année."


class AlreadyGone(BadCell):
    message = "Cet élève a quitté l’établissement le {on} et n’est pas connu ici."
    advice = "Rien à faire : un élève parti n’est pas importé."


class NotAStatus(BadCell):
    message = "Ce statut n’est ni scolaire (ST) ni apprenti (AP)."
    advice = "Rien à faire : seuls les élèves et les apprentis sont importés."


class NoClass(BadCell):
    message = "Cet élève n’a pas de division."
    advice = "Affectez-le à une division dans SIECLE, puis reprenez l’export."


class WrittenTwice(BadCell):
    message = "La même personne figure aussi à la ligne {lines}."
    advice = "Gardez une seule de ces lignes, puis déposez le fichier de nouveau."


class LeftEarlier(BadCell):
    message = "Cette scolarité est terminée ; la même personne est présente à la ligne {lines}."
    advice = "Rien à faire : c’est l’autre ligne qui est retenue."


class SeveralKnown(BadCell):
    message = "Plusieurs élèves portent ce nom : nous ne savons pas lequel est déjà connu."
    advice = "Ajoutez l’identifiant national (INE) de l’élève dans le fichier."


class UnknownAssociation(BadCell):
    message = "Cette association n’est pas connue ici."
    advice = "Vérifiez son nom, ou laissez la cellule vide."


class UnknownTrade(BadCell):
    message = "Ce groupe de spécialités n’est pas reconnu."
    advice = "Écrivez son code à trois chiffres (par exemple 255), ou laissez la cellule vide."


class CompanyWithoutName(BadCell):
    message = "Ce SIRET n’est pas encore connu ici, et le nom de l’entreprise manque."
    advice = "Ajoutez le nom de l’entreprise."


class KnownElsewhere(BadCell):
    message = "Cette personne est déjà proposée ici par une association ou un autre établissement."
    advice = "Rien à faire : ce mentor figure déjà dans votre liste."


class MentorGone(BadCell):
    message = "Ce mentor a quitté le programme le {on}."
    advice = "S’il revient, rouvrez d’abord sa fiche."
