"""The fields of charts (Google's discovery document, revision 20261019)."""

MESSAGES = {
    "BaselineValueFormat": (
        "comparisonType:ComparisonType description:text negativeColor:Color negativeColorStyle:ColorStyle "
        "position:TextPosition positiveColor:Color positiveColorStyle:ColorStyle textFormat:TextFormat"
    ),
    "BasicChartAxis": (
        "format:TextFormat position:BasicChartAxisPosition title:text titleTextPosition:TextPosition "
        "viewWindowOptions:ChartAxisViewWindowOptions"
    ),
    "BasicChartDomain": "domain:ChartData reversed:bool",
    "BasicChartSeries": (
        "color:Color colorStyle:ColorStyle dataLabel:DataLabel lineStyle:LineStyle pointStyle:PointStyle "
        "series:ChartData styleOverrides:[BasicSeriesDataPointStyleOverride] "
        "targetAxis:BasicChartAxisPosition type:BasicChartType"
    ),
    "BasicChartSpec": (
        "axis:[BasicChartAxis] chartType:BasicChartType compareMode:BasicChartCompareMode "
        "domains:[BasicChartDomain] headerCount:int interpolateNulls:bool "
        "legendPosition:BasicChartLegendPosition lineSmoothing:bool series:[BasicChartSeries] "
        "stackedType:BasicChartStackedType threeDimensional:bool totalDataLabel:DataLabel"
    ),
    "BasicSeriesDataPointStyleOverride": "color:Color colorStyle:ColorStyle index:int pointStyle:PointStyle",
    "BubbleChartSpec": (
        "bubbleBorderColor:Color bubbleBorderColorStyle:ColorStyle bubbleLabels:ChartData "
        "bubbleMaxRadiusSize:int bubbleMinRadiusSize:int bubbleOpacity:float bubbleSizes:ChartData "
        "bubbleTextStyle:TextFormat domain:ChartData groupIds:ChartData "
        "legendPosition:BubbleChartLegendPosition series:ChartData"
    ),
    "CandlestickChartSpec": "data:[CandlestickData] domain:CandlestickDomain",
    "CandlestickData": (
        "closeSeries:CandlestickSeries highSeries:CandlestickSeries lowSeries:CandlestickSeries "
        "openSeries:CandlestickSeries"
    ),
    "CandlestickDomain": "data:ChartData reversed:bool",
    "CandlestickSeries": "data:ChartData",
    "ChartAxisViewWindowOptions": "viewWindowMax:double viewWindowMin:double viewWindowMode:ViewWindowMode",
    "ChartCustomNumberFormatOptions": "prefix:text suffix:text",
    "ChartData": (
        "aggregateType:ChartAggregateType columnReference:any groupRule:ChartGroupRule sourceRange:ChartSourceRange"
    ),
    "ChartDateTimeRule": "type:ChartDateTimeRuleType",
    "ChartGroupRule": "dateTimeRule:ChartDateTimeRule histogramRule:ChartHistogramRule",
    "ChartHistogramRule": "intervalSize:double maxValue:double minValue:double",
    "ChartSourceRange": "sources:[GridRange]",
    "ChartSpec": (
        "altText:text backgroundColor:Color backgroundColorStyle:ColorStyle basicChart:BasicChartSpec "
        "bubbleChart:BubbleChartSpec candlestickChart:CandlestickChartSpec dataSourceChartProperties:any "
        "filterSpecs:[FilterSpec] fontName:text hiddenDimensionStrategy:ChartHiddenDimensionStrategy "
        "histogramChart:HistogramChartSpec maximized:bool orgChart:OrgChartSpec pieChart:PieChartSpec "
        "scorecardChart:ScorecardChartSpec sortSpecs:[SortSpec] subtitle:text subtitleTextFormat:TextFormat "
        "subtitleTextPosition:TextPosition title:text titleTextFormat:TextFormat "
        "titleTextPosition:TextPosition treemapChart:TreemapChartSpec waterfallChart:WaterfallChartSpec"
    ),
    "DataLabel": "customLabelData:ChartData placement:DataLabelPlacement textFormat:TextFormat type:DataLabelType",
    "EmbeddedChart": "border:EmbeddedObjectBorder chartId:int position:EmbeddedObjectPosition spec:ChartSpec",
    "EmbeddedObjectBorder": "color:Color colorStyle:ColorStyle",
    "EmbeddedObjectPosition": "newSheet:bool overlayPosition:OverlayPosition sheetId:int",
    "HistogramChartSpec": (
        "bucketSize:double legendPosition:HistogramChartLegendPosition outlierPercentile:double "
        "series:[HistogramSeries] showItemDividers:bool"
    ),
    "HistogramSeries": "barColor:Color barColorStyle:ColorStyle data:ChartData",
    "KeyValueFormat": "position:TextPosition textFormat:TextFormat",
    "LineStyle": "type:LineDashType width:int",
    "OrgChartSpec": (
        "labels:ChartData nodeColor:Color nodeColorStyle:ColorStyle nodeSize:OrgChartLabelSize "
        "parentLabels:ChartData selectedNodeColor:Color selectedNodeColorStyle:ColorStyle tooltips:ChartData"
    ),
    "OverlayPosition": "anchorCell:GridCoordinate heightPixels:int offsetXPixels:int offsetYPixels:int widthPixels:int",
    "PieChartSpec": (
        "domain:ChartData legendPosition:PieChartLegendPosition pieHole:double series:ChartData threeDimensional:bool"
    ),
    "PointStyle": "shape:PointShape size:double",
    "ScorecardChartSpec": (
        "aggregateType:ChartAggregateType baselineValueData:ChartData baselineValueFormat:BaselineValueFormat "
        "customFormatOptions:ChartCustomNumberFormatOptions keyValueData:ChartData "
        "keyValueFormat:KeyValueFormat numberFormatSource:ChartNumberFormatSource scaleFactor:double"
    ),
    "TextPosition": "horizontalAlignment:HorizontalAlign",
    "TreemapChartColorScale": (
        "maxValueColor:Color maxValueColorStyle:ColorStyle midValueColor:Color midValueColorStyle:ColorStyle "
        "minValueColor:Color minValueColorStyle:ColorStyle noDataColor:Color noDataColorStyle:ColorStyle"
    ),
    "TreemapChartSpec": (
        "colorData:ChartData colorScale:TreemapChartColorScale headerColor:Color headerColorStyle:ColorStyle "
        "hideTooltips:bool hintedLevels:int labels:ChartData levels:int maxValue:double minValue:double "
        "parentLabels:ChartData sizeData:ChartData textFormat:TextFormat"
    ),
    "WaterfallChartColumnStyle": "color:Color colorStyle:ColorStyle label:text",
    "WaterfallChartCustomSubtotal": "dataIsSubtotal:bool label:text subtotalIndex:int",
    "WaterfallChartDomain": "data:ChartData reversed:bool",
    "WaterfallChartSeries": (
        "customSubtotals:[WaterfallChartCustomSubtotal] data:ChartData dataLabel:DataLabel "
        "hideTrailingSubtotal:bool negativeColumnsStyle:WaterfallChartColumnStyle "
        "positiveColumnsStyle:WaterfallChartColumnStyle subtotalColumnsStyle:WaterfallChartColumnStyle"
    ),
    "WaterfallChartSpec": (
        "connectorLineStyle:LineStyle domain:WaterfallChartDomain firstValueIsTotal:bool "
        "hideConnectorLines:bool series:[WaterfallChartSeries] stackedType:WaterfallStackedType "
        "totalDataLabel:DataLabel"
    ),
}
