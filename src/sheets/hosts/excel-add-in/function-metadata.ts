/** A range of cells. */
const matrix = (name: string, description: string) => ({
  name,
  description,
  type: 'any',
  dimensionality: 'matrix',
});
const day = { name: '研判日期', description: '如 2024-11-01', type: 'any', dimensionality: 'scalar' };
const text = { type: 'string', dimensionality: 'scalar' };

/**
 * What Excel has to know of the functions of the add-in: functions.json. Names are at least three characters long, ids
 * are of Latin letters, as Excel asks.
 */
export const FUNCTION_METADATA = {
  functions: [
    {
      id: 'DIXIAN_ROW',
      name: '判定一户',
      description: '判定一户。区域后面要加 &""：A2:CZ2&""',
      parameters: [
        matrix('该户一行', '列要选全，写成 A2:CZ2&""，空白才不会变成 0'),
        matrix('表头行', '从第 1 行（标题、单位）选到表头最后一行，如 A$1:CZ$1、A$1:K$3'),
        day,
      ],
      result: text,
    },
    {
      id: 'DIXIAN_TABLE',
      name: '整表判定',
      description: '判定整张表，结果和表的行对齐。区域后面要加 &""：A1:CZ300&""',
      parameters: [matrix('整张表', '从第 1 行（标题、单位）起，列要选全，写成 A1:CZ300&""'), day],
      result: { type: 'string', dimensionality: 'matrix' },
    },
    {
      id: 'DIXIAN_CHECK',
      name: '规则自检',
      description: '规则在这个程序里算得对不对',
      parameters: [],
      result: text,
    },
    {
      id: 'DIXIAN_VERSIONS',
      name: '规则版本',
      description: '用的是哪一份规则',
      parameters: [],
      result: text,
    },
  ],
};
