"""The beginning of a hash in digits and letters that are not taken for one another when told by telephone."""

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no I, L, O, U
_TAKEN_FOR = str.maketrans("ILO", "110")


def spoken(digest: bytes, length: int) -> str:
    """The first ``length`` × 5 bits of a digest, a character for every five."""
    bits = int.from_bytes(digest, "big") >> (len(digest) * 8 - 5 * length)
    return "".join(_LETTERS[bits >> 5 * place & 31] for place in reversed(range(length)))


def as_spoken(text: str) -> str:
    """What a person heard and typed, in the form of :func:`spoken`: no blanks and dashes, O as 0, I and L as 1."""
    return "".join(text.split()).replace("-", "").upper().translate(_TAKEN_FOR)
