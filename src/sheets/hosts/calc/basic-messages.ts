import { NOTES_SHEET, NOTES_TITLE } from '../shared/sheet-plan.js';
import { CONTROL_NAMES } from './control-names.js';

/**
 * The part of the module in Basic that tells people something: below a cell of the sheet of the buttons; where that sheet is
 * protected, on a sheet of its own; where that cannot be either, in a dialog.
 */
export const BASIC_MESSAGES = `Private Sub ShowMessages(messages)
  Dim first, sheet
  first = NamedCell("${CONTROL_NAMES.messages}")
  sheet = first.getSpreadsheet()
  If sheet.isProtected() Then
    ShowElsewhere(messages)
    Exit Sub
  End If
  ListMessages(sheet, first.getCellAddress().Column, first.getCellAddress().Row, messages)
End Sub

Private Sub ListMessages(sheet, column As Long, row As Long, messages)
  Dim cursor, index As Long, lastRow As Long
  cursor = sheet.createCursor()
  cursor.gotoEndOfUsedArea(False)
  lastRow = cursor.getRangeAddress().EndRow
  If lastRow > row + UBound(messages) Then
    REM 23 = 数值、日期、文字、公式。
    sheet.getCellRangeByPosition(column, row, column, lastRow).clearContents(23)
  End If
  Dim block(UBound(messages)) As Variant
  For index = 0 To UBound(messages)
    block(index) = Array(messages(index))
  Next index
  sheet.getCellRangeByPosition(column, row, column, row + UBound(messages)).setDataArray(block())
  If Not IsNull(ThisComponent.getCurrentController()) Then ThisComponent.getCurrentController().setActiveSheet(sheet)
End Sub

REM “判定”表有保护，写不进去：写到“${NOTES_SHEET}”表。那张表也写不进，就用对话框。
Private Sub ShowElsewhere(messages)
  Dim sheet, sheets, index As Long
  On Error Goto Failed
  sheets = ThisComponent.Sheets
  If Not sheets.hasByName("${NOTES_SHEET}") Then
    sheets.insertNewByName("${NOTES_SHEET}", sheets.getCount())
    sheets.getByName("${NOTES_SHEET}").getCellByPosition(0, 0).setString("${NOTES_TITLE}")
  End If
  sheet = sheets.getByName("${NOTES_SHEET}")
  If sheet.isProtected() Or sheet.getCellByPosition(0, 0).getString() <> "${NOTES_TITLE}" Then
    MsgBox Join(messages, Chr(10))
    Exit Sub
  End If
  ListMessages(sheet, 0, 1, messages)
  Exit Sub
Failed:
  MsgBox Join(messages, Chr(10))
End Sub
`;
