"""Texts about a run while it lasts, how it stands, and this installation."""

TEXTS = {
    "progress.survey": ("查看", "survey"),
    "progress.judge": ("判重", "judge"),
    "progress.mine": ("提取", "mine"),
    "progress.segment": ("切分", "segment"),
    "progress.find": ("查找", "find"),
    "progress.across": ("互校", "compare"),
    "progress.write": ("写出", "write"),
    "progress.line": (
        "完成 {part}%：{name} {done}/{total} MB {speed}",
        "{part} % done: {name} {done}/{total} MB {speed}",
    ),
    "progress.speed": ("{rate} MB/秒", "{rate} MB/s"),
    "progress.left": ("{rate} MB/秒，约剩 {left}", "{rate} MB/s, about {left} left"),
    "option.log_json": (
        "把运行经过逐行写入 FILE（每行一个 JSON 对象，续写）；- 为标准输出",
        "Append what happens in the run to FILE, one object of JSON a line; - for standard output.",
    ),
    "log.unwritable": (
        "不能写入日志 {path}：{reason}；请换一个文件",
        "Cannot write the log {path}: {reason}; name another file",
    ),
    "log.inside": (
        "日志 {path} 在 {folder} 里，会混进输入或表格；请放到别处",
        "The log {path} lies in {folder}, where it would mix with the inputs or tables; put it elsewhere",
    ),
    "log.stopped": (
        "日志 {path} 写不下去了：{reason}；运行继续，不再记日志",
        "The log {path} takes no more: {reason}; the run goes on without it",
    ),
    "run.slowest": ("最慢  {documents}", "slowest     {documents}"),
    "run.slow_one": ("{source}（{name} {seconds} 秒，{rate} MB/秒）", "{source} ({name} {seconds} s, {rate} MB/s)"),
    "run.between": ("；", "; "),
    "run.rules": ("规则  {rules}（所得数字最多的）", "rules       {rules} (those that gave the most figures)"),
}
