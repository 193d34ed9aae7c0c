"""Texts of the commands that read a finished run: diff, concordance, terms and summary."""

TEXTS = {
    "archive.to": ("另写成 csv 文件", "Write a csv file, too."),
    "archive.limit": ("最多显示 N 行；0 不限", "Show N lines at most; 0 for all."),
    "archive.written": ("已写 {path}：{rows} 行", "wrote {path}: {rows} rows"),
    "archive.more": (
        "……另有 {count} 行；用 -o 写成文件，或加大 --limit",
        "… and {count} more; write a file with -o, or raise --limit",
    ),
    "archive.unwritten": (
        "写不了 {path}（{reason}）；请检查文件夹和权限",
        "{path} cannot be written ({reason}); check its folder and permissions",
    ),
    "archive.lost": ("{source}：{detail}", "{source}: {detail}"),
    "archive.nothing": ("没有可汇总的行", "No rows to count."),
    "diff.short": ("比较两次运行：增、减、改了哪些", "Tell what two runs differ in"),
    "diff.help": (
        "比较两次运行的所有表格，逐格列出新增、消失和改动。报告按编号、来源、标题和内容对应，行按次序对应，\n"
        "因此只是位置或编号的移动不算改动。退出状态：0 完成；有 --exit-code 时，1 有不同；2 用法不对。",
        "Compare all tables of two runs, and list what was added, is gone and changed, cell by cell. Reports are matched by\n"
        "id, source, title and content, rows by their order, so that an offset or a number that only shifted is no change.\n"
        "Exit status: 0 done; with --exit-code, 1 where the runs differ; 2 wrong use.",
    ),
    "diff.examples": (
        "minetext diff 旧结果 新结果\nminetext diff 旧结果 新结果 -o 改动.csv --exit-code",
        "minetext diff out1 out2\nminetext diff out1 out2 -o changes.csv --exit-code",
    ),
    "diff.exit_code": ("有不同时退出状态为 1", "Exit with status 1 where the runs differ."),
    "diff.same": ("两次运行没有不同", "The runs do not differ"),
    "diff.head": ("表\t新增行\t消失行\t改动格", "table\trows added\trows gone\tcells changed"),
    "diff.whole.added": ("＋ 整篇新增，连同 {rows} 行", "+ the whole report, with {rows} rows"),
    "diff.whole.gone": ("－ 整篇消失，连同 {rows} 行", "- the whole report, with {rows} rows"),
}
