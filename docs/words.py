"""The catalogues of words: finds every text that a player sees, and keeps each language's translations in step.

    python docs/words.py            write assets/words/*.pot, merge them into each language's *.po, compile to *.mo
    python docs/words.py check      say what is missing or wrong; exit code 1 if anything is
    python docs/words.py new CODE   begin a language

Where texts are found: the first argument of `say`, `count`, `Phrase` and `Phrase.counted`, what stands within `later`,
the tables of levers and measures, and the words of the level files. Three domains, so that three people can translate
at once: *views* (game/), *model* (sim/), *levels* (levels/). A text of several stands in the first of them only.
"""

from __future__ import annotations

import ast
import sys
import tomllib
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from string import Formatter

ROOT = Path(__file__).resolve().parent.parent
WORDS = ROOT / "assets" / "words"
sys.path.insert(0, str(ROOT))

from babel.messages.catalog import Catalog, Message  # noqa: E402  (a script: the checkout comes first on the path)
from babel.messages.mofile import write_mo  # noqa: E402
from babel.messages.pofile import read_po, write_po  # noqa: E402

from game.cli.terminal import say as tell  # noqa: E402
from game.views.words import DOMAINS  # noqa: E402
from sim.levers import LEVERS  # noqa: E402
from sim.measures import MEASURES  # noqa: E402

SINGLE = frozenset({"say", "Phrase"})
PLURAL = frozenset({"count", "counted"})
TITLES = frozenset({"title", "says", "idea", "brief", "bet", "debrief", "hints", "loses", "policy", "provenance"})
"""Keys of a level file whose texts are shown, wherever they stand."""
NO_DATE = datetime(2000, 1, 1, tzinfo=UTC)
IDLE = (b'"POT-', b'"PO-Rev', b'"Generated-By', b'"Last-Translator', b'"Language-Team', b'"Report-', b'"Project-')
"""Lines of a header that say nothing, or change without a word having changed."""

Text = tuple[str, str, str]
"""(text, its plural or nothing, where it stands)."""


# --- finding --------------------------------------------------------------------------------------------------------


def texts(domain: str) -> Iterator[Text]:
    """Every text of a domain, with where it stands."""
    match domain:
        case "views":
            yield from _of_code("game/views", "game/window")
        case "model":
            yield from _of_code("sim")
            for measure in MEASURES.values():
                shown = (measure.title, measure.says, *([measure.short] if measure.short else []))
                yield from ((text, "", f"sim/measures.py: {measure.name}") for text in shown)
            for lever in LEVERS.values():
                shown = (lever.title, lever.help, lever.good, lever.bad)
                yield from ((text, "", f"sim/levers/{lever.chapter}.py: {lever.key}") for text in shown)
        case _:
            for file in sorted((ROOT / "levels").glob("*.toml")):
                yield from _of_level(file)


def _of_code(*folders: str) -> Iterator[Text]:
    for folder in folders:
        for file in sorted((ROOT / folder).rglob("*.py")):
            where = file.relative_to(ROOT).as_posix()
            for node in ast.walk(ast.parse(file.read_text("utf-8"))):
                if isinstance(node, ast.Call) and node.args:
                    yield from ((text, more, where) for text, more in _of_call(node, where))


def _of_call(call: ast.Call, where: str) -> Iterator[tuple[str, str]]:
    name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
    if name in SINGLE:
        yield from ((text, "") for text in _literals(call.args[0], f"{where}:{call.lineno}"))
    elif name in PLURAL and len(call.args) > 1:
        one, many = (list(_literals(arg, where)) for arg in call.args[:2])
        yield from zip(one, many, strict=False)
    elif name == "later":
        yield from ((text, "") for text in _all_within(call.args[0]))


def _literals(node: ast.expr, where: str) -> Iterator[str]:
    """The texts that an argument may be; none if it is worked out elsewhere."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _literals(node.body, where)
        yield from _literals(node.orelse, where)
    elif isinstance(node, ast.JoinedStr):
        raise ValueError(f"{where}: an f-string can't be translated; name the places and pass the values")


def _all_within(node: ast.expr) -> Iterator[str]:
    """Every text of a table; the keys of a mapping are none, nor are the names of levers."""
    if isinstance(node, ast.Dict):
        for value in node.values:
            yield from _all_within(value)
    elif isinstance(node, ast.Tuple | ast.List):
        for value in node.elts:
            yield from _all_within(value)
    elif isinstance(node, ast.Call):
        for value in (*node.args, *(keyword.value for keyword in node.keywords)):
            yield from _all_within(value)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value not in LEVERS:
        yield node.value


def _of_level(file: Path) -> Iterator[Text]:
    where = f"levels/{file.name}"

    def walk(part: object, path: str, *, shown: bool) -> Iterator[Text]:
        if isinstance(part, dict):
            for key, value in part.items():
                yield from walk(value, f"{path}.{key}".lstrip("."), shown=key in TITLES)
        elif isinstance(part, list):
            for value in part:
                yield from walk(value, path, shown=shown)
        elif shown and isinstance(part, str) and part.strip():
            yield part.strip(), "", f"{where}: {path}"
            if path.startswith("issues."):  # in the middle of a sentence
                yield part.strip().lower(), "", f"{where}: {path}, within a sentence"

    yield from walk(tomllib.loads(file.read_text("utf-8")), "", shown=False)


# --- catalogues -----------------------------------------------------------------------------------------------------


def templates() -> dict[str, Catalog]:
    """The catalogue of each domain without translations."""
    found: dict[str, Catalog] = {}
    known: set[str] = set()
    for domain in DOMAINS:
        found[domain] = _catalog(domain)
        here: dict[str, tuple[str, list[str]]] = {}
        for text, more, where in texts(domain):
            if text and text not in known:
                plural, places = here.setdefault(text, (more, []))
                if more and not plural:
                    here[text] = (more, places)
                if where not in places:
                    places.append(where)
        for text, (plural, places) in here.items():
            found[domain].add((text, plural) if plural else text, auto_comments=places)
        known.update(here)
    return found


def _catalog(domain: str, code: str | None = None) -> Catalog:
    return Catalog(
        locale=code, project="Please Hold", domain=domain, header_comment=f"# Please Hold, the words of {domain}.",
        creation_date=NO_DATE, revision_date=NO_DATE, fuzzy=False,
    )  # fmt: skip


def languages() -> list[str]:
    """Those that have been begun."""
    return sorted(folder.parent.name for folder in WORDS.glob("*/LC_MESSAGES"))


def po_file(code: str, domain: str) -> Path:
    """Where a translator works."""
    return WORDS / code / "LC_MESSAGES" / f"{domain}.po"


def read(code: str, domain: str) -> Catalog:
    """A language's catalogue as it stands."""
    file = po_file(code, domain)
    if not file.is_file():
        return _catalog(domain, code)
    catalog = read_po(BytesIO(file.read_bytes()), locale=code, domain=domain)
    catalog.creation_date = catalog.revision_date = NO_DATE
    return catalog


def merged(code: str, domain: str, template: Catalog, memory: dict[str, Message]) -> Catalog:
    """`template` with what has been translated already, in whichever domain it stood."""
    catalog = _catalog(domain, code)
    catalog.header_comment = f"# Please Hold, the words of {domain}, in {code}."
    for message in template:
        if message.id:
            known = memory.get(_key(message))
            plural = isinstance(message.id, tuple | list)
            said = known.string if known and plural == isinstance(known.id, tuple | list) else ""
            notes = known.user_comments if known else ()
            catalog.add(message.id, said, auto_comments=message.auto_comments, user_comments=notes)
    return catalog


def memory_of(code: str) -> dict[str, Message]:
    """All that has been translated into a language, by its English."""
    return {
        _key(message): message for domain in reversed(DOMAINS) for message in read(code, domain) if translated(message)
    }


def _key(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def translated(message: Message) -> bool:
    """Whether nothing of it is missing."""
    said = message.string
    return bool(message.id) and (all(said) if isinstance(said, tuple | list) else bool(said))


def as_po(catalog: Catalog) -> bytes:
    """The text of a .po file, which changes only if a word does."""
    stream = BytesIO()
    write_po(stream, catalog, width=110, omit_header=False)
    lines = stream.getvalue().splitlines(keepends=True)
    return b"".join(line for line in lines if not line.startswith(IDLE))


def as_mo(catalog: Catalog) -> bytes:
    """The compiled catalogue."""
    stream = BytesIO()
    write_mo(stream, catalog)
    return stream.getvalue()


# --- what can be wrong ----------------------------------------------------------------------------------------------


def wrong(code: str, domain: str, template: Catalog) -> Iterator[str]:
    """What is the matter with a language's domain, a line each."""
    catalog, where = read(code, domain), f"{code}/{domain}"
    for message in template:
        if not message.id:
            continue
        there = catalog.get(_key(message))
        if there is None or bool(there.pluralizable) != bool(message.pluralizable):
            yield f"{where}: not in the catalogue: {_key(message)[:70]!r}; run docs/words.py"
        elif not translated(there) or there.fuzzy:
            yield f"{where}: not translated: {_key(message)[:70]!r}"
        else:
            yield from (f"{where}: {problem}: {_key(message)[:70]!r}" for problem in _faults(there, catalog))
    for message in catalog:
        if message.id and template.get(_key(message)) is None:
            yield f"{where}: no longer said: {_key(message)[:70]!r}; run docs/words.py"


def _faults(message: Message, catalog: Catalog) -> Iterator[str]:
    english = message.id if isinstance(message.id, tuple | list) else (message.id,)
    said = message.string if isinstance(message.string, tuple | list) else (message.string,)
    if message.pluralizable and len(said) != catalog.num_plurals:
        yield f"takes {catalog.num_plurals} forms, has {len(said)}"
    wanted = places(english[-1]) | places(english[0])
    for text in said:
        try:
            got = places(text)
        except ValueError as error:
            yield f"can't be filled in ({error})"
            continue
        may_lack = {"n"} if message.pluralizable else set()
        if got - wanted or wanted - got - may_lack:
            yield f"has the places {sorted(got)} instead of {sorted(wanted)}"
        if text != text.strip() and english[0] == english[0].strip():
            yield "begins or ends with a space"


def places(text: str) -> set[str]:
    """The names of the places that are filled in."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def problems() -> Iterator[str]:
    """Everything that is wrong: templates, translations, compiled files."""
    found = templates()
    for domain, template in found.items():
        file = WORDS / f"{domain}.pot"
        if not file.is_file() or file.read_bytes() != as_po(template):
            yield f"{domain}.pot is not up to date; run docs/words.py"
    for code in languages():
        for domain, template in found.items():
            yield from wrong(code, domain, template)
            compiled = po_file(code, domain).with_suffix(".mo")
            if not compiled.is_file() or compiled.read_bytes() != as_mo(read(code, domain)):
                yield f"{code}/{domain}.mo is not what {domain}.po says; run docs/words.py"


def update(codes: Iterable[str]) -> None:
    """Write everything anew."""
    found = templates()
    for domain, template in found.items():
        (WORDS / f"{domain}.pot").write_bytes(as_po(template))
    for code in codes:
        memory = memory_of(code)
        for domain, template in found.items():
            file = po_file(code, domain)
            catalog = merged(code, domain, template, memory)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(as_po(catalog))
            file.with_suffix(".mo").write_bytes(as_mo(read(code, domain)))
            done = sum(translated(message) for message in catalog)
            tell(f"{code}/{domain}: {done} of {len(catalog)} translated")


def main(arguments: list[str]) -> int:
    """The commands at the top."""
    match arguments:
        case []:
            update(languages())
        case ["new", code]:
            update([*languages(), code])
        case ["check"]:
            found = list(problems())
            tell("\n".join(found) or "All is said.")
            return int(bool(found))
        case _:
            tell(str(__doc__))
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
