"""How the public pages look, as far as the owner chose it, as one frozen value."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Look:
    """Colours are as #rrggbb, empty where the usual one stands; logos and the icon are pictures by
    number, 0 is none. `footer_text` is Markdown. `social` are (name, address)."""

    accent_light: str = ""
    accent_dark: str = ""
    logo_id: int = 0
    logo_dark_id: int = 0
    icon_id: int = 0
    footer_text: str = ""
    social: tuple[tuple[str, str], ...] = ()
