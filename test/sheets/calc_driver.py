"""Drives LibreOffice Calc without a display, for test/sheets/calc-host.ts: a JSON request a line, a JSON answer a line.

Needs the system's own Python with `uno` (python3-uno). A fresh profile of a user is made in the folder that is given, with
the security of macros set to medium; whether the question to enable them is answered with yes is said on opening.
"""

import json
import os
import subprocess
import sys
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.lang import Locale

MEDIUM = 1
# com.sun.star.document.MacroExecMode: by the configuration, and the question answered.
REFUSED, ALLOWED = 5, 6
PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>%d</value></prop></item>
</oor:items>
"""


def named(name, value):
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


def processor_seconds(folder):
    """What the processes that were started with this folder have used."""
    ticks = 0
    for number in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open("/proc/%s/cmdline" % number, "rb") as file:
                if ("UserInstallation=" + uno.systemPathToFileUrl(folder)).encode() not in file.read():
                    continue
            with open("/proc/%s/stat" % number, encoding="utf-8") as file:
                fields = file.read().rpartition(")")[2].split()
            ticks += int(fields[11]) + int(fields[12])
        except OSError:
            pass
    return ticks / os.sysconf("SC_CLK_TCK")


def start(folder):
    """The office with a profile of its own, and its desktop."""
    user = os.path.join(folder, "profile", "user")
    os.makedirs(user)
    with open(os.path.join(user, "registrymodifications.xcu"), "w", encoding="utf-8") as file:
        file.write(PROFILE % MEDIUM)
    pipe = "dixian%d" % os.getpid()
    office = subprocess.Popen(
        ["soffice", "--headless", "--norestore", "--nologo", "--nodefault",
         "-env:UserInstallation=" + uno.systemPathToFileUrl(os.path.join(folder, "profile")),
         "--accept=pipe,name=%s;urp;" % pipe],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(300):
        try:
            context = resolver.resolve("uno:pipe,name=%s;urp;StarOffice.ComponentContext" % pipe)
            return office, context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        except Exception:
            if office.poll() is not None and office.returncode not in (0, 81):
                raise
            time.sleep(0.1)
    raise RuntimeError("LibreOffice did not start.")


class Driver:
    """What a test asks for; documents are known by the names that the test gives them."""

    def __init__(self, desktop):
        self.desktop = desktop
        self.documents = {}

    def sheet(self, request):
        return self.documents[request["document"]].Sheets.getByName(request["sheet"])

    def open(self, request):
        mode = ALLOWED if request["macros"] else REFUSED
        self.documents[request["document"]] = self.desktop.loadComponentFromURL(
            uno.systemPathToFileUrl(request["path"]), "_blank", 0,
            (named("MacroExecutionMode", mode), named("Hidden", request.get("hidden", False))))
        return [sheet.Name for sheet in self.documents[request["document"]].Sheets]

    def close(self, request):
        self.documents.pop(request["document"]).close(True)

    def save(self, request):
        self.documents[request["document"]].storeToURL(
            uno.systemPathToFileUrl(request["path"]),
            (named("FilterName", request.get("filter", "calc8")),))

    def new_sheet(self, request):
        sheets = self.documents[request["document"]].Sheets
        sheets.insertNewByName(request["sheet"], sheets.Count)

    def write(self, request):
        """Values of cells from `column` and `row` on: null leaves a cell blank, { formula } is a formula, as is a truth."""
        sheet = self.sheet(request)
        rows = [[{"formula": "=TRUE()" if cell else "=FALSE()"} if isinstance(cell, bool) else cell for cell in row]
                for row in request["rows"]]
        plain = [[("" if isinstance(cell, dict) or cell is None else float(cell) if isinstance(cell, (int, float)) else cell)
                  for cell in row] for row in rows]
        width = max(len(row) for row in plain)
        sheet.getCellRangeByPosition(
            request["column"], request["row"],
            request["column"] + width - 1, request["row"] + len(rows) - 1
        ).setDataArray(tuple(tuple(row + [""] * (width - len(row))) for row in plain))
        for at, row in enumerate(rows):
            for index, cell in enumerate(row):
                if isinstance(cell, dict):
                    target = sheet.getCellByPosition(request["column"] + index, request["row"] + at)
                    if cell.get("array"):
                        sheet.getCellRangeByPosition(
                            request["column"] + index, request["row"] + at,
                            request["column"] + index + cell["array"][0] - 1, request["row"] + at + cell["array"][1] - 1
                        ).setArrayFormula(cell["formula"])
                    else:
                        target.Formula = cell["formula"]

    def format(self, request):
        document = self.documents[request["document"]]
        formats = document.NumberFormats
        locale = Locale("en", "US", "")
        key = formats.queryKey(request["code"], locale, False)
        if key < 0:
            key = formats.addNew(request["code"], locale)
        self.sheet(request).getCellRangeByName(request["range"]).NumberFormat = key

    def merge(self, request):
        self.sheet(request).getCellRangeByName(request["range"]).merge(True)

    def protect(self, request):
        self.sheet(request).protect("")

    def rename(self, request):
        self.sheet(request).Name = request["name"]

    def null_date(self, request):
        document = self.documents[request["document"]]
        day = document.NullDate
        day.Year, day.Month, day.Day = request["day"]
        document.NullDate = day

    def call(self, request):
        """Calls a command as its button does; answers the seconds that it took, by the clock and of processors."""
        document = self.documents[request["document"]]
        script = document.getScriptProvider().getScript(request["address"])
        began, used = time.time(), processor_seconds(sys.argv[1])
        script.invoke((), (), ())
        return [time.time() - began, processor_seconds(sys.argv[1]) - used]

    def recalculate(self, request):
        began = time.time()
        self.documents[request["document"]].calculateAll()
        return time.time() - began

    def read(self, request):
        """The used area from A1 on, or a range, as it is shown."""
        sheet = self.sheet(request)
        if "range" in request:
            area = sheet.getCellRangeByName(request["range"])
        else:
            cursor = sheet.createCursor()
            cursor.gotoEndOfUsedArea(False)
            end = cursor.RangeAddress
            area = sheet.getCellRangeByPosition(0, 0, end.EndColumn, end.EndRow)
        if request.get("data"):
            return [list(row) for row in area.getDataArray()]
        address = area.RangeAddress
        return [[sheet.getCellByPosition(column, row).String
                 for column in range(address.StartColumn, address.EndColumn + 1)]
                for row in range(address.StartRow, address.EndRow + 1)]

    def buttons(self, request):
        """The labels of the buttons of a sheet, and what each calls."""
        form = self.sheet(request).DrawPage.Forms.getByIndex(0)
        return [[form.getByIndex(index).Label, [event.ScriptCode for event in form.getScriptEvents(index)]]
                for index in range(form.Count)]

    def validation(self, request):
        """What is checked of a cell: type, first formula, whether a blank may stay."""
        cell = self.sheet(request).getCellRangeByName(request["range"])
        checked = cell.Validation
        return [checked.Type.value, checked.getFormula1(), checked.IgnoreBlankCells, checked.ShowErrorMessage]


def main():
    office, desktop = start(sys.argv[1])
    driver = Driver(desktop)
    print(json.dumps({"value": "ready"}), flush=True)
    for line in sys.stdin:
        request = json.loads(line)
        try:
            answer = {"value": getattr(driver, request["do"])(request)}
        except Exception as failure:  # The test is told, and goes on.
            answer = {"failure": "%s: %s" % (type(failure).__name__, failure)}
        print(json.dumps(answer), flush=True)
    try:
        desktop.terminate()
    except Exception:
        pass
    try:
        office.wait(15)
    except subprocess.TimeoutExpired:
        office.kill()


main()
