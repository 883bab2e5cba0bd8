import type { DuckDBConnection } from '@duckdb/node-api';

/** Something that a user can mend about DuckDB or a file that it reads: told in Chinese (`zh`) and English (`message`). */
export class DuckDbError extends Error {
  readonly code: 'duckDbMissing' | 'fileUnreadable' | 'columnUnusable';
  readonly zh: string;

  constructor(
    code: DuckDbError['code'],
    texts: { readonly zh: string; readonly en: string },
    cause?: unknown,
  ) {
    super(texts.en, cause === undefined ? {} : { cause });
    this.name = 'DuckDbError';
    this.code = code;
    this.zh = texts.zh;
  }
}

const MISSING = {
  zh: '读取 .parquet、用 --engine duckdb 判定，都要用 DuckDB，但没有安装，或不支持这台机器。请运行 npm install @duckdb/node-api 安装；或把名单另存为“CSV UTF-8”，不写 --engine。',
  en: 'Reading .parquet, and --engine duckdb, take DuckDB, which is not installed, or not for this machine. Install it with npm install @duckdb/node-api; or save the list as "CSV UTF-8" and leave out --engine.',
};

/** It fetches nothing from the network, whatever it is asked to read. */
const SETTINGS = { autoinstall_known_extensions: 'false', autoload_known_extensions: 'false' } as const;

async function loaded(): Promise<typeof import('@duckdb/node-api')> {
  try {
    return await import('@duckdb/node-api');
  } catch (cause) {
    throw new DuckDbError('duckDbMissing', MISSING, cause);
  }
}

/** Where DuckDB may put what does not fit into memory, and how much of that it may take. */
export interface Spill {
  /** A folder of its own, for the caller to remove. */
  readonly folder: string;
  /** In bytes. */
  readonly memory: number;
}

/**
 * Opens DuckDB in memory, hands a connection to `use`, and closes both when it is done. The package is large and
 * optional, so it is loaded here, at the first use, and nowhere else. Without `spill` nothing is written to the disk.
 * @throws DuckDbError `duckDbMissing` if the package cannot be loaded; what `use` throws.
 */
export async function withDuckDb<Result>(
  use: (connection: DuckDBConnection) => Promise<Result>,
  spill?: Spill,
): Promise<Result> {
  const { DuckDBInstance } = await loaded();
  const instance = await DuckDBInstance.create(':memory:', {
    ...SETTINGS,
    temp_directory: spill?.folder ?? '',
    ...(spill === undefined ? {} : { memory_limit: `${Math.ceil(spill.memory / 1_048_576)}MiB` }),
  });
  try {
    const connection = await instance.connect();
    try {
      return await use(connection);
    } finally {
      connection.closeSync();
    }
  } finally {
    instance.closeSync();
  }
}
