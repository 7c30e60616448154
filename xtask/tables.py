"""Do other programs read what `dateline export` writes?

    python xtask/tables.py STORE FOLDER

Reads each Parquet file of FOLDER with DuckDB, and holds its columns and rows against the table of STORE, read with SQLite.
Prints a line a table, and ends with status 1 when one differs.
"""
import pathlib
import sqlite3
import sys

import duckdb


def main(store, folder):
    db = sqlite3.connect(f"file:{store}?mode=ro", uri=True)
    files = sorted(pathlib.Path(folder).glob("*.parquet"))
    wrong = 0
    for path in files:
        table = path.stem
        ours = db.execute(f'SELECT * FROM "{table}" ORDER BY id')
        names = [column[0] for column in ours.description]
        theirs = duckdb.sql(f"SELECT * FROM read_parquet('{path}') ORDER BY id")
        a, b = ours.fetchall(), theirs.fetchall()
        same = names == theirs.columns and a == b
        wrong += not same
        print(f"{table}: {len(a)} rows, {len(names)} columns: {'the same' if same else 'NOT THE SAME'}")
    return 1 if wrong or not files else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
