"""Names for people: fictional, fixed by a person's number, the same in every run."""

from __future__ import annotations

_FIRST = (
    "Ada Bela Carmen Dora Edgar Fiona Gus Hanna Imre Joy Kofi Lena Marco Nora Omar Petra Quentin Ruth Stella Theo "
    "Ursula Victor Wanda Xenia Yusuf Zelda Amos Britta Cato Della Emil Freya Gerda Harold Ines Jasper Kira Leo Mabel "
    "Nils Odette Pavel Rina Silas Tilda Uwe Vera Wes Yara Zoltan Agnes Boris Celia Desmond Elsa Felix Greta Hugo Ida "
    "Jonas"
).split()
_LAST = (
    "Abbot Bakker Calloway Dunmore Eriksen Farrow Gantry Hollis Iverson Janssen Keller Lindqvist Marlow Novak Okafor "
    "Pryce Quill Rask Santoro Thorne Ullman Varga Whitlock Yeo Zander Ashby Birch Corrigan Dray Engel Fitch Gale "
    "Hobbs Ingram Jory Kemp Lomax Mercer Nash Orr Penrose Ridley Sloane Tate Upton Vance Weller Yates Alder Bloom "
    "Crane Doyle"
).split()


def name_of(person: int) -> str:
    """A person's name. The steps are coprime to the lists' lengths, so neighbours in number differ in both parts."""
    return f"{_FIRST[person * 7 % len(_FIRST)]} {_LAST[(person * 11 + person // len(_FIRST)) % len(_LAST)]}"
