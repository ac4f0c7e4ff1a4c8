"""One good request of every kind of batchUpdate, and the spreadsheet that they are good for."""

from typing import Any

Json = dict[str, Any]


def box(top: int, bottom: int, left: int, right: int, sheet: int = 0) -> Json:
    rows = {"startRowIndex": top, "endRowIndex": bottom}
    return {"sheetId": sheet, **rows, "startColumnIndex": left, "endColumnIndex": right}


def span(dimension: str, start: int, end: int) -> Json:
    return {"sheetId": 0, "dimension": dimension, "startIndex": start, "endIndex": end}


RED: Json = {"red": 1}
BOOLEAN: Json = {
    "condition": {"type": "NUMBER_GREATER", "values": [{"userEnteredValue": "5"}]},
    "format": {"backgroundColor": RED},
}
SPEC: Json = {
    "title": "매출",
    "basicChart": {
        "chartType": "LINE",
        "domains": [{"domain": {"sourceRange": {"sources": [box(0, 5, 0, 1)]}}}],
        "series": [{"series": {"sourceRange": {"sources": [box(0, 5, 1, 2)]}}, "targetAxis": "LEFT_AXIS"}],
    },
}
HIDDEN: Json = {"columnIndex": 1, "filterCriteria": {"hiddenValues": ["1"]}}
METADATA: Json = {"metadataId": 15, "metadataKey": "k", "visibility": "DOCUMENT", "location": {"sheetId": 0}}
PROTECTED: Json = {"protectedRangeId": 11, "range": box(20, 22, 0, 2), "warningOnly": True}
VALUES: list[list[Any]] = [["이름", "수"], ["가", 3], ["나 ", 1], ["가", 3], ["a,b", 2]]

READY: list[Json] = [
    {"addSheet": {"properties": {"sheetId": 5, "title": "둘", "gridProperties": {"rowCount": 9, "columnCount": 4}}}},
    {"addNamedRange": {"namedRange": {"namedRangeId": "n1", "name": "이름표", "range": box(0, 5, 0, 2)}}},
    {"addProtectedRange": {"protectedRange": PROTECTED}},
    {"addFilterView": {"filter": {"filterViewId": 12, "title": "보기", "range": box(0, 5, 0, 2)}}},
    {
        "addBanding": {
            "bandedRange": {
                "bandedRangeId": 13,
                "range": box(0, 5, 0, 2),
                "rowProperties": {"firstBandColor": RED, "secondBandColor": {"blue": 1}},
            }
        }
    },
    {"addChart": {"chart": {"chartId": 14, "spec": SPEC, "position": {"overlayPosition": {"anchorCell": {}}}}}},
    {"addTable": {"table": {"tableId": "t1", "name": "표", "range": box(10, 14, 4, 6)}}},
    {"addConditionalFormatRule": {"rule": {"ranges": [box(1, 5, 1, 2)], "booleanRule": BOOLEAN}}},
    {"addDimensionGroup": {"range": span("ROWS", 30, 33)}},
    {"createDeveloperMetadata": {"developerMetadata": METADATA}},
    {"mergeCells": {"range": box(40, 42, 0, 2), "mergeType": "MERGE_ALL"}},
    {"setBasicFilter": {"filter": {"range": box(0, 5, 0, 2)}}},
]
"""What stands on the spreadsheet, beside VALUES in A1, before each sample."""

CELLS: Json = {"rows": [{"values": [{"userEnteredValue": {"stringValue": "=x"}, "note": "쪽지"}]}], "fields": "*"}
LOOKUP: Json = {"developerMetadataLookup": {"metadataKey": "k"}}
SAMPLES: dict[str, Json] = {
    "addSheet": {"properties": {"title": "새 탭", "index": 0, "gridProperties": {"rowCount": 5, "columnCount": 3}}},
    "deleteSheet": {"sheetId": 5},
    "duplicateSheet": {"sourceSheetId": 0, "insertSheetIndex": 1, "newSheetName": "복사"},
    "updateSheetProperties": {
        "properties": {"sheetId": 5, "gridProperties": {"frozenRowCount": 1}},
        "fields": "gridProperties.frozenRowCount",
    },
    "updateSpreadsheetProperties": {"properties": {"title": "새 이름", "locale": "en_US"}, "fields": "title,locale"},
    "updateCells": {"start": {"sheetId": 0, "rowIndex": 2, "columnIndex": 1}, **CELLS},
    "repeatCell": {
        "range": box(1, 5, 0, 2),
        "cell": {"userEnteredFormat": {"textFormat": {"bold": True}, "backgroundColor": RED}},
        "fields": "userEnteredFormat(textFormat.bold,backgroundColor)",
    },
    "appendCells": {"sheetId": 0, **CELLS},
    "setDataValidation": {"range": box(1, 5, 0, 1), "rule": {"condition": {"type": "NOT_BLANK"}, "strict": True}},
    "updateBorders": {"range": box(0, 5, 0, 2), "top": {"style": "SOLID"}, "innerHorizontal": {"style": "DOTTED"}},
    "insertDimension": {"range": span("ROWS", 1, 3), "inheritFromBefore": True},
    "appendDimension": {"sheetId": 0, "dimension": "COLUMNS", "length": 2},
    "deleteDimension": {"range": span("COLUMNS", 0, 1)},
    "moveDimension": {"source": span("COLUMNS", 0, 1), "destinationIndex": 3},
    "updateDimensionProperties": {
        "range": span("COLUMNS", 0, 2),
        "properties": {"pixelSize": 50, "hiddenByUser": True},
        "fields": "pixelSize,hiddenByUser",
    },
    "autoResizeDimensions": {"dimensions": span("COLUMNS", 0, 3)},
    "addDimensionGroup": {"range": span("ROWS", 31, 32)},
    "updateDimensionGroup": {
        "dimensionGroup": {"range": span("ROWS", 30, 33), "depth": 1, "collapsed": True},
        "fields": "collapsed",
    },
    "deleteDimensionGroup": {"range": span("ROWS", 30, 33)},
    "createDeveloperMetadata": {"developerMetadata": {**METADATA, "metadataId": 16, "metadataValue": "v"}},
    "updateDeveloperMetadata": {
        "dataFilters": [LOOKUP],
        "developerMetadata": {"metadataValue": "neu"},
        "fields": "metadataValue",
    },
    "deleteDeveloperMetadata": {"dataFilter": LOOKUP},
    "addNamedRange": {"namedRange": {"name": "또", "range": box(0, 2, 0, 2)}},
    "updateNamedRange": {"namedRange": {"namedRangeId": "n1", "name": "딴이름"}, "fields": "name"},
    "deleteNamedRange": {"namedRangeId": "n1"},
    "addProtectedRange": {"protectedRange": {"range": box(0, 2, 0, 2), "editors": {"users": ["a@example.com"]}}},
    "updateProtectedRange": {"protectedRange": {"protectedRangeId": 11, "description": "왜"}, "fields": "description"},
    "deleteProtectedRange": {"protectedRangeId": 11},
    "setBasicFilter": {
        "filter": {"range": box(0, 5, 0, 2), "filterSpecs": [HIDDEN], "sortSpecs": [{"dimensionIndex": 1}]}
    },
    "clearBasicFilter": {"sheetId": 0},
    "addFilterView": {"filter": {"range": box(0, 5, 0, 2), "criteria": {"1": {"hiddenValues": ["1"]}}}},
    "updateFilterView": {"filter": {"filterViewId": 12, "filterSpecs": [HIDDEN]}, "fields": "filterSpecs"},
    "duplicateFilterView": {"filterId": 12},
    "deleteFilterView": {"filterId": 12},
    "addBanding": {"bandedRange": {"range": box(6, 9, 0, 2), "columnProperties": {"firstBandColor": RED}}},
    "updateBanding": {
        "bandedRange": {"bandedRangeId": 13, "range": box(0, 6, 0, 3)},
        "fields": "range",
    },
    "deleteBanding": {"bandedRangeId": 13},
    "addConditionalFormatRule": {"rule": {"ranges": [box(1, 5, 0, 1)], "booleanRule": BOOLEAN}, "index": 1},
    "updateConditionalFormatRule": {"index": 0, "rule": {"ranges": [box(0, 5, 0, 2)], "booleanRule": BOOLEAN}},
    "deleteConditionalFormatRule": {"sheetId": 0, "index": 0},
    "addChart": {"chart": {"spec": SPEC, "position": {"newSheet": True}}},
    "updateChartSpec": {"chartId": 14, "spec": {**SPEC, "title": "새 제목"}},
    "updateEmbeddedObjectPosition": {
        "objectId": 14,
        "newPosition": {"overlayPosition": {"anchorCell": {"sheetId": 5, "rowIndex": 2}}},
        "fields": "anchorCell",
    },
    "updateEmbeddedObjectBorder": {"objectId": 14, "border": {"colorStyle": {"rgbColor": RED}}, "fields": "colorStyle"},
    "deleteEmbeddedObject": {"objectId": 14},
    "addTable": {
        "table": {"range": box(0, 5, 0, 2), "columnProperties": [{"columnName": "누구", "columnType": "TEXT"}]},
    },
    "updateTable": {"table": {"tableId": "t1", "name": "딴 표", "range": box(10, 16, 4, 7)}, "fields": "name,range"},
    "deleteTable": {"tableId": "t1"},
    "mergeCells": {"range": box(0, 2, 0, 2), "mergeType": "MERGE_ROWS"},
    "unmergeCells": {"range": box(40, 42, 0, 2)},
    "sortRange": {"range": box(1, 5, 0, 2), "sortSpecs": [{"dimensionIndex": 1, "sortOrder": "DESCENDING"}]},
    "randomizeRange": {"range": box(1, 5, 0, 2)},
    "copyPaste": {"source": box(0, 2, 0, 2), "destination": box(6, 8, 0, 2), "pasteOrientation": "TRANSPOSE"},
    "cutPaste": {"source": box(0, 2, 0, 2), "destination": {"sheetId": 5, "rowIndex": 1}, "pasteType": "PASTE_VALUES"},
    "findReplace": {"find": "가", "replacement": "다", "range": box(0, 5, 0, 2), "matchCase": True},
    "insertRange": {"range": box(1, 2, 0, 1), "shiftDimension": "COLUMNS"},
    "deleteRange": {"range": box(1, 2, 0, 1), "shiftDimension": "ROWS"},
    "deleteDuplicates": {"range": box(0, 5, 0, 2), "comparisonColumns": [span("COLUMNS", 0, 1)]},
    "trimWhitespace": {"range": box(0, 5, 0, 2)},
    "textToColumns": {"source": box(4, 5, 0, 1), "delimiterType": "COMMA"},
    "autoFill": {"sourceAndDestination": {"source": box(1, 3, 1, 2), "dimension": "ROWS", "fillLength": 3}},
    "pasteData": {"coordinate": {"sheetId": 0, "rowIndex": 50}, "data": "a;1\nb;2", "delimiter": ";"},
}
