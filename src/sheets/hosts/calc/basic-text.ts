import { BASIC_MESSAGES } from './basic-messages.js';
import { CONTROL_NAMES } from './control-names.js';
import { BETWEEN_CELLS, BETWEEN_PARTS, BETWEEN_ROWS, NOT_LOADED } from './script-text.js';

/** The library in the workbook, and the module with everything that can be called: cell functions are found in Standard only. */
export const BASIC_LIBRARY = 'Standard';
export const BASIC_MODULE = 'Dixian';
/** The folder of the scripts in JavaScript. */
export const SCRIPT_FOLDER = 'Dixian';
export const SCRIPT_FILES = { library: 'library.js', call: 'call.js' } as const;

/** What the buttons call. */
export const COMMANDS = {
  decide: 'DecideSheet',
  selfTest: 'ShowSelfTest',
  versions: 'ShowVersions',
} as const;

/** Classes of formats by which a number means something else: days (2), times (4), percents (128), truths (1024). */
const TELLING_FORMATS = 2 + 4 + 128 + 1024;

/** Of the columns of results, in hundredths of a millimetre. */
const WIDEST_COLUMN = 9000;
const NARROWEST_COLUMN = 2800;

/** A whole sheet is handed over at once: beyond this the program would run out of memory. */
const MOST_CELLS = 6_000_000;

/**
 * The module in Basic: it fetches values and writes answers, and decides nothing. A name in Chinese stands in brackets,
 * and is found by formulas without them.
 */
export const BASIC_TEXT = `REM 底线：判定由文档内的 JavaScript 脚本完成，本模块只取单元格的值、写结果。
Option Explicit

Private Function ScriptOf(fileName As String)
  ScriptOf = ThisComponent.getScriptProvider().getScript("vnd.sun.star.script:${SCRIPT_FOLDER}." & fileName & "?language=JavaScript&location=document")
End Function

Private Function Ask(question As String, given)
  Dim outIndex(), outValues(), answer
  answer = ScriptOf("${SCRIPT_FILES.call}").invoke(Array(question, given), outIndex(), outValues())
  If answer = Chr(${NOT_LOADED}) Then
    ScriptOf("${SCRIPT_FILES.library}").invoke(Array(), outIndex(), outValues())
    answer = ScriptOf("${SCRIPT_FILES.call}").invoke(Array(question, given), outIndex(), outValues())
  End If
  Ask = answer
End Function

Private Function NullDay() As Long
  Dim day
  day = ThisComponent.NullDate
  NullDay = day.Year * 10000 + day.Month * 100 + day.Day
End Function

Private Function FailureText(reason As String) As String
  FailureText = "没有判定：脚本没有运行完。请看是否允许了宏、装了 Java 和 JavaScript 支持；都有的，请把这一段交给信息人员，并改用命令行 dixian assess。软件报告：" & reason
End Function

REM 单元格函数：=判定(该户一行; 表头各行; 研判日期)
Function [判定](Optional householdRow, Optional headerRow, Optional day)
  On Error Goto Failed
  If IsMissing(householdRow) Or IsMissing(headerRow) Or IsMissing(day) Then
    [判定] = "没有判定：写法是 =判定(该户一行; 表头各行; 研判日期)。"
    Exit Function
  End If
  [判定] = Ask("row", Array(householdRow, headerRow, day, NullDay()))
  Exit Function
Failed:
  [判定] = FailureText(Error)
End Function

REM 数组公式：{=整表判定(整张表; 研判日期)}
Function [整表判定](Optional table, Optional day)
  Dim answer, lines, cells, row As Long, column As Long
  On Error Goto Failed
  If IsMissing(table) Or IsMissing(day) Then
    [整表判定] = "没有判定：写法是 =整表判定(整张表; 研判日期)，按数组公式输入。"
    Exit Function
  End If
  answer = Ask("table", Array(table, day, NullDay()))
  lines = Split(answer, Chr(${BETWEEN_ROWS}))
  If UBound(lines) = 0 Then
    [整表判定] = answer
    Exit Function
  End If
  cells = Split(lines(0), Chr(${BETWEEN_CELLS}))
  Dim block(UBound(lines), UBound(cells)) As Variant
  For row = 0 To UBound(lines)
    cells = Split(lines(row), Chr(${BETWEEN_CELLS}))
    For column = 0 To UBound(cells)
      block(row, column) = cells(column)
    Next column
  Next row
  [整表判定] = block()
  Exit Function
Failed:
  [整表判定] = FailureText(Error)
End Function

Function [规则自检]()
  On Error Goto Failed
  [规则自检] = Ask("selfTest", Array())
  Exit Function
Failed:
  [规则自检] = FailureText(Error)
End Function

Function [规则版本]()
  On Error Goto Failed
  [规则版本] = Ask("versions", Array())
  Exit Function
Failed:
  [规则版本] = FailureText(Error)
End Function

Sub ${COMMANDS.decide}
  Dim report
  On Error Goto Failed
  report = DecideNow()
  ShowMessages(report)
  Exit Sub
Failed:
  ShowMessages(Array(FailureText(Error)))
End Sub

Sub ${COMMANDS.selfTest}
  ShowMessages(Array([规则自检]()))
End Sub

Sub ${COMMANDS.versions}
  ShowMessages(Array([规则版本]()))
End Sub

Private Function NamedCell(cellName As String)
  NamedCell = ThisComponent.NamedRanges.getByName(cellName).getReferredCells().getCellByPosition(0, 0)
End Function

${BASIC_MESSAGES}
REM 合并的单元格：逐个左上角查范围。
Private Function MergesIn(sheet, area) As String
  Dim row As Long, column As Long, cursor, text As String
  For row = area.StartRow To area.EndRow
    For column = area.StartColumn To area.EndColumn
      cursor = sheet.createCursorByRange(sheet.getCellByPosition(column, row))
      cursor.collapseToMergedArea()
      If text <> "" Then text = text & Chr(${BETWEEN_ROWS})
      text = text & PlaceText(cursor.getRangeAddress())
    Next column
  Next row
  MergesIn = text
End Function

Private Function PlaceText(address) As String
  PlaceText = address.StartRow & Chr(${BETWEEN_CELLS}) & address.EndRow & Chr(${BETWEEN_CELLS}) & address.StartColumn & Chr(${BETWEEN_CELLS}) & address.EndColumn
End Function

REM 哪些格按日期、时间、百分比、逻辑值或补零显示，哪些格合并。都写成文字：数组里的整数会变成脚本读不了的类型。
REM 格式相同的格归为一组，每组只问一次：名单里格式交错的区域可以有上万处。
Private Sub FindFormats(sheet, cells, formatText As String, mergeText As String)
  Dim groups, group, properties, index As Long, kind As Long, code As String
  groups = cells.getUniqueCellFormatRanges()
  For index = 0 To groups.getCount() - 1
    group = groups.getByIndex(index)
    If group.getByIndex(0).getIsMerged() Then mergeText = Listed(mergeText, MergesOf(sheet, group))
    If group.NumberFormat <> 0 Then
      properties = ThisComponent.NumberFormats.getByKey(group.NumberFormat)
      kind = properties.Type
      code = properties.FormatString
      If (kind And ${TELLING_FORMATS}) <> 0 Or InStr(code, "00") > 0 Then formatText = Listed(formatText, PlacesOf(group, Chr(${BETWEEN_CELLS}) & kind & Chr(${BETWEEN_CELLS}) & code))
    End If
  Next index
End Sub

Private Function Listed(before As String, further As String) As String
  Listed = IIf(before = "", further, before & Chr(${BETWEEN_ROWS}) & further)
End Function

Private Function PlacesOf(group, ending As String) As String
  Dim addresses, index As Long
  addresses = group.getRangeAddresses()
  Dim places(UBound(addresses)) As String
  For index = 0 To UBound(addresses)
    places(index) = PlaceText(addresses(index)) & ending
  Next index
  PlacesOf = Join(places(), Chr(${BETWEEN_ROWS}))
End Function

Private Function MergesOf(sheet, group) As String
  Dim addresses, index As Long
  addresses = group.getRangeAddresses()
  Dim places(UBound(addresses)) As String
  For index = 0 To UBound(addresses)
    places(index) = MergesIn(sheet, addresses(index))
  Next index
  MergesOf = Join(places(), Chr(${BETWEEN_ROWS}))
End Function

Private Function DecideNow()
  Dim sheetName As String, sheet, cursor, used, cells, dayCell, values, formats As String, merges As String, formulas As String, dayFormats As String, dayMerges As String, answer, parts
  sheetName = NamedCell("${CONTROL_NAMES.sheet}").getString()
  If Not ThisComponent.Sheets.hasByName(sheetName) Then
    DecideNow = Array("没有判定：没有叫“" & sheetName & "”的表。请改“${CONTROL_NAMES.sheet}”一格。")
    Exit Function
  End If
  sheet = ThisComponent.Sheets.getByName(sheetName)
  If sheet.isProtected() Then
    DecideNow = Array("没有判定：“" & sheetName & "”表有保护，写不进结果。请先取消保护。")
    Exit Function
  End If
  cursor = sheet.createCursor()
  cursor.gotoEndOfUsedArea(False)
  used = cursor.getRangeAddress()
  If (used.EndRow + 1) * CDbl(used.EndColumn + 1) > ${MOST_CELLS} Then
    DecideNow = Array("没有判定：“" & sheetName & "”表用到第 " & (used.EndRow + 1) & " 行、第 " & (used.EndColumn + 1) & " 列，太大。请删去末尾多余的内容，或者分成几张表。")
    Exit Function
  End If
  cells = sheet.getCellRangeByPosition(0, 0, used.EndColumn, used.EndRow)
  dayCell = NamedCell("${CONTROL_NAMES.day}")
  REM 先取值：公式算过以后，才有日期、逻辑值的格式。
  values = cells.getDataArray()
  FindFormats(sheet, cells, formats, merges)
  formulas = FormulasIn(cells)
  FindFormats(dayCell.getSpreadsheet(), dayCell, dayFormats, dayMerges)
  answer = Ask("sheet", Array(values, formats, merges, dayCell.getDataArray(), dayFormats, NullDay(), sheet.getColumns().getCount(), sheetName, Join(ThisComponent.Sheets.getElementNames(), Chr(${BETWEEN_ROWS})), formulas))
  parts = Split(answer, Chr(${BETWEEN_PARTS}))
  WriteAnswer(sheet, parts)
  DecideNow = Split(parts(0), Chr(${BETWEEN_ROWS}))
End Function

REM 哪些格是公式：公式可以什么也不显示，却是用户的。16 = 公式。
Private Function FormulasIn(cells) As String
  Dim found
  found = cells.queryContentCells(16)
  If found.getCount() > 0 Then FormulasIn = PlacesOf(found, "")
End Function

REM 先清掉上一次的结果，再一次写入。
Private Sub WriteAnswer(sheet, parts)
  Dim cleared, area, place, widths, lines, cells, block(), index As Long, longest As Long, target
  If parts(1) <> "" Then
    cleared = Split(parts(1), Chr(${BETWEEN_ROWS}))
    For index = 0 To UBound(cleared)
      area = Split(cleared(index), Chr(${BETWEEN_CELLS}))
      REM 23 = 数值、日期、文字、公式。
      sheet.getCellRangeByPosition(CLng(area(1)), CLng(area(0)), CLng(area(1)) + CLng(area(3)) - 1, CLng(area(0)) + CLng(area(2)) - 1).clearContents(23)
    Next index
  End If
  If parts(2) = "" Then Exit Sub
  place = Split(parts(2), Chr(${BETWEEN_CELLS}))
  widths = Split(parts(3), Chr(${BETWEEN_CELLS}))
  lines = Split(parts(4), Chr(${BETWEEN_ROWS}))
  ReDim block(UBound(lines)) As Variant
  For index = 0 To UBound(lines)
    block(index) = Split(lines(index), Chr(${BETWEEN_CELLS}))
  Next index
  target = sheet.getCellRangeByPosition(CLng(place(1)), CLng(place(0)), CLng(place(1)) + UBound(widths), CLng(place(0)) + UBound(lines))
  target.setDataArray(block())
  For index = 0 To UBound(widths)
    longest = 500 + 420 * CLng(widths(index))
    sheet.getColumns().getByIndex(CLng(place(1)) + index).Width = IIf(longest > ${WIDEST_COLUMN}, ${WIDEST_COLUMN}, IIf(longest < ${NARROWEST_COLUMN}, ${NARROWEST_COLUMN}, longest))
  Next index
  cells = sheet.getCellRangeByPosition(CLng(place(1)), CLng(place(0)), CLng(place(1)) + UBound(widths), CLng(place(0)))
  cells.CharWeight = 150
  cells.CharWeightAsian = 150
  cells.CellBackColor = RGB(242, 242, 242)
  cells.IsTextWrapped = True
End Sub
`;
