"""Keys by which a calendar program, which has no session, reads on behalf of one person."""

from __future__ import annotations

from django.core import signing
from django.utils.crypto import constant_time_compare, salted_hmac

from tessera.network.models import Person

SALT = "tessera.feed"


def feed_key_make(*, person: Person) -> str:
    """A key for the person's feeds. A new password makes it void."""
    return signing.dumps([str(person.public_id), _stamp(person)], salt=SALT, compress=True)


def feed_key_person(key: str) -> Person | None:
    """Whose key it is; None where it is void or the person may no longer sign in."""
    try:
        public_id, stamp = signing.loads(key, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    person = Person.objects.filter(public_id=public_id, is_active=True, erased_at__isnull=True).first()
    return person if person and constant_time_compare(stamp, _stamp(person)) else None


def _stamp(person: Person) -> str:
    return salted_hmac(SALT, person.password).hexdigest()[:16]
