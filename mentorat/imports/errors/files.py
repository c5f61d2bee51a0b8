"""Refusals of a whole file, or of an act on it."""

from mentorat.foundations.errors import Refusal


class ImportRefusal(Refusal):
    message = "Ce fichier ne peut pas être importé."


class UnreadableFile(ImportRefusal):
    message = (
        "Ce fichier n’est pas lisible. Ouvrez-le, enregistrez-le de nouveau, puis recommencez."
    )


class EmptyFile(UnreadableFile):
    message = "Ce fichier est vide. Vérifiez que vous avez choisi le bon."


class FileTooBig(UnreadableFile):
    message = (
        "Ce fichier dépasse {limit} Mo. Gardez seulement les colonnes utiles, ou coupez-le en deux."
    )


class UnknownFormat(UnreadableFile):
    message = (
        "Ce fichier n’est pas un tableau que nous savons lire."
        " Enregistrez-le en .csv, .xlsx ou .ods, puis recommencez."
    )


class UnknownEncoding(UnreadableFile):
    message = (
        "Ce fichier contient des caractères illisibles."
        " Enregistrez-le de nouveau en « CSV UTF-8 », puis recommencez."
    )


class ProtectedFile(UnreadableFile):
    message = (
        "Ce fichier est un tableur protégé par mot de passe."
        " Enregistrez-en une copie sans mot de passe, puis recommencez."
    )


class OldSpreadsheet(UnreadableFile):
    message = (
        "Ce fichier est dans l’ancien format .xls : enregistrez-le en .xlsx ou .ods,"
        " puis recommencez."
    )


class BinarySpreadsheet(UnreadableFile):
    message = (
        "Ce fichier est dans le format binaire .xlsb : enregistrez-le en .xlsx ou .ods,"
        " puis recommencez."
    )


class XmlInsteadOfTable(UnreadableFile):
    message = (
        "Ce fichier est un XML. S’il vient de SIECLE, choisissez « élèves, export SIECLE (XML) »."
    )


class ActiveContent(UnreadableFile):
    message = (
        "Ce classeur contient {what}. Enregistrez-en une copie sans cela"
        " (.xlsx simple ou .csv), puis recommencez."
    )


class SuspiciousFile(UnreadableFile):
    message = (
        "Ce fichier est refusé par sécurité : {why}."
        " Copiez les données dans un classeur neuf, puis recommencez."
    )


class TakesTooLong(UnreadableFile):
    message = (
        "La lecture de ce fichier est trop longue."
        " Enregistrez-le en .csv, ou coupez-le en deux, puis recommencez."
    )


class TooManyLines(UnreadableFile):
    message = (
        "Ce tableau a des données au-delà de la ligne {limit}."
        " Supprimez ce qui est en trop, ou coupez-le en deux."
    )


class TooManyColumns(UnreadableFile):
    message = (
        "Ce tableau a des données au-delà de la colonne {limit} (ligne {line})."
        " Gardez seulement les colonnes utiles."
    )


class CellTooLong(UnreadableFile):
    message = (
        "Une cellule de la ligne {line} contient plus de {limit} caractères."
        " Corrigez-la : un guillemet n’est peut-être pas fermé."
    )


class NoLine(UnreadableFile):
    message = "Ce tableau n’a que sa ligne de titres : il n’y a rien à importer."


class WrongFile(ImportRefusal):
    message = "Ce fichier n’est pas celui qui est attendu ici."


class MissingColumns(WrongFile):
    message = (
        "Il manque dans ce fichier : {columns}."
        " Reprenez le modèle, et gardez les titres des colonnes tels quels."
    )


class NotSiecle(WrongFile):
    message = (
        "Ce fichier n’est pas un export « ElevesSansAdresses » de SIECLE."
        " Dans la base élèves : Exploitation, Exports standard, Exports XML génériques."
    )


class OtherSchool(WrongFile):
    message = (
        "Ce fichier vient de l’établissement {found} et non de {expected}."
        " Rien n’en a été gardé : reprenez l’export dans la base de votre établissement."
    )


class OtherYear(WrongFile):
    message = (
        "Ce fichier est celui de l’année scolaire {found}, et non de {expected}."
        " Reprenez l’export de la bonne année."
    )


class SeveralFilesInside(WrongFile):
    message = (
        "Cette archive contient plusieurs fichiers. Déposez « ElevesSansAdresses.xml », seul ou"
        " avec « ResponsablesAvecAdresses.xml » dans la même archive."
    )


class MappingRefusal(ImportRefusal):
    message = "Les colonnes ne sont pas bien reliées."


class FieldWithoutColumn(MappingRefusal):
    message = "Il reste à relier : {fields}."


class UnknownField(MappingRefusal):
    message = "« {field} » n’est pas une information que cet import sait lire."


class UnknownColumn(MappingRefusal):
    message = "Le fichier n’a pas de colonne « {column} »."


class ColumnUsedTwice(MappingRefusal):
    message = "La colonne « {column} » est reliée deux fois."


class RunClosed(ImportRefusal):
    message = "Cet import est déjà {state} : déposez le fichier de nouveau si c’est nécessaire."


class MappingFirst(ImportRefusal):
    message = "Reliez d’abord les colonnes du fichier."
