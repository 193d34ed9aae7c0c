"""Texts about corrections: what is wrong with a row, what became of one, and the commands."""

TEXTS = {
    "fault.choice": (
        "{name} 不能是“{new}”；请改为其中之一：{values}",
        "{name} cannot be {new!r}; use one of: {values}",
    ),
    "fault.number": (
        "{name} 不是数：“{new}”；请写成 1461.5 这样的数，不带单位",
        "{name} is no number: {new!r}; write one like 1461.5, without a unit",
    ),
    "fault.date": (
        "{name} 不是 EDTF 日期：“{new}”；请写成 2010-05-06、2010?-05、2010-03-29/2010-05-05 这样的日期",
        "{name} is no date in EDTF: {new!r}; write one like 2010-05-06, 2010?-05 or 2010-03-29/2010-05-05",
    ),
    "fault.long": ("{name} 太长，最多 {limit} 字；请缩短", "{name} is too long; shorten it to {limit} characters"),
    "fault.control": (
        "{name} 里有换行或看不见的控制字符；请去掉",
        "{name} holds a line break or an unseen control character; take it out",
    ),
    "fault.formula": (
        "{name} 以 =、@ 或 + 开头，会被表格软件当作公式；请写文字本身",
        "{name} begins with =, @ or +, which a spreadsheet takes for a formula; write the plain text",
    ),
    "fault.column": (
        "“{name}”这一列不能更正；可更正的有：{columns}",
        "{name!r} is no column that can be corrected; these can: {columns}",
    ),
    "fault.span": (
        "{name} 不能更正；请用 reject 去掉这一行，再用 add 加上正确的文字",
        "{name} cannot be corrected; reject the row and add the right text",
    ),
    "fault.from_date": ("{name} 由 date 算出；请更正 date", "{name} follows from date; correct date"),
    "fault.from_figures": (
        "{name} 由各数字的 activity_id 得出；请更正那些数字的 activity_id",
        "{name} follows from the activity_id of the figures; correct it there",
    ),
    "fault.no_report": (
        "这次运行里没有报告 {id}；请核对 doc_id，或先用 minetext run 读入它的文件",
        "this run has no report {id}; check doc_id, or read its file with minetext run first",
    ),
    "fault.not_counted": (
        "报告 {id} 是 {status}，不取数字；请更正它所重复的那一篇（duplicate_of）",
        "report {id} is a {status}, from which no figures are taken; correct the one that it repeats (duplicate_of)",
    ),
    "fault.no_place": ("没有 start、end，也没有 id；请补上", "gives neither start and end nor an id; fill them in"),
    "fault.no_row": (
        "{table} 里没有这一行（{id}）；请核对 start、end 和 id，或从最新的表重新导出",
        "{table} has no such row ({id}); check start, end and id, or export again from the tables of today",
    ),
    "fault.several": (
        "这个位置有 {count} 行（{ids}）；请在 id 里写明是哪一行",
        "{count} rows stand at this place ({ids}); name the one in id",
    ),
    "fault.text": (
        "原文此处是“{there}”，与 text 不符；请核对 start、end，或从最新的表重新导出",
        "the source says {there!r} here, not what text says; check start and end, or export again from the tables of today",
    ),
    "fault.not_in_source": (
        "原文这个位置不是 text 所写的字；请核对 start、end",
        "the source has other characters at this place than text says; check start and end",
    ),
    "fault.no_text": ("text 是空的；请写上原文里的字", "text is empty; write the characters of the source"),
    "fault.length": (
        "text 有 {length} 字，与 start、end 不合；请把 end 改为 {end}，或核对 text",
        "text has {length} characters, which do not fit start and end; set end to {end}, or check text",
    ),
    "fault.offset": (
        "{name} 不是位置：“{new}”；请写成从 0 数起的整数",
        "{name} is no offset: {new!r}; write a whole number, counted from 0",
    ),
    "fault.outside": (
        "位置不在这篇报告之内（{start} 到 {end}）；请核对 start、end",
        "this place lies outside of its report ({start} to {end}); check start and end",
    ),
    "fault.names_none": (
        "{name} 写的“{new}”不在这篇报告的 {table} 里；请写上那一行的编号",
        "{name} names {new!r}, which is not among the {table} of this report; write the id of a row there",
    ),
    "fault.old": (
        "{name} 现在是“{now}”，不是 old 所写的“{old}”；请看过现在的值，改 old 或清空它再应用",
        "{name} is {now!r} by now, not {old!r} as old says; look at it, then mend old or empty it, and apply again",
    ),
    "fault.no_date": (
        "kind 是 date 而 date 是空的；请同时给出 date",
        "kind is date, but date is empty; give date, too",
    ),
    "fault.no_value": (
        "没有 value，从 text 也读不出；请给出 value，或把 masked 写成 1",
        "has no value, and none can be read from text; give value, or set masked to 1",
    ),
    "fault.range": (
        "value_max {most} 小于 value {value}；请改正其一",
        "value_max {most} is less than value {value}; mend one of them",
    ),
    "fault.currency": (
        "金额的 unit 应为货币代码，如 CNY，不是“{unit}”；请改正",
        "the unit of money is a currency code such as CNY, not {unit!r}; mend it",
    ),
    "fault.when": (
        "when 不是带时区的时间：“{new}”；请写成 2026-01-31T09:00:00+08:00，或留空",
        "when is no time with a zone: {new!r}; write one like 2026-01-31T09:00:00+08:00, or leave it empty",
    ),
    "fault.with_row": (
        "与第 {row} 行说的是同一处，那一行有误；请先改正那一行",
        "is about the same row of the run as row {row}, which is wrong; mend that one",
    ),
    "stale.no_row": (
        "原文没变，但这次没有在此找到这一行（规则可能变了）；请看过后重新更正，或撤销（undo）",
        "the source is the same, but nothing was found there this time (rules may have changed); correct it anew, or undo it",
    ),
    "stale.not_counted": (
        "这篇报告现在算作重复，不取数字；如仍需要，请更正它所重复的那一篇",
        "the report counts as a repetition now, from which no figures are taken; correct the one that it repeats if need be",
    ),
    "stale.changed": (
        "原文变了，此处不再是这些字或这一句；请看过新的原文后重新更正",
        "the source has changed: other characters or another sentence stand there; look at it and correct it anew",
    ),
    "stale.gone": (
        "这次的输入里没有这篇报告；它回来时更正会再生效",
        "the report is not among the inputs this time; the correction comes back when it does",
    ),
    "corrections.unreadable": ("读不了 {path}（{reason}）", "{path} cannot be read ({reason})"),
    "corrections.large": (
        "{path} 超过 {limit} MB；请拆成几个文件，逐个应用",
        "{path} is larger than {limit} MB; split it and apply the parts one by one",
    ),
    "corrections.rows": (
        "{path} 超过 {limit} 行；请拆成几个文件，逐个应用",
        "{path} has more than {limit} rows; split it and apply the parts one by one",
    ),
    "corrections.encoding": (
        "{path} 不是 UTF-8、GB18030 或 UTF-16 编码；请另存为“CSV UTF-8”",
        "{path} is not UTF-8, GB18030 or UTF-16; save it as CSV UTF-8",
    ),
    "corrections.columns": (
        "{path} 的第一行没有列名 {columns}；请用审阅页导出的文件，或照 docs/review.md 补上列名",
        "{path} does not name the columns {columns} in its first row; use the file that the review page exports, or see docs/review.md",
    ),
    "corrections.log_row": (
        "更正日志 {path} 第 {row} 行已损坏；请改正这一行，或把它移走后重跑（移走的更正不再生效）",
        "row {row} of the log of corrections {path} is damaged; mend it, or move the file away (what it says then no longer holds)",
    ),
    "corrections.locked": (
        "另有人正在写更正日志（{path}）；请稍后再试，若无人在写，请删除这个文件",
        "somebody else is writing the log of corrections ({path}); try again later or, if nobody is, delete this file",
    ),
    "apply.short": ("应用更正，记入日志，并更新表格", "Apply corrections, log them, and bring the tables up to date."),
    "apply.help": (
        "逐行检查 FILE（审阅页导出的 csv，或同样各列的 xlsx），把可用的行记入 OUT/corrections.csv，再用 run.json 里的\n"
        "选项和输入重新提取有关的报告。只要原文的字没变，以后写入 OUT 的运行都保留这些更正。有误的行写入\n"
        "OUT/corrections_refused.csv，改好后可以直接应用；说同一处的行要么都用，要么都不用。\n"
        "退出状态：0 全部可用；1 有行未用；2 用法不对；3 中途失败。",
        "Check FILE row by row (csv as the review page exports it, or xlsx with the same columns), write what can be used to\n"
        "OUT/corrections.csv, and mine the reports that it concerns again, with the options and inputs in run.json. Later\n"
        "runs into OUT keep the corrections as long as the characters of the source are the same. Rows that are wrong go\n"
        "to OUT/corrections_refused.csv, to be mended and applied; rows about one row of the run are applied all or none.\n"
        "Exit status: 0 all rows can be used; 1 some cannot; 2 wrong use; 3 failed.",
    ),
    "apply.examples": (
        "minetext apply out corrections.csv --who 王芳\nminetext apply out 更正.xlsx --check",
        "minetext apply out corrections.csv --who 'Wang Fang'\nminetext apply out corrections.xlsx --check",
    ),
    "apply.who": (
        "更正人，默认为系统用户名；文件里写了 who 的行，以所写为准",
        "Who corrects; the name of the user by default. Rows of a file that say who keep what they say.",
    ),
    "apply.check": ("只检查，不写任何文件", "Only check; nothing is written."),
    "apply.row": ("第 {row} 行 {column}：{problem}", "row {row}, {column}: {problem}"),
    "apply.more": ("……另有 {count} 行，见 {path}", "… and {count} more rows, see {path}"),
    "apply.checked": (
        "可用 {accepted} 行，已是如此 {unchanged} 行，有误 {refused} 行",
        "{accepted} rows can be used, {unchanged} say what holds already, {refused} are wrong",
    ),
    "apply.done": (
        "已记入日志 {accepted} 行，已是如此 {unchanged} 行，有误 {refused} 行",
        "{accepted} rows logged, {unchanged} say what holds already, {refused} are wrong",
    ),
    "apply.refused": (
        "有误的行见 {path}；改好后再应用它",
        "Rows that are wrong are in {path}; mend them there and apply it",
    ),
    "apply.later": (
        "更正已记入日志，但原输入不在了（{name} 等 {count} 份）；表格没有更新，下次 minetext run 写入 {output} 时生效",
        "The corrections are logged, but inputs are gone ({count}, such as {name}); the tables follow with the next minetext run into {output}",
    ),
    "apply.no_inputs": (
        "更正已记入日志，但 run.json 没有记下输入在哪里，或输入是标准输入；表格没有更新，下次 minetext run 写入 {output} 时生效",
        "The corrections are logged, but run.json does not tell where the inputs are, or they came from standard input; the tables follow with the next minetext run into {output}",
    ),
    "apply.not_a_run": (
        "{path} 里不是 minetext run 的结果，没有可更正的行；请给出 minetext run 的输出文件夹",
        "{path} holds no tables of minetext run, so there are no rows to correct; name the folder of a run",
    ),
    "undo.short": ("撤销对某些行的更正", "Take back what was said of some rows."),
    "undo.help": (
        "撤销以前对这些行（figure_id、activity_id 或 check_id）说过的一切，记入日志，并更新表格。被去掉的行会回来，\n"
        "添加的数字会消失。",
        "Take back all that was said of these rows (figure_id, activity_id or check_id), log it, and bring the tables up to\n"
        "date. Rows that were rejected come back, figures that were added go.",
    ),
    "undo.examples": ("minetext undo out 8f14e45fceea167a-f0012", "minetext undo out 8f14e45fceea167a-f0012"),
    "undo.unknown": (
        "{id} 不是行的编号；请写 figures、activities 或 checks 表里的编号",
        "{id} is no id of a row; give one of the tables figures, activities or checks",
    ),
    "score.accepted": (
        "GOLD 是一次运行的输出文件夹：以其中人看过的数字（接受、更正、添加的）为标准答案，被去掉的算误取；没看过的不评",
        "GOLD is the folder of a run: its reviewed figures (accepted, corrected, added) are the gold rows, rejected ones count as false; what nobody reviewed is not judged.",
    ),
    "score.not_reviewed": (
        "{path} 里没有人看过的数字；请先用 minetext apply 应用更正",
        "nobody has reviewed a figure of {path}; apply corrections with minetext apply first",
    ),
    "rules.suggest.short": (
        "列出好规则本可避免的更正，分组计数",
        "Show the corrections that a rule would have prevented.",
    ),
    "rules.suggest.help": (
        "把 OUT/corrections.csv 里仍有效的更正分组：漏掉的（missed，按写法）、某列错的（wrong，按列和规则）、误取的（rejected，\n"
        "按规则）、误报的核对（false_alarm，按规则）；每组给出条数、左右常见的字、应改的规则类和文件、例子。",
        "Group the corrections in force in OUT/corrections.csv: missed figures by the shape of their text, wrong cells by\n"
        "column and rule, rejected rows and false alarms of checks by rule; each with its count, the characters that most\n"
        "of them stand beside, the family and the file of rules to work on, and examples.",
    ),
    "rules.suggest.examples": (
        "minetext rules suggest out\nminetext rules suggest out --rules 我的规则 -o suggestions.csv",
        "minetext rules suggest out\nminetext rules suggest out --rules my_rules -o suggestions.csv",
    ),
    "rules.suggest.output": ("另写成这个 csv 文件", "Write them to this csv file, too."),
    "rules.suggest.none": (
        "{path} 里没有更正；请先用 minetext apply 应用更正",
        "{path} holds no corrections; apply some with minetext apply first",
    ),
    "run.corrections": (
        "更正  {held} 条生效（{reviews}），{stale} 条失效",
        "corrected   {held} corrections hold ({reviews}), {stale} do not",
    ),
    "run.stale": ("失效的更正见 {path}", "The corrections that hold no longer are in {path}"),
}
