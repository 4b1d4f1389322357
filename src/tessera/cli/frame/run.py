"""`tessera` itself: finds the verbs, runs one, and ends with 0, 1 (failure) or 2 (bad usage)."""

from __future__ import annotations

import importlib
import os
import pkgutil
import sys
from collections.abc import Sequence

import click

from .errors import Failure, one_sentence, unexpected_sentence, usage_sentence

VERBS = "tessera.cli"


class Verbs(click.Group):
    """Every module of the package `tessera.cli` is a verb; it is loaded when asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        package = importlib.import_module(VERBS)
        return sorted(m.name.rstrip("_") for m in pkgutil.iter_modules(package.__path__) if not m.ispkg)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        # A verb that is a word of Python's own has an underscore behind its module's name: import_.py.
        package = importlib.import_module(VERBS)
        modules = {m.name.rstrip("_"): m.name for m in pkgutil.iter_modules(package.__path__)}
        command: click.Command = importlib.import_module(f"{VERBS}.{modules[cmd_name]}").command
        return command


@click.command(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="tessera", prog_name="tessera")
def tessera() -> None:
    """The working platform of the Network and its Action Plan.

    Everything a running Tessera writes lies in TESSERA_HOME (./var unless the environment says otherwise).
    """


def main(arguments: Sequence[str] | None = None) -> None:
    """The console script."""
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one verb; its exit code."""
    try:
        code = tessera.main(args=None if arguments is None else list(arguments), standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        return 2
    except click.UsageError as error:
        return _said(usage_sentence(error), code=2)
    except click.ClickException as error:
        return _said(one_sentence(error.format_message()), code=1)
    except Failure as error:
        return _said(one_sentence(str(error)), code=1)
    except (click.Abort, KeyboardInterrupt):
        return _said("Stopped.", code=1)
    except BrokenPipeError:
        # Whoever read the answer has enough; Python would complain about the pipe once more on its way out.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception as error:
        return _said(unexpected_sentence(error), code=1)
    return code if isinstance(code, int) else 0


def _said(sentence: str, *, code: int) -> int:
    click.echo(sentence, err=True)
    return code
