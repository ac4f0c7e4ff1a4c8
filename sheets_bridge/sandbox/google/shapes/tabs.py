"""The fields of a spreadsheet and its tabs (Google's discovery document, revision 20261019)."""

MESSAGES = {
    "BandedRange": (
        "bandedRangeId:int bandedRangeReference:text columnProperties:BandingProperties range:GridRange "
        "rowProperties:BandingProperties"
    ),
    "BandingProperties": (
        "firstBandColor:Color firstBandColorStyle:ColorStyle footerColor:Color footerColorStyle:ColorStyle "
        "headerColor:Color headerColorStyle:ColorStyle secondBandColor:Color secondBandColorStyle:ColorStyle"
    ),
    "BasicFilter": (
        "criteria:{FilterCriteria} filterSpecs:[FilterSpec] range:GridRange sortSpecs:[SortSpec] tableId:text"
    ),
    "BooleanRule": "condition:BooleanCondition format:CellFormat",
    "ConditionalFormatRule": "booleanRule:BooleanRule gradientRule:GradientRule ranges:[GridRange]",
    "DeveloperMetadata": (
        "location:DeveloperMetadataLocation metadataId:int metadataKey:text metadataValue:text "
        "visibility:DeveloperMetadataVisibility"
    ),
    "DeveloperMetadataLocation": (
        "dimensionRange:DimensionRange locationType:DeveloperMetadataLocationType sheetId:int spreadsheet:bool"
    ),
    "DimensionGroup": "collapsed:bool depth:int range:DimensionRange",
    "DimensionProperties": (
        "dataSourceColumnReference:any developerMetadata:[DeveloperMetadata] hiddenByFilter:bool "
        "hiddenByUser:bool pixelSize:int"
    ),
    "Editors": "domainUsersCanEdit:bool groups:[text] users:[text]",
    "FilterView": (
        "criteria:{FilterCriteria} filterSpecs:[FilterSpec] filterViewId:int namedRangeId:text "
        "range:GridRange sortSpecs:[SortSpec] tableId:text title:text"
    ),
    "GradientRule": "maxpoint:InterpolationPoint midpoint:InterpolationPoint minpoint:InterpolationPoint",
    "GridData": (
        "columnMetadata:[DimensionProperties] rowData:[RowData] rowMetadata:[DimensionProperties] "
        "startColumn:int startRow:int"
    ),
    "GridProperties": (
        "columnCount:int columnGroupControlAfter:bool frozenColumnCount:int frozenRowCount:int "
        "hideGridlines:bool rowCount:int rowGroupControlAfter:bool"
    ),
    "InterpolationPoint": "color:Color colorStyle:ColorStyle type:InterpolationPointType value:text",
    "IterativeCalculationSettings": "convergenceThreshold:double maxIterations:int",
    "NamedRange": "name:text namedRangeId:text range:GridRange",
    "ProtectedRange": (
        "description:text editors:Editors namedRangeId:text protectedRangeId:int range:GridRange "
        "requestingUserCanEdit:bool tableId:text unprotectedRanges:[GridRange] warningOnly:bool"
    ),
    "Sheet": (
        "bandedRanges:[BandedRange] basicFilter:BasicFilter charts:[EmbeddedChart] "
        "columnGroups:[DimensionGroup] commentAnchors:[any] conditionalFormats:[ConditionalFormatRule] "
        "data:[GridData] developerMetadata:[DeveloperMetadata] filterViews:[FilterView] merges:[GridRange] "
        "properties:SheetProperties protectedRanges:[ProtectedRange] rowGroups:[DimensionGroup] slicers:[any] "
        "tables:[Table]"
    ),
    "SheetProperties": (
        "dataSourceSheetProperties:any gridProperties:GridProperties hidden:bool index:int rightToLeft:bool "
        "sheetId:int sheetType:SheetType tabColor:Color tabColorStyle:ColorStyle title:text"
    ),
    "Spreadsheet": (
        "comments:[any] commentsViewMode:CommentsViewMode dataSourceSchedules:[any] dataSources:[any] "
        "developerMetadata:[DeveloperMetadata] namedRanges:[NamedRange] properties:SpreadsheetProperties "
        "sheets:[Sheet] spreadsheetId:text spreadsheetUrl:text"
    ),
    "SpreadsheetProperties": (
        "autoRecalc:RecalculationInterval defaultFormat:CellFormat "
        "importFunctionsExternalUrlAccessAllowed:bool "
        "iterativeCalculationSettings:IterativeCalculationSettings locale:text "
        "spreadsheetTheme:SpreadsheetTheme timeZone:text title:text"
    ),
    "SpreadsheetTheme": "primaryFontFamily:text themeColors:[ThemeColorPair]",
    "Table": (
        "columnProperties:[TableColumnProperties] name:text range:GridRange "
        "rowsProperties:TableRowsProperties tableId:text"
    ),
    "TableColumnDataValidationRule": "condition:BooleanCondition",
    "TableColumnProperties": (
        "columnIndex:int columnName:text columnType:ColumnType dataValidationRule:TableColumnDataValidationRule"
    ),
    "TableRowsProperties": (
        "firstBandColorStyle:ColorStyle footerColorStyle:ColorStyle headerColorStyle:ColorStyle "
        "secondBandColorStyle:ColorStyle"
    ),
    "ThemeColorPair": "color:ColorStyle colorType:ThemeColorType",
}
