"""The fields of the bodies and answers of the other methods (Google's discovery document, revision 20261019)."""

MESSAGES = {
    "AddBandingResponse": "bandedRange:BandedRange",
    "AddChartResponse": "chart:EmbeddedChart",
    "AddDimensionGroupResponse": "dimensionGroups:[DimensionGroup]",
    "AddFilterViewResponse": "filter:FilterView",
    "AddNamedRangeResponse": "namedRange:NamedRange",
    "AddProtectedRangeResponse": "protectedRange:ProtectedRange",
    "AddSheetResponse": "properties:SheetProperties",
    "AddTableResponse": "table:Table",
    "AppendValuesResponse": "spreadsheetId:text tableRange:text updates:UpdateValuesResponse",
    "BatchClearValuesByDataFilterRequest": "dataFilters:[DataFilter]",
    "BatchClearValuesByDataFilterResponse": "clearedRanges:[text] spreadsheetId:text",
    "BatchClearValuesRequest": "ranges:[text]",
    "BatchClearValuesResponse": "clearedRanges:[text] spreadsheetId:text",
    "BatchGetValuesByDataFilterRequest": (
        "dataFilters:[DataFilter] dateTimeRenderOption:DateTimeRenderOption majorDimension:Dimension "
        "valueRenderOption:ValueRenderOption"
    ),
    "BatchGetValuesByDataFilterResponse": "spreadsheetId:text valueRanges:[MatchedValueRange]",
    "BatchGetValuesResponse": "spreadsheetId:text valueRanges:[ValueRange]",
    "BatchUpdateSpreadsheetResponse": (
        "commentUpdateState:CommentUpdateState replies:[Response] spreadsheetId:text updatedSpreadsheet:Spreadsheet"
    ),
    "BatchUpdateValuesByDataFilterRequest": (
        "data:[DataFilterValueRange] includeValuesInResponse:bool "
        "responseDateTimeRenderOption:DateTimeRenderOption responseValueRenderOption:ValueRenderOption "
        "valueInputOption:ValueInputOption"
    ),
    "BatchUpdateValuesByDataFilterResponse": (
        "responses:[UpdateValuesByDataFilterResponse] spreadsheetId:text totalUpdatedCells:int "
        "totalUpdatedColumns:int totalUpdatedRows:int totalUpdatedSheets:int"
    ),
    "BatchUpdateValuesRequest": (
        "data:[ValueRange] includeValuesInResponse:bool responseDateTimeRenderOption:DateTimeRenderOption "
        "responseValueRenderOption:ValueRenderOption valueInputOption:ValueInputOption"
    ),
    "BatchUpdateValuesResponse": (
        "responses:[UpdateValuesResponse] spreadsheetId:text totalUpdatedCells:int totalUpdatedColumns:int "
        "totalUpdatedRows:int totalUpdatedSheets:int"
    ),
    "ClearValuesRequest": "",
    "ClearValuesResponse": "clearedRange:text spreadsheetId:text",
    "CopySheetToAnotherSpreadsheetRequest": "destinationSpreadsheetId:text",
    "CreateDeveloperMetadataResponse": "developerMetadata:DeveloperMetadata",
    "DataFilterValueRange": "dataFilter:DataFilter majorDimension:Dimension values:any",
    "DeleteConditionalFormatRuleResponse": "rule:ConditionalFormatRule",
    "DeleteDeveloperMetadataResponse": "deletedDeveloperMetadata:[DeveloperMetadata]",
    "DeleteDimensionGroupResponse": "dimensionGroups:[DimensionGroup]",
    "DeleteDuplicatesResponse": "duplicatesRemovedCount:int",
    "DuplicateFilterViewResponse": "filter:FilterView",
    "DuplicateSheetResponse": "properties:SheetProperties",
    "FindReplaceResponse": (
        "formulasChanged:int occurrencesChanged:int rowsChanged:int sheetsChanged:int valuesChanged:int"
    ),
    "GetSpreadsheetByDataFilterRequest": (
        "commentsViewMode:CommentsViewMode dataFilters:[DataFilter] excludeTablesInBandedRanges:bool "
        "includeGridData:bool"
    ),
    "MatchedDeveloperMetadata": "dataFilters:[DataFilter] developerMetadata:DeveloperMetadata",
    "MatchedValueRange": "dataFilters:[DataFilter] valueRange:ValueRange",
    "Response": (
        "addBanding:AddBandingResponse addChart:AddChartResponse addCommentReply:any addDataSource:any "
        "addDimensionGroup:AddDimensionGroupResponse addFilterView:AddFilterViewResponse "
        "addNamedRange:AddNamedRangeResponse addProtectedRange:AddProtectedRangeResponse "
        "addSheet:AddSheetResponse addSlicer:any addTable:AddTableResponse cancelDataSourceRefresh:any "
        "createDeveloperMetadata:CreateDeveloperMetadataResponse "
        "deleteConditionalFormatRule:DeleteConditionalFormatRuleResponse "
        "deleteDeveloperMetadata:DeleteDeveloperMetadataResponse "
        "deleteDimensionGroup:DeleteDimensionGroupResponse deleteDuplicates:DeleteDuplicatesResponse "
        "duplicateFilterView:DuplicateFilterViewResponse duplicateSheet:DuplicateSheetResponse "
        "findReplace:FindReplaceResponse insertComment:any refreshDataSource:any "
        "trimWhitespace:TrimWhitespaceResponse "
        "updateConditionalFormatRule:UpdateConditionalFormatRuleResponse updateDataSource:any "
        "updateDeveloperMetadata:UpdateDeveloperMetadataResponse "
        "updateEmbeddedObjectPosition:UpdateEmbeddedObjectPositionResponse"
    ),
    "SearchDeveloperMetadataRequest": "dataFilters:[DataFilter]",
    "SearchDeveloperMetadataResponse": "matchedDeveloperMetadata:[MatchedDeveloperMetadata]",
    "TrimWhitespaceResponse": "cellsChangedCount:int",
    "UpdateConditionalFormatRuleResponse": (
        "newIndex:int newRule:ConditionalFormatRule oldIndex:int oldRule:ConditionalFormatRule"
    ),
    "UpdateDeveloperMetadataResponse": "developerMetadata:[DeveloperMetadata]",
    "UpdateEmbeddedObjectPositionResponse": "position:EmbeddedObjectPosition",
    "UpdateValuesByDataFilterResponse": (
        "dataFilter:DataFilter updatedCells:int updatedColumns:int updatedData:ValueRange updatedRange:text "
        "updatedRows:int"
    ),
    "UpdateValuesResponse": (
        "spreadsheetId:text updatedCells:int updatedColumns:int updatedData:ValueRange updatedRange:text "
        "updatedRows:int"
    ),
    "ValueRange": "majorDimension:Dimension range:text values:any",
}
