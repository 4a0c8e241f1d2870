"""Addresses of visitors, cut to what we may know of them."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network


def bucket(address: str) -> str:
    """Whom a limit counts as one: an IPv4 address, or an IPv6 /64, which is one household."""
    found = _parsed(address)
    if found is None:
        return "unknown"
    return str(found) if found.version == 4 else str(ip_network((found, 64), strict=False))


def truncated(address: str) -> str:
    """What is kept: the IPv4 /24 or IPv6 /48, which no longer names a person."""
    found = _parsed(address)
    if found is None:
        return ""
    return str(ip_network((found, 24 if found.version == 4 else 48), strict=False))


def _parsed(address: str) -> IPv4Address | IPv6Address | None:
    try:
        found = ip_address(address.split("%")[0])
    except ValueError:
        return None
    return getattr(found, "ipv4_mapped", None) or found
