"""The two tabs of the control room: one row a job, one row a tab."""

from sheets_bridge.config import Schedule
from sheets_bridge.config.control import control_titles
from sheets_bridge.model import Column, Kind, Table
from sheets_bridge.spreadsheet import Role, Shape

_TO_THE_MINUTE = "yyyy-mm-dd hh:mm"
_JOB = Column("job", Kind.TEXT, "작업", "Job")
_ROWS = Column("rows", Kind.NUMBER, "행", "Rows")
_COVERED = Column("covered", Kind.TEXT, "반영 기간", "Days covered", width=190)

JOBS = Table(
    id="control_jobs",
    key=("job",),
    columns=(
        _JOB,
        Column("state", Kind.TEXT, "상태", "State"),
        Column("last_success", Kind.MOMENT, "마지막 성공", "Last success", pattern=_TO_THE_MINUTE),
        Column("next_run", Kind.MOMENT, "다음 실행", "Next run", pattern=_TO_THE_MINUTE),
        _ROWS,
        _COVERED,
        Column("message", Kind.TEXT, "메시지", "Message", width=420),
        Column("refresh", Kind.BOX, "지금 갱신", "Refresh now"),
        Column("pause", Kind.BOX, "일시중지", "Pause"),
    ),
)
TABS = Table(
    id="control_tabs",
    key=("tab",),
    columns=(
        Column("tab", Kind.TEXT, "탭", "Tab"),
        _JOB,
        Column("as_of", Kind.MOMENT, "데이터 기준 시각", "Data as of", pattern=_TO_THE_MINUTE),
        _ROWS,
        _COVERED,
        Column("data_status", Kind.TEXT, "집계 상태", "Data status"),
        Column("missing", Kind.TEXT, "미수집", "Not collected", width=420),
    ),
)


def shapes(schedule: Schedule, control: str) -> tuple[Shape, Shape]:
    """The tab of jobs and the tab of tabs."""
    titles = control_titles(control, schedule.language)
    jobs, tabs = (
        Shape(title, table, table.columns, schedule.language, role=Role.CONTROL, snug=True)
        for title, table in zip(titles, (JOBS, TABS), strict=True)
    )
    return jobs, tabs
