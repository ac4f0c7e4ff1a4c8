"""What the mall's own tracking reads off the address a visit lands on (reference cafe24-analytics C.3)."""

from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit


@dataclass(frozen=True)
class Tag:
    """What an address says of the advertisement; everything empty where it says nothing that counts."""

    ad: str = ""
    keyword: str = ""
    medium: str = ""
    campaign: str = ""
    content: str = ""


UNTAGGED = Tag()


def tag_of(landing: str) -> Tag:
    """Read the tag: utm_source as it was written, else Naver's automatic parameters, else nothing."""
    said = {name: values[-1] for name, values in parse_qs(urlsplit(landing).query).items()}
    if "utm_source" in said:
        rest = (said.get(f"utm_{name}", "") for name in ("term", "medium", "campaign", "content"))
        return Tag(said["utm_source"], *rest)
    return Tag("네이버", said.get("n_query", "")) if "n_media" in said else UNTAGGED
