"""Refusals: what a person may read when the platform says no. A bug is not a refusal."""


class Refusal(Exception):
    """The root of every refusal. ``message`` is a French sentence, filled with keywords."""

    message = "Cette action n’est pas possible."

    def __init__(self, **details: object) -> None:
        self.details = details
        super().__init__(self.message.format(**details))

    @property
    def sentence(self) -> str:
        return str(self)


class PictureRefused(Refusal):
    message = "Ce fichier n’est pas une photo lisible : choisissez un JPEG, un PNG ou un WebP."


class PictureTooLarge(PictureRefused):
    message = "Cette photo est trop grande : 5 Mo et 50 millions de points au plus."
