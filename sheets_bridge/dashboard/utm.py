"""UTM 만들기: people fill in a landing address and an ad, a formula makes the address that belongs into the ad.

The house rule: utm_source = medium, utm_medium = ad product, utm_campaign = campaign id, utm_content = ad id,
utm_term = keyword. Ids survive renaming, names do not.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sheets_bridge.dashboard import looks
from sheets_bridge.dashboard.grid import SHEET, Cell, Drawing, requests
from sheets_bridge.spreadsheet.areas import Area, Change, letters
from sheets_bridge.spreadsheet.boards import Board
from sheets_bridge.spreadsheet.roles import Role

LINES = 200
HEAD_ROW = 2
_TITLE_ROW, _TOLD_ROW = 0, 1


@dataclass(frozen=True)
class Field:
    """A column people fill in, or that a formula fills."""

    id: str
    ko: str
    en: str
    width: int
    note_ko: str
    note_en: str


FIELDS = (
    Field("address", "랜딩 주소", "Landing address", 300, "광고를 누르면 열릴 주소. https:// 부터 적으세요.",
          "What the ad opens, from https:// on."),
    Field("medium", "매체", "Medium", 90, "목록에서 고르거나 적으세요. utm_source가 됩니다.", "Becomes utm_source."),
    Field("product", "광고상품", "Ad product", 130, "파워링크, 비즈보드처럼 산 상품. utm_medium이 됩니다. "
        "카페24는 utm_source와 "
          "utm_medium이 둘 다 있어야 광고로 봅니다.", "Becomes utm_medium. Cafe24 needs both utm_source and "
          "utm_medium."),
    Field("campaign_id", "캠페인 ID", "Campaign id", 170, "매체의 캠페인 번호. utm_campaign이 됩니다. 이름을 "
        "바꿔도 주문이 끊기지 "
          "않습니다. 비우고 캠페인 이름도 비우면 매크로가 있는 매체는 매크로를 넣습니다.",
          "Becomes utm_campaign; survives renaming. Blank with no name: the medium's macro where it has one."),
    Field("campaign_name", "캠페인 이름", "Campaign name", 170, "캠페인 ID를 모를 때만 적으세요.", "Only where "
        "the id is not known."),
    Field("content", "소재", "Ad", 120, "소재 번호나 이름. utm_content가 됩니다.", "Id or name; becomes "
        "utm_content."),
    Field("term", "키워드", "Keyword", 120, "utm_term이 됩니다.", "Becomes utm_term."),
    Field("made", "완성 주소", "Finished address", 420, "이 주소를 매체의 랜딩 URL에 붙여 넣으세요. 있던 utm_ "
        "값은 갈아 끼우고 # 뒤는 "
          "맨 끝에 둡니다.", "Paste it into the ad. utm_ values that were there are replaced; # stays last."),
    Field("check", "확인", "Check", 320, "✓가 아니면 무엇을 고칠지 나옵니다.", "✓, or what to mend."),
    Field("macro", "권장 매크로", "Macros of the medium", 330, "매체가 값을 채워 주는 자리. 문서에서 확인한 "
        "매체만 나옵니다.",
          "What the medium fills in by itself, of media whose documents say so."),
)  # fmt: skip


@dataclass(frozen=True)
class Medium:
    """How a medium is written in an address; macros as its documents have them, else blank."""

    ko: str
    source: str
    campaign: str = ""
    content: str = ""
    term: str = ""


MEDIA = (
    Medium("네이버", "naver"),
    Medium("메타", "meta", "{{campaign.id}}", "{{ad.id}}"),
    Medium("구글", "google", "{campaignid}", "{creative}", "{keyword}"),
    Medium("카카오", "kakao"),
    Medium("틱톡", "tiktok", "__CAMPAIGN_ID__", "__CID__"),
    Medium("크리테오", "criteo"),
    Medium("당근", "daangn"),
)
PRODUCTS: Mapping[str, str] = {
    "파워링크": "powerlink", "쇼핑검색": "shopping", "브랜드검색": "bsa", "파워컨텐츠": "powercontents",
    "플레이스": "place", "성과형 디스플레이": "gfa", "비즈보드": "bizboard", "키워드광고": "keyword",
    "메시지": "message",
    "검색": "search",
    "실적최대화": "pmax", "디스플레이": "display", "동영상": "video", "쇼핑": "shopping", "디맨드젠": "demandgen",
}  # fmt: skip
"""What people call a product → how it is written; anything else goes in as they type it."""

_LIST_COLUMN = len(FIELDS) + 1
"""Hidden: medium, source, its three macros, product, how it is written."""
_TOLD = {
    "ko": "노란 칸을 채우면 완성 주소가 나옵니다. utm_campaign에는 캠페인 ID를 쓰세요. 이름을 바꿔도 주문이 "
    "캠페인을 찾아갑니다.",
    "en": "Fill in the yellow cells. Put the campaign id into utm_campaign: orders find the campaign whatever it "
    "is called.",
}
_YELLOW = "#FEF7E0"
_TYPED = 7
"""Of the fields, those that people type."""


def utm_builder(title: str, language: str) -> Board:
    """The tab."""
    drawing = Drawing()
    drawing.put([Cell(_TITLE_ROW, 0, title, looks.TITLE, span=4)])
    drawing.put([Cell(_TOLD_ROW, 0, _TOLD[language], looks.TOLD, span=len(FIELDS))])
    drawing.put(_heads(language))
    drawing.put(_lists())
    for row in range(HEAD_ROW + 1, HEAD_ROW + 1 + LINES):
        drawing.put(_line(row, language))
    drawing.others += _frame()
    width, rows = _LIST_COLUMN + 7, HEAD_ROW + 1 + LINES
    paper = Area(SHEET, 0, HEAD_ROW + 1, 0, len(FIELDS))

    def draw(sheet_id: int) -> list[Change]:
        return requests(drawing, sheet_id, rows, paper)

    return Board(title, "utm_builder", rows, width, draw, {}, Role.INPUT, frozen=HEAD_ROW + 1)


def _heads(language: str) -> Iterator[Cell]:
    for at, field in enumerate(FIELDS):
        label, note = (field.ko, field.note_ko) if language == "ko" else (field.en, field.note_en)
        yield Cell(HEAD_ROW, at, label, looks.HEAD_TEXT, note)


def _lists() -> Iterator[Cell]:
    for row, one in enumerate(MEDIA, HEAD_ROW + 1):
        for at, text in enumerate((one.ko, one.source, one.campaign, one.content, one.term)):
            yield Cell(row, _LIST_COLUMN + at, text or None, looks.CAPTION)
    for row, both in enumerate(PRODUCTS.items(), HEAD_ROW + 1):
        for at, text in enumerate(both):
            yield Cell(row, _LIST_COLUMN + 5 + at, text, looks.CAPTION)


def _line(row: int, language: str) -> Iterator[Cell]:
    plain = replace(looks.TEXT, pattern="@", kind="TEXT", paper=_YELLOW)
    for at in range(_TYPED):
        yield Cell(row, at, None, plain)
    yield Cell(row, 7, "=" + _made(row), looks.TEXT)
    yield Cell(row, 8, "=" + _check(row, language), looks.TEXT)
    yield Cell(row, 9, "=" + _macros(row), looks.TOLD)


def _cell(row: int, name: str) -> str:
    at = next(at for at, field in enumerate(FIELDS) if field.id == name)
    return f"TRIM(${letters(at)}{row + 1})"


def _listed(row: int, what: int) -> str:
    """Of the line's medium: how it is written (1) or a macro of it (2, 3, 4); an error where it is none of ours."""
    names, wanted = (_list(at, len(MEDIA)) for at in (0, what))
    return f"INDEX({wanted},MATCH({_cell(row, 'medium')},{names},0))"


def _list(at: int, count: int) -> str:
    column = letters(_LIST_COLUMN + at)
    return f"${column}${HEAD_ROW + 2}:${column}${HEAD_ROW + 1 + count}"


def _source(row: int) -> str:
    return f"IFERROR({_listed(row, 1)},{_cell(row, 'medium')})"


def _product(row: int) -> str:
    product = _cell(row, "product")
    return f"IFERROR(INDEX({_list(6, len(PRODUCTS))},MATCH({product},{_list(5, len(PRODUCTS))},0)),{product})"


def _macro(row: int, what: int) -> str:
    return f'IFERROR(TRIM({_listed(row, what)}),"")'


def _campaign(row: int) -> str:
    id_, name = _cell(row, "campaign_id"), _cell(row, "campaign_name")
    return f'IF({id_}<>"",{id_},IF({name}<>"",{name},{_macro(row, 2)}))'


def _encoded(text: str) -> str:
    """Encoded, the braces of macros left as they are: media find them by these."""
    return f'SUBSTITUTE(SUBSTITUTE(ENCODEURL({text}),"%7B","{{"),"%7D","}}")'


def _made(row: int) -> str:
    """The address without old tags and fragment, then ours, then the fragment."""
    address = _cell(row, "address")
    bare = f'REGEXREPLACE({address},"#.*$","")'
    untagged = f'REGEXREPLACE({bare},"([?&])utm_[A-Za-z_]+(=[^&]*)?","$1")'
    tidy = f'REGEXREPLACE(REGEXREPLACE(REGEXREPLACE({untagged},"&&+","&"),"\\?&+","?"),"[?&]+$","")'
    joined = f'{tidy}&IF(REGEXMATCH({tidy},"\\?"),"&","?")'
    fragment = f'IFERROR(REGEXEXTRACT({address},"#.*$"),"")'
    return f'IF({address}="","",{joined}&{_tags(row)}&{fragment})'


def _tags(row: int) -> str:
    content = f'IF({_cell(row, "content")}<>"",{_cell(row, "content")},IF({_by_macro(row)},{_macro(row, 3)},""))'
    term = f'IF({_cell(row, "term")}<>"",{_cell(row, "term")},IF({_by_macro(row)},{_macro(row, 4)},""))'
    parts = (("source", _source(row)), ("medium", _product(row)), ("campaign", _campaign(row)), ("content", content),
             ("term", term))  # fmt: skip
    written = (f'IF({text}="","","utm_{name}="&{_encoded(text)})' for name, text in parts)
    return f'TEXTJOIN("&",TRUE,{",".join(written)})'


def _by_macro(row: int) -> str:
    """Whether the medium itself shall say the campaign: then it may say ad and keyword too."""
    return f'AND({_cell(row, "campaign_id")}="",{_cell(row, "campaign_name")}="")'


_PROBLEMS: Mapping[str, tuple[str, str]] = {
    "no_address": ("랜딩 주소를 적어 주세요", "type the landing address"),
    "no_scheme": ("주소는 https:// 로 시작해야 합니다", "the address begins with https://"),
    "blanks": ("주소 안에 빈칸이 있습니다", "there is a blank within the address"),
    "no_medium": ("매체를 골라 주세요", "choose the medium"),
    "no_product": ("광고상품을 적어 주세요(카페24는 utm_medium도 있어야 광고로 봅니다)", "type the ad product: "
    "Cafe24 needs utm_medium"),
    "no_campaign": ("캠페인 ID를 적어 주세요", "type the campaign id"),
}  # fmt: skip
_REMARKS: Mapping[str, tuple[str, str]] = {
    "replaced": ("주소에 있던 utm_ 값을 갈아 끼웠습니다", "utm_ values that were there are replaced"),
    "by_name": (
        "이름으로 잇습니다. 캠페인 이름을 바꾸면 끊기니 ID가 낫습니다",
        "joined by name: an id survives renaming",
    ),
    "macro": ("캠페인은 매체의 매크로가 채웁니다", "the medium's macro fills in the campaign"),
}


def _check(row: int, language: str) -> str:
    """What is wrong, all of it; else ✓ and what is worth knowing."""
    wrong, told = (_said(kinds, _conditions(row), language) for kinds in (_PROBLEMS, _REMARKS))
    typed = f'TEXTJOIN("",TRUE,$A{row + 1}:${letters(_TYPED - 1)}{row + 1})=""'
    return f'IF({typed},"",IF({wrong}<>"","✗ "&{wrong},TEXTJOIN(" · ",TRUE,"✓",{told})))'


def _said(kinds: Mapping[str, tuple[str, str]], conditions: Mapping[str, str], language: str) -> str:
    at = 0 if language == "ko" else 1
    parts = (f'IF({conditions[name]},"{both[at]}","")' for name, both in kinds.items())
    return f'TEXTJOIN(" · ",TRUE,{",".join(parts)})'


def _conditions(row: int) -> Mapping[str, str]:
    address, campaign = _cell(row, "address"), _campaign(row)
    named = f'AND({_cell(row, "campaign_id")}="",{_cell(row, "campaign_name")}<>"")'
    return {
        "no_address": f'{address}=""',
        "no_scheme": f'AND({address}<>"",NOT(REGEXMATCH({address},"^[Hh][Tt][Tt][Pp][Ss]?://[^/?#]")))',
        "blanks": f'REGEXMATCH({address},"\\s")',
        "no_medium": f'{_cell(row, "medium")}=""',
        "no_product": f'{_cell(row, "product")}=""',
        "no_campaign": f'{campaign}=""',
        "replaced": f'REGEXMATCH({address},"[?&]utm_[A-Za-z_]+")',
        "by_name": named,
        "macro": f'AND({_by_macro(row)},{campaign}<>"")',
    }


def _macros(row: int) -> str:
    named: Sequence[tuple[str, int]] = (("utm_campaign=", 2), ("utm_content=", 3), ("utm_term=", 4))
    parts = (f'IF({_macro(row, at)}="","","{name}"&{_macro(row, at)})' for name, at in named)
    return f'IF({_cell(row, "medium")}="","",TEXTJOIN(" · ",TRUE,{",".join(parts)}))'


def _frame() -> Iterator[Change]:
    for at, field in enumerate(FIELDS):
        yield _sized(at, at + 1, {"pixelSize": field.width})
    yield _sized(len(FIELDS), _LIST_COLUMN + 7, {"hiddenByUser": True})
    yield _dropdown(1, [one.ko for one in MEDIA])
    yield _dropdown(2, list(PRODUCTS))
    formulas = Area(SHEET, HEAD_ROW + 1, None, _TYPED, len(FIELDS))
    told = {"range": formulas.grid(), "description": "sheets_bridge: UTM", "warningOnly": True}
    yield {"addProtectedRange": {"protectedRange": told}}


def _sized(start: int, end: int, properties: Mapping[str, object]) -> Change:
    span = {"sheetId": SHEET, "dimension": "COLUMNS", "startIndex": start, "endIndex": end}
    return {
        "updateDimensionProperties": {"range": span, "properties": dict(properties), "fields": ",".join(properties)}
    }


def _dropdown(column: int, names: Sequence[str]) -> Change:
    # Not strict: whoever buys elsewhere types what it is called.
    values = [{"userEnteredValue": one} for one in names]
    rule = {"condition": {"type": "ONE_OF_LIST", "values": values}, "strict": False, "showCustomUi": True}
    where = Area(SHEET, HEAD_ROW + 1, HEAD_ROW + 1 + LINES, column, column + 1)
    return {"setDataValidation": {"range": where.grid(), "rule": rule}}
