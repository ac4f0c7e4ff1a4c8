"""The fields of cells, their formats and the ranges they lie in (Google's discovery document, revision 20261019)."""

MESSAGES = {
    "BooleanCondition": "type:ConditionType values:[ConditionValue]",
    "Border": "color:Color colorStyle:ColorStyle style:Style width:int",
    "Borders": "bottom:Border left:Border right:Border top:Border",
    "CellData": (
        "chipRuns:[ChipRun] dataSourceFormula:any dataSourceTable:any dataValidation:DataValidationRule "
        "effectiveFormat:CellFormat effectiveValue:ExtendedValue formattedValue:text hyperlink:text note:text "
        "pivotTable:any textFormatRuns:[TextFormatRun] userEnteredFormat:CellFormat "
        "userEnteredValue:ExtendedValue"
    ),
    "CellFormat": (
        "backgroundColor:Color backgroundColorStyle:ColorStyle borders:Borders "
        "horizontalAlignment:HorizontalAlign hyperlinkDisplayType:HyperlinkDisplayType "
        "numberFormat:NumberFormat padding:Padding textDirection:TextDirection textFormat:TextFormat "
        "textRotation:TextRotation verticalAlignment:VerticalAlign wrapStrategy:WrapStrategy"
    ),
    "Chip": "personProperties:PersonProperties richLinkProperties:RichLinkProperties",
    "ChipRun": "chip:Chip startIndex:int",
    "Color": "alpha:float blue:float green:float red:float",
    "ColorStyle": "rgbColor:Color themeColor:ThemeColorType",
    "ConditionValue": "relativeDate:RelativeDate userEnteredValue:text",
    "DataValidationRule": "condition:BooleanCondition inputMessage:text showCustomUi:bool strict:bool",
    "DimensionRange": "dimension:Dimension endIndex:int sheetId:int startIndex:int",
    "ErrorValue": "message:text type:ErrorType",
    "ExtendedValue": "boolValue:bool errorValue:ErrorValue formulaValue:text numberValue:double stringValue:text",
    "FilterCriteria": (
        "condition:BooleanCondition hiddenValues:[text] visibleBackgroundColor:Color "
        "visibleBackgroundColorStyle:ColorStyle visibleForegroundColor:Color "
        "visibleForegroundColorStyle:ColorStyle"
    ),
    "FilterSpec": "columnIndex:int dataSourceColumnReference:any filterCriteria:FilterCriteria",
    "GridCoordinate": "columnIndex:int rowIndex:int sheetId:int",
    "GridRange": "endColumnIndex:int endRowIndex:int sheetId:int startColumnIndex:int startRowIndex:int",
    "Link": "uri:text",
    "NumberFormat": "pattern:text type:NumberFormatType",
    "Padding": "bottom:int left:int right:int top:int",
    "PersonProperties": "displayFormat:DisplayFormat email:text",
    "RichLinkProperties": "mimeType:text uri:text",
    "RowData": "values:[CellData]",
    "SortSpec": (
        "backgroundColor:Color backgroundColorStyle:ColorStyle dataSourceColumnReference:any "
        "dimensionIndex:int foregroundColor:Color foregroundColorStyle:ColorStyle sortOrder:SortOrder"
    ),
    "TextFormat": (
        "bold:bool fontFamily:text fontSize:int foregroundColor:Color foregroundColorStyle:ColorStyle "
        "italic:bool link:Link strikethrough:bool underline:bool"
    ),
    "TextFormatRun": "format:TextFormat startIndex:int",
    "TextRotation": "angle:int vertical:bool",
}
