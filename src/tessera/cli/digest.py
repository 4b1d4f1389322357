"""`tessera digest`: mail what is new in saved searches to those who asked for it."""

from __future__ import annotations

import click

from .frame import Failure, answer, json_option, with_home


@click.command("digest")
@click.option("--dry-run", is_flag=True, help="Say what would be sent; send and note nothing.")
@json_option
@with_home()
def command(dry_run: bool, as_json: bool) -> None:
    """Send the mails about saved searches that are due, and reminders of yearly reports: nothing twice, nothing empty.

    A running server does this by itself, once an hour (TESSERA_DIGESTS).
    """
    from tessera.coordination.services.yearly_reminders import reminders_send
    from tessera.recommendations.selectors.saved import digests_uncertain
    from tessera.recommendations.services.digests import digests_send
    from tessera.reports.digest_mail import digest_mail
    from tessera.reports.reminder_mail import reminder_mail

    done = digests_send(compose=digest_mail, dry_run=dry_run)
    reminded = reminders_send(compose=reminder_mail, dry_run=dry_run)
    uncertain = digests_uncertain()
    told = {
        "people": done.people,
        "sent": done.sent,
        "nothing_new": done.nothing_new,
        "failed": done.failed,
        "uncertain": uncertain,
        "searches": done.searches,
        "recommendations": done.recommendations,
        "reminders_sent": reminded.sent,
        "reminders_failed": reminded.failed,
        "dry_run": dry_run,
    }
    verb = "would be sent" if dry_run else "sent"
    said = (
        f"{done.sent} mails {verb}, {done.failed} failed; nothing new for {done.nothing_new} of {done.people} people."
    )
    if uncertain:
        said += f" {uncertain} were being sent when Tessera was stopped, and may not have arrived."
    if reminded.sent or reminded.failed:
        said += f" Reminders of yearly reports: {reminded.sent} {verb}, {reminded.failed} failed."
    answer(told, as_json=as_json, text=said)
    if done.failed or reminded.failed:
        raise Failure(f"{done.failed + reminded.failed} mails could not be sent; the next run tries again.")
