"""The field that takes a photo: what comes out of it is a small JPEG that the site drew itself."""

from typing import Any

from django import forms

from mentorat.foundations.errors import PictureRefused, PictureTooLarge
from mentorat.foundations.pictures import MOST_BYTES, square_jpeg
from mentorat.web.forms import Form


class PhotoField(forms.FileField):
    """``cleaned_data`` holds the picture drawn again, or nothing."""

    widget = forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"})

    def clean(self, data: Any, initial: Any = None) -> bytes | None:
        file = super().clean(data, initial)
        if not file:
            return None
        if file.size > MOST_BYTES:
            raise forms.ValidationError(PictureTooLarge.message)
        try:
            return square_jpeg(file.read())
        except PictureRefused as refusal:
            raise forms.ValidationError(refusal.sentence) from refusal


class PhotoForm(Form):
    photo = PhotoField(
        label="Choisir une photo",
        help_text="JPEG, PNG ou WebP, 5 Mo au plus. Elle est réduite à un petit carré ; le lieu et"
        " l’appareil qu’elle peut porter sont effacés.",
    )
