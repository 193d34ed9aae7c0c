"""Texts of `minetext export`."""

TEXTS = {
    "export.short": ("把运行结果写成别的格式", "Write a run as xlsx, sqlite, parquet, jsonl or datapackage."),
    "export.help": (
        "把 OUT 里的各张表写成一种别的格式，内容与 CSV 完全相同：\n"
        "  xlsx         工作簿：有类型的单元格、筛选、从核对跳到它的数字；任何文字都不会当公式执行\n"
        "  sqlite       数据库：主键、外键、视图、中文全文检索，可直接用 Datasette 打开\n"
        "  parquet      每张表一个有类型的文件（需要 pyarrow）\n"
        "  jsonl        每张表一个文件，每行一个对象\n"
        "  datapackage  CSV 加 datapackage.json（Frictionless 数据包）\n"
        "写完才替换目标；已有的目标不覆盖，除非给出 --overwrite。",
        "Write the tables in OUT in another form, equal to the CSV cell by cell:\n"
        "  xlsx         a workbook: typed cells, filters, links from a check to its figures; no text acts as a formula\n"
        "  sqlite       a database: keys, views, full-text search in Chinese; ready for Datasette\n"
        "  parquet      a typed file for each table (needs pyarrow)\n"
        "  jsonl        a file for each table, an object a line\n"
        "  datapackage  the CSV with a datapackage.json (Frictionless)\n"
        "The target appears when it is whole; one that exists is kept, unless --overwrite is given.",
    ),
    "export.examples": (
        "minetext export out --to xlsx\nminetext export out --to sqlite -o 报告.sqlite",
        "minetext export out --to xlsx\nminetext export out --to sqlite -o reports.sqlite",
    ),
    "export.to": ("格式", "The form."),
    "export.output": (
        "写到哪里；默认写进 OUT：tables.xlsx、tables.sqlite，或文件夹 parquet、jsonl、datapackage",
        "Where to write; by default inside OUT: tables.xlsx, tables.sqlite, or a folder parquet, jsonl, datapackage.",
    ),
    "export.overwrite": ("替换已有的目标", "Replace a target that exists."),
    "export.done": ("已写入 {path}（{size} MB）", "Written to {path} ({size} MB)"),
    "export.split": (
        "{table} 的行数超过一张工作表的上限，分成了 {sheets} 张：{table}、{table}_2……",
        "{table} has more rows than a sheet holds and is split into {sheets}: {table}, {table}_2, …",
    ),
    "export.long": (
        "{cells} 个单元格的文字在 Excel 里放不下，全文在工作表 {sheet} 里，单元格里有链接",
        "{cells} cells are too long for Excel; their whole text is in the sheet {sheet}, which they link to",
    ),
    "export.unlinked": (
        "{cells} 个单元格没有加链接：一张工作表最多 65,530 个链接",
        "{cells} cells are without a link: a sheet holds 65,530",
    ),
    "export.no_search": (
        "这台机器的 SQLite 没有 FTS5，数据库里没有全文检索",
        "SQLite on this machine has no FTS5: the database has no full-text search",
    ),
    "export.dangling": (
        "有 {rows} 处引用的行不在表里（PRAGMA foreign_key_check 可列出）",
        "{rows} references lead to no row (PRAGMA foreign_key_check lists them)",
    ),
    "export.long_numbers": (
        "{table} 的 {column} 有数字超过 76 位，这一列写成文字",
        "{column} of {table} has numbers of more than 76 digits, so the column is text",
    ),
    "export.exists": (
        "{path} 已经存在；请换一个名字，或加 --overwrite 替换它",
        "{path} exists; name another, or replace it with --overwrite",
    ),
    "export.not_ours": (
        "{path} 不是以前导出的结果，不会覆盖；请换一个名字",
        "{path} is no earlier export and is not overwritten; name another",
    ),
    "export.a_folder": (
        "{path} 是文件夹，而这种格式是一个文件；请换一个名字",
        "{path} is a folder, and this form is a file; name another",
    ),
    "export.no_folder": (
        "{path} 是文件，而这种格式是一个文件夹；请换一个名字",
        "{path} is a file, and this form is a folder; name another",
    ),
    "export.missing": ("没有安装 {what}；安装：{install}", "{what} is not installed; install it: {install}"),
    "export.columns": (
        "{path} 的列不是这个版本的 minetext 写的；请再运行一次 minetext run 到同一个文件夹（没变的文件不会重读）",
        "{path} has other columns than this version of minetext writes; run minetext run into the same folder again",
    ),
    "export.damaged": (
        "{path} 第 {row} 行读不了，可能被别的程序改过；请再运行一次 minetext run 到同一个文件夹",
        "{path} cannot be read at row {row}; another program may have changed it. Run minetext run into the folder again",
    ),
    "export.cell": (
        "{path} 第 {row} 行的 {column} 是“{cell}”，不是应有的数字或日期，可能被别的程序改过；请再运行一次 minetext run 到同一个文件夹",
        "{path}, row {row}: {column} is “{cell}”, which is no number or date as it should be; another program may have changed it. Run minetext run into the folder again",
    ),
    "export.twice": (
        "{path} 里有两行的 {column} 相同，可能被别的程序改过；请再运行一次 minetext run 到同一个文件夹",
        "{path} has two rows with the same {column}; another program may have changed it. Run minetext run into the folder again",
    ),
    "export.failed": (
        "没能写入 {path}：{reason}。请检查磁盘空间和权限；没有留下写了一半的文件",
        "Could not write {path}: {reason}. Check disk space and permissions; nothing half-written is left",
    ),
}
