/** What a bundle gives, by the functions of the portable part. */
export const PUBLIC_FUNCTIONS = `var engine = openSheetEngine(policy);
return {
 decideTable: function (grid, options) { return decideTable(engine, grid, options); },
 explainRow: function (row, header, options) { return explainRow(engine, row, header, options); },
 mapHeader: function (header) { return mapHeader(engine, header); },
 selfTest: function () { return runSelfTest(engine); },
 versions: function () { return versionsOf(engine); }
};`;
