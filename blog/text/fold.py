"""Words as they are looked for: small letters, no accents, nothing but letters and digits."""

import re
import unicodedata

_LONGEST = 60
_WORD = re.compile(r"[^\W_]+")
# Chinese and Japanese, written without gaps between words.
CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
# Each of these is found for itself: Korean as well, where endings follow a word without a gap.
ALONE = rf"{CJK}\uac00-\ud7af"
_ALONE = re.compile(rf"([{ALONE}])")


def words_in(text: str) -> list[str]:
    """Its words in their order, each as often as it stands there, none longer than 60 signs."""
    return [word[:_LONGEST] for word in _WORD.findall(folded(text))]


def folded(text: str) -> str:
    """ "Élan" and "elan" are the same."""
    if text.isascii():
        return text.lower()
    signs = unicodedata.normalize("NFKD", text).casefold()
    plain = "".join(sign for sign in signs if not unicodedata.combining(sign))
    return _ALONE.sub(r" \1 ", unicodedata.normalize("NFC", plain))


def digits_in(text: str) -> str:
    """Those on every keyboard."""
    return "".join(sign for sign in text if sign.isascii() and sign.isdigit())
