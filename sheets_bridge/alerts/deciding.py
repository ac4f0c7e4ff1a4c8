"""Which alerts begin and which end, given what was told before. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sheets_bridge.alerts.figures import Target
from sheets_bridge.alerts.judging import Verdict, judge
from sheets_bridge.alerts.rules import METRICS, Rule
from sheets_bridge.alerts.told import BEGUN, HEALED, Event
from sheets_bridge.messages import Message, Translate, say
from sheets_bridge.model import KST

_GONE = say("No ad cost of it for {days} days; it is watched no longer.", days=40)
_CHANGED = say("The condition was changed or switched off; it is watched no longer.")


@dataclass(frozen=True)
class _Judged:
    """A condition at a target."""

    rule: Rule
    target: Target
    verdict: Verdict


def decide(
    rules: Sequence[Rule], targets: Sequence[Target], told: Sequence[Event], now: datetime, translate: Translate
) -> Sequence[Event]:
    """The events that are new, judged by the days up to yesterday in Korea; the words in the language of `translate`.

    What is not known of a day neither begins an alert nor ends one.
    """
    here = now.astimezone(KST)
    last, noted = here.date() - timedelta(days=1), f"{here:%Y-%m-%d %H:%M:%S}"
    pairs = {rule.key(target): (rule, target) for rule in rules for target in targets if rule.covers(target)}
    judged = {key: _Judged(rule, target, judge(rule, target, last)) for key, (rule, target) in pairs.items()}
    standing = open_ones(told)
    begun = [_begun(key, one, translate) for key, one in judged.items()
             if key not in standing and one.verdict.state == "over"]  # fmt: skip
    ended = _ended(standing, judged, {rule.mark for rule in rules}, targets, translate)
    return [replace(event, at=noted, date=last.isoformat()) for event in (*begun, *ended)]


def open_ones(told: Sequence[Event]) -> Mapping[str, Event]:
    """The alerts that stand: by key, those whose last event is a beginning."""
    newest = {event.key: event for event in sorted(told, key=lambda one: (one.at, one.state == BEGUN))}
    return {key: event for key, event in newest.items() if event.state == BEGUN}


def _begun(key: str, one: _Judged, translate: Translate) -> Event:
    target, verdict = one.target, one.verdict
    name = one.rule.name or _made_name(one.rule).render(translate)
    of = target.name or say("whole shop").render(translate)
    return Event(target.account, target.shop_no, "", name, of, verdict.value, verdict.basis, BEGUN,
                 verdict.words.render(translate), "", key)  # fmt: skip


def _ended(
    standing: Mapping[str, Event],
    judged: Mapping[str, _Judged],
    marks: set[str],
    targets: Sequence[Target],
    translate: Translate,
) -> Iterator[Event]:
    shops = {(target.account, target.shop_no) for target in targets}
    for key, event in standing.items():
        one = judged.get(key)
        if event.rule not in marks:
            yield _over(event, None, _CHANGED, translate)
        elif one is None and (event.account, event.shop_no) in shops:
            yield _over(event, None, _GONE, translate)
        elif one is not None and one.verdict.state == "fine":
            yield _over(event, one.verdict.value, one.verdict.words, translate)


def _over(event: Event, value: float | None, words: Message, translate: Translate) -> Event:
    return replace(event, state=HEALED, value=value, words=words.render(translate))


def _made_name(rule: Rule) -> Message:
    """What a condition is called that nobody named."""
    basis = [] if rule.basis is None else [f"{rule.basis:.0%}"]
    days = [say("{days} days", days=rule.days)] if METRICS[rule.metric].counts_days else []
    return say("{parts}", parts=[say("{metric}", metric=rule.metric), *basis, *days])
