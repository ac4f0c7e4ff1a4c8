"""The two tabs of the control room: one row a job, one row a tab."""

from sheets_bridge.config import Schedule
from sheets_bridge.config.control import control_titles
from sheets_bridge.model import Column, Kind, Table
from sheets_bridge.spreadsheet import Role, Shape

_TO_THE_MINUTE = "yyyy-mm-dd hh:mm"

_JOB = Column(
    "job", Kind.TEXT, "작업", "Job",
    note_ko="일정 파일(schedule.yaml)에 적힌 작업 이름. 한 작업이 여러 탭을 채웁니다.",
    note_en="The job as schedule.yaml names it. One job may fill several tabs.",
)  # fmt: skip
_ROWS = Column(
    "rows", Kind.NUMBER, "행", "Rows",
    note_ko="지난번 실행이 확인한 행 수. 그때 탭을 쓰지 못했으면 빈칸입니다.",
    note_en="Rows that the last run found there; blank where it could not write the tab.",
)  # fmt: skip
_COVERED = Column(
    "covered", Kind.TEXT, "반영 기간", "Days covered", width=190,
    note_ko="시트에 반영된 기간. 과거 자료를 아직 불러오는 중이면 어디까지 불러올지도 적습니다.",
    note_en="The days that are shown, and how far back history is still to come.",
)  # fmt: skip

JOBS = Table(
    id="control_jobs",
    key=("job",),
    columns=(
        _JOB,
        Column(
            "state", Kind.TEXT, "상태", "State",
            note_ko="정상: 지난 실행에서 모두 반영. 일부만: 가져오거나 쓰지 못한 것이 있음. 실패: 반영하지 못함. "
            "까닭과 할 일은 메시지 열에 있습니다.",
            note_en="How the last run ended, or what the job is at just now; why, and what to do, stands in Message.",
        ),
        Column(
            "last_success", Kind.MOMENT, "마지막 성공", "Last success", pattern=_TO_THE_MINUTE,
            note_ko="빠짐없이 끝난 마지막 실행의 시각(한국 시간).",
            note_en="When a run last ended with nothing left out, in Korean time.",
        ),
        Column(
            "next_run", Kind.MOMENT, "다음 실행", "Next run", pattern=_TO_THE_MINUTE,
            note_ko="다음 예정 시각(한국 시간). 일시중지했거나 데몬이 꺼져 있으면 빈칸입니다.",
            note_en="When it runs next, in Korean time; blank while it is paused or no daemon runs.",
        ),
        _ROWS,
        _COVERED,
        Column(
            "message", Kind.TEXT, "메시지", "Message", width=420,
            note_ko="지금 하는 일, 또는 지난번에 안 된 까닭과 할 일.",
            note_en="What it is at, or what went wrong the last time and what to do.",
        ),
        Column(
            "refresh", Kind.BOX, "지금 갱신", "Refresh now",
            note_ko="누르면 1분 안에 실행되고, 체크는 저절로 풀립니다. 실행 중에 눌러도 됩니다.",
            note_en="Tick it: the job runs within a minute, and the tick is taken away.",
        ),
        Column(
            "pause", Kind.BOX, "일시중지", "Pause",
            note_ko="체크해 두는 동안 예정된 실행을 쉽니다. 풀면 다음 예정 시각부터 이어 갑니다.",
            note_en="While it is ticked the job does not run by itself; undone, it goes on with its next time.",
        ),
    ),
)  # fmt: skip
TABS = Table(
    id="control_tabs",
    key=("tab",),
    columns=(
        Column(
            "tab", Kind.TEXT, "탭", "Tab", width=170,
            note_ko="일정 파일에 적힌 탭 이름. 시트에서 탭 이름을 바꿔도 여기는 그대로입니다.",
            note_en="The tab as schedule.yaml names it, whatever it is renamed to here.",
        ),
        _JOB,
        Column(
            "as_of", Kind.MOMENT, "데이터 기준 시각", "Data as of", pattern=_TO_THE_MINUTE,
            note_ko="이 탭을 채우는 자료가 모두 수집된 시각(한국 시간). 자료가 여럿이면 가장 늦은 자료에 맞춥니다. "
            "직접 입력하는 탭은 마지막으로 읽은 시각입니다.",
            note_en="Up to when all that fills the tab is collected, in Korean time; a tab you type into: when it was "
            "read.",
        ),
        _ROWS,
        _COVERED,
        Column(
            "data_status", Kind.TEXT, "집계 상태", "Data status", width=170,
            note_ko="최근 35일. 확정: 더 바뀌지 않음. 집계중: 숫자가 더 바뀔 수 있는 날. "
            "미수집: 가져오지 못해 비워 둔 날. 수집 완료: 주문처럼 날마다의 상태가 없는 자료. "
            "확인 필요: 직접 입력한 탭에 고칠 줄이 있음.",
            note_en="Of the last 35 days: final, may still change, or not collected and therefore blank; complete: "
            "what has no such state by day. To check: lines you typed hold a mistake.",
        ),
        Column(
            "missing", Kind.TEXT, "미수집", "Not collected", width=420,
            note_ko="비어 있는 최근 날짜와 그 까닭, 또는 지난번에 가져오지 못한 자료와 까닭. "
            "직접 입력한 탭은 무엇을 고치면 되는지.",
            note_en="The newest days that are blank, or what was not collected the last time, and why; "
            "what to mend where you type.",
        ),
    ),
)  # fmt: skip


def shapes(schedule: Schedule, control: str) -> tuple[Shape, Shape]:
    """The tab of jobs and the tab of tabs."""
    titles = control_titles(control, schedule.language)
    jobs, tabs = (
        Shape(title, table, table.columns, schedule.language, role=Role.CONTROL, snug=True)
        for title, table in zip(titles, (JOBS, TABS), strict=True)
    )
    return jobs, tabs
