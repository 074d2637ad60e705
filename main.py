"""The door to Please Hold: one command line, of which every command imports only what it needs.

Rules of this file: what each command accepts stands here, what it does in `game.cli`, one module per command,
imported when the command runs; so `--help` stays quick. The contract (options, JSON shapes, exit codes) is
docs/command-line.md. Exit codes: 0 done, 1 the answer is no, 2 wrong use or input, 130 stopped by Ctrl-C.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

SET_UP = "Please Hold isn't set up here yet ({} is missing). Type: python3 dev.py play"

try:
    from typing import Annotated

    import typer
except ImportError as missing:
    print(SET_UP.format(missing.name), file=sys.stderr)
    sys.exit(2)
except KeyboardInterrupt:
    sys.exit(130)

app = typer.Typer(
    name="please-hold",
    help="Decide what customer service may do, and watch who stays. Without a command: the game itself.",
    rich_markup_mode=None,  # rich's help needs twice as long to appear
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

MOST_DAYS = 3653
"""Ten years: longer runs are slips of the hand, and would take hours."""
MOST_SEEDS = 1000


def whole(low: int, high: int = 10**18) -> Callable[[str], int]:
    """What reads a whole number from `low` to `high`, or says so and what it got."""

    def read(text: str) -> int:
        try:
            number = int(text)
        except ValueError:
            number = low - 1
        if not low <= number <= high:
            raise typer.BadParameter(f"takes a whole number from {low:,} to {high:,}, got {str(text)[:40]!r}")
        return number

    return read


def number(text: str) -> float:
    """The number that `text` is, or what it isn't; which numbers are good, the command knows."""
    try:
        found = float(text)
    except ValueError:
        found = math.nan
    if not math.isfinite(found):
        raise typer.BadParameter(f"takes a number, got {str(text)[:40]!r}")
    return found


Level = Annotated[str, typer.Argument(metavar="LEVEL", help="A level file, or a shipped level's name or number.")]
Seed = Annotated[int | None, typer.Option(metavar="N", parser=whole(0), help="The run's luck: same seed, same run.")]
Seeds = Annotated[int, typer.Option(metavar="N", parser=whole(2, MOST_SEEDS), help="How many seeds.")]
Days = Annotated[
    int | None, typer.Option(metavar="D", parser=whole(1, MOST_DAYS), help="Stop after D days, not at the end.")
]
Run = Annotated[Path | None, typer.Option(metavar="FILE", help="Start from the decisions saved in FILE.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON on standard output, and nothing else there.")]


@contextmanager
def telling() -> Iterator[None]:
    """What the user can mend becomes a line on standard error and an exit code, never a traceback."""
    try:
        yield
    except typer.Exit:
        raise
    except KeyboardInterrupt:
        complain("Stopped.")
        raise typer.Exit(130) from None
    except ModuleNotFoundError as missing:
        if (missing.name or "").partition(".")[0] in ("sim", "game"):
            raise  # our own fault, not the set-up's
        complain(SET_UP.format(missing.name))
    except OSError as error:
        if error.filename is None:
            raise
        complain(f"{error.filename}: {error.strerror}")
    except Exception as error:
        from sim.errors import PleaseHoldError

        if not isinstance(error, PleaseHoldError):
            raise
        complain(str(error))
    raise typer.Exit(2)


def complain(text: str) -> None:
    """Say `text` on standard error."""
    print(text, file=sys.stderr)


@app.callback(invoke_without_command=True)
def title(context: typer.Context) -> None:
    """Open the title screen, unless a command is named."""
    if context.invoked_subcommand is None:
        with telling():
            from game.cli.play import run

            raise typer.Exit(run())


@app.command()
def play(level: Level, seed: Seed = None, run: Run = None) -> None:
    """Play a level in a window."""
    with telling():
        from game.cli.play import run as play_level

        raise typer.Exit(play_level(level, seed=seed, run_file=run))


@app.command()
def simulate(
    level: Level,
    seed: Seed = None,
    days: Days = None,
    set_: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="CHAPTER.KEY=VALUE", help="Open with a lever set so; repeatable."),
    ] = None,
    run: Run = None,
    policy: Annotated[
        str | None,
        typer.Option(metavar="NAME|MODULE:CALLABLE", help="Let this policy decide, once a day at opening."),
    ] = None,
    save: Annotated[Path | None, typer.Option(metavar="FILE", help="Save the run to FILE.")] = None,
    json: Json = False,
) -> None:
    """Run a level without a window and print its metrics."""
    with telling():
        from game.cli.simulate import run as simulate_level

        code = simulate_level(
            level, seed=seed, days=days, sets=set_ or [], run_file=run, policy=policy, save=save, json=json
        )
        raise typer.Exit(code)


@app.command()
def verify(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Run files.")],
) -> None:
    """Replay run files and compare digests; 1 if one differs, with its first differing checkpoint."""
    with telling():
        from game.cli.verify import run

        raise typer.Exit(run(files))


@app.command()
def check(
    files: Annotated[
        list[str] | None,
        typer.Argument(metavar="[LEVEL|POLICY]...", help="Levels, policies or run files; without any, all levels."),
    ] = None,
    json: Json = False,
) -> None:
    """Name every problem of every level, policy and run file; 1 if there is any."""
    with telling():
        from game.cli.check import run

        raise typer.Exit(run(files or [], json=json))


@app.command()
def erlang(
    arrivals_per_hour: Annotated[float | None, typer.Option(metavar="L", parser=number, help="Calls an hour.")] = None,
    service_s: Annotated[float | None, typer.Option(metavar="S", parser=number, help="Mean talk time, s.")] = None,
    patience_s: Annotated[
        float | None, typer.Option(metavar="P", parser=number, help="Mean patience, s; 0: nobody hangs up.")
    ] = None,
    servers: Annotated[int | None, typer.Option(metavar="C", parser=whole(1), help="CSRs.")] = None,
    hours: Annotated[
        float | None,
        typer.Option(metavar="H", parser=number, help="Hours to simulate; by default as many as it takes."),
    ] = None,
    seed: Seed = None,
    json: Json = False,
) -> None:
    """Check the game's own desk as a plain queue against queueing theory, with 95 % intervals."""
    with telling():
        from game.cli.erlang import run

        code = run(
            arrivals_per_hour=arrivals_per_hour,
            service_s=service_s,
            patience_s=patience_s,
            servers=servers,
            hours=hours,
            seed=seed,
            json=json,
        )
        raise typer.Exit(code)


@app.command()
def levels(json: Json = False) -> None:
    """List the shipped levels."""
    with telling():
        from game.cli.levels import run

        raise typer.Exit(run(json=json))


@app.command()
def policies(json: Json = False) -> None:
    """List the policies that have a name here: the game's own and those of installed packages."""
    with telling():
        from game.cli.policies import run

        raise typer.Exit(run(json=json))


@app.command()
def compare(
    level: Level,
    a: Annotated[str, typer.Option(metavar="RUN|POLICY", help="The first arm: a run file or a policy.")],
    b: Annotated[str, typer.Option(metavar="RUN|POLICY", help="The second arm.")],
    seeds: Seeds = 10,
    days: Days = None,
    report: Annotated[Path | None, typer.Option(metavar="OUT.html", help="Write a page that stands alone.")] = None,
    json: Json = False,
) -> None:
    """Compare two policies or runs on the same people: what differs, how surely, whose fate flipped."""
    with telling():
        from game.cli.compare import run

        raise typer.Exit(run(level, a=a, b=b, seeds=seeds, days=days, json=json, report=report))


@app.command()
def validate(
    level: Annotated[str, typer.Argument(metavar="[LEVEL]", help="A level; by default the base carrier.")] = "carrier",
    seeds: Seeds = 5,
    weeks: Annotated[int, typer.Option(metavar="W", parser=whole(14, 104), help="Weeks of each run.")] = 26,
    out: Annotated[Path | None, typer.Option(metavar="FILE", help="Write the page to FILE.")] = None,
    json: Json = False,
) -> None:
    """Hold the model against published figures; 1 if any is missed."""
    with telling():
        from game.cli.validate import run

        raise typer.Exit(run(level, seeds=seeds, weeks=weeks, out=out, json=json))


def main() -> int:
    """Run the command line, in any terminal: what it can't show becomes a question mark."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        return app(standalone_mode=False) or 0
    except Exception as error:
        # Typer's errors of use: their class has moved between its releases, what they can do hasn't.
        if not hasattr(error, "format_message"):
            raise
        complain(misuse(error))
        return 2


def misuse(error: Any) -> str:
    """What was wrong with the command line, and what would be right, on one line."""
    text = " ".join(error.format_message().split())
    if (context := error.ctx) is None:
        return text
    commands = ", ".join(getattr(context.command, "commands", ()))
    there = f"there are {commands}; " if commands else ""
    return f"{text} ({there}{context.command_path} -h tells more)"


if __name__ == "__main__":
    sys.exit(main())
