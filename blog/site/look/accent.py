"""An accent colour by day and by night: whether it can be read, and all that follows from it."""

from blog.site.look.colours import ENOUGH, contrast, least, lightnesses, mixed, with_lightness
from blog.site.look.look import Look

USUAL = {"light": "#0b5d57", "dark": "#6cc7bd"}
"""As in static/tokens.css."""
_PAPER = {"light": ("#fbfaf6", "#ffffff"), "dark": ("#16181a", "#1d2023")}
_WASHED = {"light": ("#ffffff", 0.07), "dark": ("#16181a", 0.08)}
_RULE = {"light": 0.18, "dark": 0.17}
_INKS = ("#ffffff", "#0d1f1d")
_TO_DEEP = {"light": "#000000", "dark": "#ffffff"}


def wash(accent: str, mode: str) -> str:
    """A ground with a breath of it."""
    ground, share = _WASHED[mode]
    return mixed(accent, ground, share)


def ink(accent: str) -> str:
    """For words on it: white or nearly black, whichever can be read better."""
    return max(_INKS, key=lambda each: contrast(each, accent))


def ratio(accent: str, mode: str) -> float:
    """The least contrast it has with any ground that a link stands on, or as a button with its
    own words."""
    return least(accent, *_PAPER[mode], wash(accent, mode), ink(accent))


def nearest(accent: str, mode: str) -> str:
    """The colour of the same hue, as light or dark as it has to be and no more."""
    steps = lightnesses(accent, darker=mode == "light")
    tried = (with_lightness(accent, lightness) for lightness in steps)
    return next(each for each in tried if ratio(each, mode) >= ENOUGH)


def sheet(look: Look) -> str:
    """The stylesheet that puts the owner's colours over the usual ones; empty where none is
    chosen. The example at the desk wears it too."""
    if not (look.accent_light or look.accent_dark):
        return ""
    light, dark = look.accent_light or USUAL["light"], look.accent_dark or USUAL["dark"]
    names = _tokens(light, "light"), _tokens(dark, "dark")
    lines = (f"--{it}:light-dark({day},{names[1][it]});" for it, day in names[0].items())
    return f"@layer base{{.site,.worn{{{''.join(lines)}}}}}\n"


def _tokens(accent: str, mode: str) -> dict[str, str]:
    ground, _ = _WASHED[mode]
    return {
        "accent": accent,
        "accent-deep": mixed(accent, _TO_DEEP[mode], 0.78),
        "accent-ink": ink(accent),
        "wash": wash(accent, mode),
        "rule": mixed(accent, ground, _RULE[mode]),
    }
