"""Names of streets and quarters: fictional, proper names that no language translates, fixed by number."""

from __future__ import annotations

from typing import Final

_FIRST: Final = (
    "Fern Lantern Pepper Tanner Mill Cable Linden Copper Marrow Quince Saddle Thistle Candle Anchor Bramble Cobble "
    "Dovecote Ember Ferry Garland Hatter Ivy Juniper Kettle Larch Mustard Nettle Orchard Pigeon Rope Sorrel Tinder "
    "Umber Velvet Willow Yarrow Barley"
).split()
_SECOND: Final = "Row Lane Street Walk Yard Hill Court Rise Close Passage Mews".split()
_QUARTERS: Final = (
    "Northgate", "Mill End", "Old Town", "Chandlery", "Weavers", "The Rise", "Ferry Side", "Saint Ada", "Hop Garden",
    "Low Meadow", "Exchange", "Tannery", "Orchard", "Kiln Field", "Two Bridges", "Southgate", "Lime Walk", "Harbour",
    "The Downs", "Pump Green", "Carters", "Eastgate", "Willow Holm", "Stone Quay", "Bell Acre", "Newtown",
)  # fmt: skip


def street(block: int) -> str:
    """The name of a block. The steps are coprime to the lists' lengths, so no two of 407 are called alike."""
    return f"{_FIRST[block * 7 % len(_FIRST)]} {_SECOND[block * 3 % len(_SECOND)]}"


def quarter(number: int) -> str:
    """The name of a quarter."""
    name = _QUARTERS[number % len(_QUARTERS)]
    return name if number < len(_QUARTERS) else f"{name} {number // len(_QUARTERS) + 1}"
