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
    "status.short": ("看另一个终端里的运行到了哪里", "Tell how a run stands, from another terminal."),
    "status.help": (
        "告诉写入 OUT 的运行到了哪里：阶段、完成的百分比、速度、还剩多久、读不了的输入；或怎样结束的。进程被杀，也会说明。\n"
        "退出状态：0 正在运行或已完成；1 失败、中断或进程已不在；2 OUT 里没有运行。",
        "Tell how the run into OUT stands: pass, percent, rate, time left, problems; or how it ended. A process that was killed\n"
        "is told, too.\n"
        "Exit status: 0 running or done; 1 failed, interrupted or gone; 2 no run in OUT.",
    ),
    "status.examples": (
        "minetext status out\nminetext status out --json",
        "minetext status out\nminetext status out --json",
    ),
    "status.none": ("{path} 里没有 minetext 的运行", "{path} holds no run of minetext"),
    "status.running": (
        "状态    正在运行（{command}，进程 {pid}，主机 {host}，{started} 开始，{silent} 前有消息）",
        "state       running ({command}, process {pid} on {host}, started {started}, last heard of {silent} ago)",
    ),
    "status.done": ("状态    已完成（{command}，{finished}）", "state       done ({command}, {finished})"),
    "status.failed": (
        "状态    失败（{command}，{started} 开始，{silent} 前结束）",
        "state       failed ({command}, started {started}, ended {silent} ago)",
    ),
    "status.interrupted": (
        "状态    被用户中断（{silent} 前）",
        "state       interrupted by the user ({silent} ago)",
    ),
    "status.dead": (
        "状态    进程已不在（被杀、断电或崩溃；最后的消息在 {silent} 前）",
        "state       dead: its process is gone (killed, or the power was cut); last heard of {silent} ago",
    ),
    "status.lost": (
        "状态    没有消息（在主机 {host} 上，{silent} 没有动静；请到那里看进程 {pid}）",
        "state       lost: nothing was heard from {host} for {silent}; look there for process {pid}",
    ),
    "status.reason": ("原因    {reason}", "reason      {reason}"),
    "status.counts": (
        "输入    {inputs} 份\n报告    {documents} 篇\n错误    {errors} 条\n用时    {seconds}",
        "inputs      {inputs}\nreports     {documents}\nerrors      {errors}\ntime        {seconds}",
    ),
    "status.progress": (
        "完成    {part}%（{name} {done}/{total} MB，其中沿用 {recalled} MB）\n速度    {rate} MB/秒\n用时    {seconds}\n"
        "读不了  {problems} 条\n最近    {last}",
        "done        {part} % ({name} {done}/{total} MB, {recalled} MB of it recalled)\nrate        {rate} MB/s\ntime        {seconds}\n"
        "problems    {problems}\nlast        {last}",
    ),
    "status.left": ("还剩    {left}", "left        {left}"),
    "status.unknown": ("还不知道", "not known yet"),
    "status.again": (
        "再运行同一命令，会从停下的地方继续（没有用 --no-memory 时）",
        "Run the same command again: it goes on where it was, unless with --no-memory",
    ),
    "rules.time.short": ("各条规则的式子要用多少时间", "Tell what the pattern of each rule costs."),
    "rules.time.help": (
        "把每条规则的式子（pattern）单独在 OUT 最慢的文件里（至多 20 万字）试一遍，最慢的在前：标题之类从行首试，其余处处找。\n"
        "运行时同类的式子合在一起、只在可能开头处试，因此比这里快；哪条慢，是一样的。只有词的规则没有各自的耗时。",
        "Try the pattern of each rule alone over the slowest documents of OUT (200,000 characters at most), the slowest rule\n"
        "first: those of headings and the like from the start of each line, the others everywhere. In a run the patterns of a\n"
        "family are joined and tried only where one may begin, so that each costs less; which of them are slow is the same.\n"
        "Rules of words alone have no cost of their own.",
    ),
    "rules.time.examples": ("minetext rules time out --rules 我的规则", "minetext rules time out --rules my_rules"),
    "rules.time.rule": ("规则", "rule"),
    "rules.time.ms": ("毫秒", "ms"),
    "rules.time.matches": ("处数", "matches"),
    "rules.time.over": ("超时", "stopped"),
    "rules.time.summary": (
        "{rules} 条规则各找一遍 {characters} 字，共 {seconds} 秒",
        "{rules} rules over {characters} characters each: {seconds} s in all",
    ),
    "rules.time.lost": ("{count} 个文件已不在或有改动，没有用", "{count} files are gone or changed and were left out"),
    "run.slowest": ("最慢  {documents}", "slowest     {documents}"),
    "run.slow_one": ("{source}（{name} {seconds} 秒，{rate} MB/秒）", "{source} ({name} {seconds} s, {rate} MB/s)"),
    "run.between": ("；", "; "),
    "run.rules": ("规则  {rules}（所得数字最多的）", "rules       {rules} (those that gave the most figures)"),
}
