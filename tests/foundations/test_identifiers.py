import pytest

from mentorat.foundations.identifiers import is_ine, is_uai, normal, uai_letter


@pytest.mark.parametrize("uai", ["0932030B", "9741186W", "0390027T", "0940122X"])
def test_real_uai_have_the_right_letter(uai):
    assert is_uai(uai)


@pytest.mark.parametrize("text", ["0932030C", "932030B", "0932030", "0932030b", "", "093203OB"])
def test_anything_else_is_not_an_uai(text):
    assert not is_uai(text)


def test_the_letter_goes_through_an_alphabet_of_23():
    assert "".join(uai_letter(f"{n:07d}") for n in range(24)) == "ABCDEFGHJKLMNPRSTUVWXYZA"


def test_an_identifier_is_kept_in_capitals_without_spaces():
    assert normal(" 0932 030b ") == "0932030B"


@pytest.mark.parametrize("text", ["000000001AA", "1234567890F", "1234A12345F"])
def test_the_three_shapes_of_ine_are_known(text):
    assert is_ine(text)


@pytest.mark.parametrize("text", ["000000001A", "000000001aa", "00000000AAA", "", "12345678901"])
def test_anything_else_is_not_an_ine(text):
    assert not is_ine(text)
