"""`tessera digest`: remind people of what is due, and mail what is new to those who asked for it."""

from __future__ import annotations

import click

from .frame import Failure, answer, json_option, with_home


@click.command("digest")
@click.option("--dry-run", is_flag=True, help="Say what would be sent; send and note nothing.")
@json_option
@with_home()
def command(dry_run: bool, as_json: bool) -> None:
    """Remind people, and send the mails that are due: one for each person, nothing twice, nothing empty.

    A running server does this by itself, once an hour (TESSERA_DIGESTS).
    """
    from tessera.network.services.notifications import reminders_make
    from tessera.recommendations.selectors.saved import digests_uncertain
    from tessera.recommendations.services.digests import digests_send
    from tessera.reports.digest_mail import digest_mail

    reminded = 0 if dry_run else reminders_make()
    done = digests_send(compose=digest_mail, dry_run=dry_run)
    uncertain = digests_uncertain()
    told = {
        "people": done.people,
        "sent": done.sent,
        "nothing_new": done.nothing_new,
        "failed": done.failed,
        "uncertain": uncertain,
        "searches": done.searches,
        "recommendations": done.recommendations,
        "reminded": reminded,
        "notifications": done.notifications,
        "dry_run": dry_run,
    }
    verb = "would be sent" if dry_run else "sent"
    said = (
        f"{done.sent} mails {verb}, {done.failed} failed; nothing new for {done.nothing_new} of {done.people} people."
    )
    if uncertain:
        said += f" {uncertain} were being sent when Tessera was stopped, and may not have arrived."
    answer(told, as_json=as_json, text=said)
    if done.failed:
        raise Failure(f"{done.failed} mails could not be sent; the next run tries again.")
