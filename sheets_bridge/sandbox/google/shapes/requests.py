"""The fields of the requests of `batchUpdate` (Google's discovery document, revision 20261019)."""

MESSAGES = {
    "AddBandingRequest": "bandedRange:BandedRange",
    "AddChartRequest": "chart:EmbeddedChart",
    "AddConditionalFormatRuleRequest": "index:int rule:ConditionalFormatRule",
    "AddDimensionGroupRequest": "range:DimensionRange",
    "AddFilterViewRequest": "filter:FilterView",
    "AddNamedRangeRequest": "namedRange:NamedRange",
    "AddProtectedRangeRequest": "protectedRange:ProtectedRange",
    "AddSheetRequest": "properties:SheetProperties",
    "AddTableRequest": "table:Table",
    "AppendCellsRequest": "fields:text rows:[RowData] sheetId:int tableId:text",
    "AppendDimensionRequest": "dimension:Dimension length:int sheetId:int",
    "AutoFillRequest": "range:GridRange sourceAndDestination:SourceAndDestination useAlternateSeries:bool",
    "AutoResizeDimensionsRequest": "dataSourceSheetDimensions:any dimensions:DimensionRange",
    "BatchUpdateSpreadsheetRequest": (
        "commentsViewMode:CommentsViewMode includeSpreadsheetInResponse:bool requests:[Request] "
        "responseIncludeGridData:bool responseRanges:[text]"
    ),
    "ClearBasicFilterRequest": "sheetId:int",
    "CopyPasteRequest": "destination:GridRange pasteOrientation:PasteOrientation pasteType:PasteType source:GridRange",
    "CreateDeveloperMetadataRequest": "developerMetadata:DeveloperMetadata",
    "CutPasteRequest": "destination:GridCoordinate pasteType:PasteType source:GridRange",
    "DataFilter": "a1Range:text developerMetadataLookup:DeveloperMetadataLookup gridRange:GridRange",
    "DeleteBandingRequest": "bandedRangeId:int",
    "DeleteConditionalFormatRuleRequest": "index:int sheetId:int",
    "DeleteDeveloperMetadataRequest": "dataFilter:DataFilter",
    "DeleteDimensionGroupRequest": "range:DimensionRange",
    "DeleteDimensionRequest": "range:DimensionRange",
    "DeleteDuplicatesRequest": "comparisonColumns:[DimensionRange] range:GridRange",
    "DeleteEmbeddedObjectRequest": "objectId:int",
    "DeleteFilterViewRequest": "filterId:int",
    "DeleteNamedRangeRequest": "namedRangeId:text",
    "DeleteProtectedRangeRequest": "protectedRangeId:int",
    "DeleteRangeRequest": "range:GridRange shiftDimension:Dimension",
    "DeleteSheetRequest": "sheetId:int",
    "DeleteTableRequest": "tableId:text",
    "DeveloperMetadataLookup": (
        "locationMatchingStrategy:DeveloperMetadataLocationMatchingStrategy "
        "locationType:DeveloperMetadataLocationType metadataId:int metadataKey:text "
        "metadataLocation:DeveloperMetadataLocation metadataValue:text visibility:DeveloperMetadataVisibility"
    ),
    "DuplicateFilterViewRequest": "filterId:int",
    "DuplicateSheetRequest": "insertSheetIndex:int newSheetId:int newSheetName:text sourceSheetId:int",
    "FindReplaceRequest": (
        "allSheets:bool find:text includeFormulas:bool matchCase:bool matchEntireCell:bool range:GridRange "
        "replacement:text searchByRegex:bool sheetId:int"
    ),
    "InsertDimensionRequest": "inheritFromBefore:bool range:DimensionRange",
    "InsertRangeRequest": "range:GridRange shiftDimension:Dimension",
    "MergeCellsRequest": "mergeType:MergeType range:GridRange",
    "MoveDimensionRequest": "destinationIndex:int source:DimensionRange",
    "PasteDataRequest": "coordinate:GridCoordinate data:text delimiter:text html:bool type:PasteType",
    "RandomizeRangeRequest": "range:GridRange",
    "RepeatCellRequest": "cell:CellData fields:text range:GridRange",
    "Request": (
        "addBanding:AddBandingRequest addChart:AddChartRequest "
        "addConditionalFormatRule:AddConditionalFormatRuleRequest addDimensionGroup:AddDimensionGroupRequest "
        "addFilterView:AddFilterViewRequest addNamedRange:AddNamedRangeRequest "
        "addProtectedRange:AddProtectedRangeRequest addSheet:AddSheetRequest addTable:AddTableRequest "
        "appendCells:AppendCellsRequest appendDimension:AppendDimensionRequest autoFill:AutoFillRequest "
        "autoResizeDimensions:AutoResizeDimensionsRequest clearBasicFilter:ClearBasicFilterRequest "
        "copyPaste:CopyPasteRequest createDeveloperMetadata:CreateDeveloperMetadataRequest "
        "cutPaste:CutPasteRequest deleteBanding:DeleteBandingRequest "
        "deleteConditionalFormatRule:DeleteConditionalFormatRuleRequest "
        "deleteDeveloperMetadata:DeleteDeveloperMetadataRequest deleteDimension:DeleteDimensionRequest "
        "deleteDimensionGroup:DeleteDimensionGroupRequest deleteDuplicates:DeleteDuplicatesRequest "
        "deleteEmbeddedObject:DeleteEmbeddedObjectRequest deleteFilterView:DeleteFilterViewRequest "
        "deleteNamedRange:DeleteNamedRangeRequest deleteProtectedRange:DeleteProtectedRangeRequest "
        "deleteRange:DeleteRangeRequest deleteSheet:DeleteSheetRequest deleteTable:DeleteTableRequest "
        "duplicateFilterView:DuplicateFilterViewRequest duplicateSheet:DuplicateSheetRequest "
        "findReplace:FindReplaceRequest insertDimension:InsertDimensionRequest insertRange:InsertRangeRequest "
        "mergeCells:MergeCellsRequest moveDimension:MoveDimensionRequest pasteData:PasteDataRequest "
        "randomizeRange:RandomizeRangeRequest repeatCell:RepeatCellRequest "
        "setBasicFilter:SetBasicFilterRequest setDataValidation:SetDataValidationRequest "
        "sortRange:SortRangeRequest textToColumns:TextToColumnsRequest trimWhitespace:TrimWhitespaceRequest "
        "unmergeCells:UnmergeCellsRequest updateBanding:UpdateBandingRequest "
        "updateBorders:UpdateBordersRequest updateCells:UpdateCellsRequest "
        "updateChartSpec:UpdateChartSpecRequest "
        "updateConditionalFormatRule:UpdateConditionalFormatRuleRequest "
        "updateDeveloperMetadata:UpdateDeveloperMetadataRequest "
        "updateDimensionGroup:UpdateDimensionGroupRequest "
        "updateDimensionProperties:UpdateDimensionPropertiesRequest "
        "updateEmbeddedObjectBorder:UpdateEmbeddedObjectBorderRequest "
        "updateEmbeddedObjectPosition:UpdateEmbeddedObjectPositionRequest "
        "updateFilterView:UpdateFilterViewRequest updateNamedRange:UpdateNamedRangeRequest "
        "updateProtectedRange:UpdateProtectedRangeRequest updateSheetProperties:UpdateSheetPropertiesRequest "
        "updateSpreadsheetProperties:UpdateSpreadsheetPropertiesRequest updateTable:UpdateTableRequest"
    ),
    "SetBasicFilterRequest": "filter:BasicFilter",
    "SetDataValidationRequest": "filteredRowsIncluded:bool range:GridRange rule:DataValidationRule",
    "SortRangeRequest": "range:GridRange sortSpecs:[SortSpec]",
    "SourceAndDestination": "dimension:Dimension fillLength:int source:GridRange",
    "TextToColumnsRequest": "delimiter:text delimiterType:DelimiterType source:GridRange",
    "TrimWhitespaceRequest": "range:GridRange",
    "UnmergeCellsRequest": "range:GridRange",
    "UpdateBandingRequest": "bandedRange:BandedRange fields:text",
    "UpdateBordersRequest": (
        "bottom:Border innerHorizontal:Border innerVertical:Border left:Border range:GridRange right:Border top:Border"
    ),
    "UpdateCellsRequest": "fields:text range:GridRange rows:[RowData] start:GridCoordinate",
    "UpdateChartSpecRequest": "chartId:int spec:ChartSpec",
    "UpdateConditionalFormatRuleRequest": "index:int newIndex:int rule:ConditionalFormatRule sheetId:int",
    "UpdateDeveloperMetadataRequest": "dataFilters:[DataFilter] developerMetadata:DeveloperMetadata fields:text",
    "UpdateDimensionGroupRequest": "dimensionGroup:DimensionGroup fields:text",
    "UpdateDimensionPropertiesRequest": (
        "dataSourceSheetRange:any fields:text properties:DimensionProperties range:DimensionRange"
    ),
    "UpdateEmbeddedObjectBorderRequest": "border:EmbeddedObjectBorder fields:text objectId:int",
    "UpdateEmbeddedObjectPositionRequest": "fields:text newPosition:EmbeddedObjectPosition objectId:int",
    "UpdateFilterViewRequest": "fields:text filter:FilterView",
    "UpdateNamedRangeRequest": "fields:text namedRange:NamedRange",
    "UpdateProtectedRangeRequest": "fields:text protectedRange:ProtectedRange",
    "UpdateSheetPropertiesRequest": "fields:text properties:SheetProperties",
    "UpdateSpreadsheetPropertiesRequest": "fields:text properties:SpreadsheetProperties",
    "UpdateTableRequest": "fields:text table:Table",
}
