"""The `streams:` of a job."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace

from sheets_bridge.config.known import Known
from sheets_bridge.config.mistakes import Wrong, unknown
from sheets_bridge.config.own import comma_list
from sheets_bridge.config.place import Place, Section, same, words
from sheets_bridge.config.schedule import StreamUse
from sheets_bridge.config.tree import List, Text
from sheets_bridge.config.values import one_of
from sheets_bridge.endpoint import Endpoint, Parameter
from sheets_bridge.masking import is_personal, statement
from sheets_bridge.messages import Message, say
from sheets_bridge.source import Source, Stream

Named = tuple[str, Stream]
"""An account's name and one of its streams."""

_NO_FILTER = ("sort", "order", "search", "search_type", "search_field", "keyword")
"""Parameters that leave no row out, and those that look for a word, which may be somebody's name."""


def read_streams(place: Place, known: Known) -> tuple[StreamUse, ...] | None:
    """A job's streams in the file's order; None where one is not known, so that nothing is concluded from the rest."""
    items = place.items()
    uses = [_use(item, known) for item in items]
    for n, use in enumerate(uses):
        if use is not None and use in uses[:n]:
            items[n].wrong(say("this job has {account}.{stream} already", account=use.account, stream=use.stream))
    found = tuple(use for use in uses if use is not None)
    return found if found and len(found) == len(uses) else None


def asked_embeds(use: StreamUse, stream: Stream) -> Collection[str]:
    """What a stream embeds when used like this."""
    return stream.default_embed if use.embed is None else use.embed


def _use(place: Place, known: Known) -> StreamUse | None:
    if isinstance(place.node, Text):
        named = _named(place, known)
        return named and _plainly(*named, known)
    section = place.section(("stream",), ("fields", "embed", "filter"))
    named = _named(section["stream"], known) if "stream" in section else None
    if named is None:
        return None
    account, stream = named
    endpoint = _endpoint(known.source_of(account), stream)
    fields, filter_ = _fields(section, stream, endpoint), _filter(section, stream, endpoint)
    return replace(_plainly(account, stream, known), fields=fields, embed=_embed(section, stream), filter=filter_)


def _plainly(account: str, stream: Stream, known: Known) -> StreamUse:
    """A stream used as it is."""
    return StreamUse(account, stream.id, masking=statement(known.privacy, stream.tables), shape=stream.shape)


def _endpoint(source: Source | None, stream: Stream) -> Endpoint | None:
    """What the vendor documents of the endpoint a stream reads."""
    if source is None or source.catalogue is None or stream.endpoint is None:
        return None
    return source.catalogue().get(stream.endpoint)


def _named(place: Place, known: Known) -> Named | None:
    return place.read(lambda text: _find(text, known), None)


def _find(text: str, known: Known) -> Named | None:
    account, dot, name = text.partition(".")
    if not dot or not account or not name:
        raise Wrong(say("write the account and the stream with a dot between, such as mymall.orders"))
    if not known.accounts:
        return None
    if account not in known.accounts:
        raise Wrong(unknown(say('no account "{word}" under accounts', word=account), account, known.accounts))
    streams = known.streams_of(account)
    if streams is None:
        return None
    if name in known.doubtful:
        return None
    if name not in streams:
        problem = say('no stream "{word}" at source {source}', word=name, source=known.accounts[account])
        raise Wrong(unknown(problem, name, streams))
    return account, streams[name]


def _fields(section: Section, stream: Stream, endpoint: Endpoint | None) -> tuple[str, ...]:
    if "fields" not in section:
        return ()
    if not stream.fields:
        section["fields"].wrong(say("the stream {stream} takes no fields", stream=stream.id))
        return ()
    if endpoint is None:
        return words(section["fields"], same)
    plain = {*stream.embeds, *(name for name in endpoint.fields if "." not in name)}
    return words(section["fields"], _allowed(plain, "field", stream))


def _embed(section: Section, stream: Stream) -> tuple[str, ...] | None:
    if "embed" not in section:
        return None
    place = section["embed"]
    given = words(place, _allowed(stream.embeds, "embed", stream)) if not _empty_list(place) else ()
    return None if set(given) == set(stream.default_embed) else given


def _filter(section: Section, stream: Stream, endpoint: Endpoint | None) -> tuple[tuple[str, str], ...]:
    if "filter" not in section:
        return ()
    parameters = endpoint.parameters if endpoint else {}
    check = _allowed(stream.filters or _filters(stream, parameters), "filter", stream)
    entries = section["filter"].entries()
    found = {name: comma_list(place) for name, place in entries.items()}
    for name, place in entries.items():
        _check_name(place, check, name)
        _check_words(place, name, found[name], parameters.get(name, Parameter()))
    return tuple(sorted(found.items()))


def _filters(stream: Stream, parameters: Mapping[str, Parameter]) -> list[str]:
    """What may be a filter of all that an endpoint can be asked: nothing about people, which addresses would tell."""
    return [name for name in parameters if not (is_personal(name) or _is_ours(name, stream, parameters))]


def _is_ours(name: str, stream: Stream, parameters: Mapping[str, Parameter]) -> bool:
    """Whether we ask for it ourselves: pages, and of a stream with days these and single rows by their key."""
    # What has a mark to read behind is not taken together with it.
    if name in _NO_FILTER or name.startswith("since_") or f"since_{name}" in parameters:
        return True
    return not stream.whole and (name.endswith(("_date", "date_type")) or name in stream.tables[0].key)


def _check_words(place: Place, name: str, given: str, parameter: Parameter) -> None:
    """A filter that holds no word the vendor knows leaves everything in, or everything out; the vendor does not say."""
    for word in given.split(",") if parameter.commas else [given]:
        if word and parameter.words and word not in parameter.words:
            problem = say('{parameter} takes no "{word}"', parameter=name, word=word)
            place.inside((word,)).wrong(unknown(problem, word, parameter.words))


def _check_name(place: Place, check: Callable[[str], str], name: str) -> None:
    try:
        check(name)
    except Wrong as wrong:
        place.wrong(wrong.problem)


def _allowed(options: Collection[str], key: str, stream: Stream) -> Callable[[str], str]:
    def problem(word: str) -> Message:
        return say('the stream {stream} has no {key} "{word}"', stream=stream.id, key=key, word=word)

    return one_of(options, problem)


def _empty_list(place: Place) -> bool:
    return isinstance(place.node, List) and not place.node.items
