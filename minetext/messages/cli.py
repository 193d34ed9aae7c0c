"""Texts of the command line."""

TEXTS = {
    "minetext.help": (
        "从归档的中文工作总结中提取日期、金额、人数、数量、比率和活动，写成可核对的表格。",
        "Turn archived Chinese work reports into audited tables of dates, sums, headcounts, quantities, rates and activities.",
    ),
    "minetext.short": ("", ""),
    "help.usage": ("用法：", "Usage: "),
    "help.required": ("（必填）", "[required]"),
    "help.options": ("选项", "Options"),
    "help.commands": ("命令", "Commands"),
    "help.examples": ("示例", "Examples"),
    "option.help": ("显示这份说明", "Show this help."),
    "option.version": ("显示版本", "Show the version."),
    "option.lang": (
        "界面语言；写明时也用于表中的说明文字（表中默认中文）",
        "Language of messages; when given, of those in the tables too (else Chinese).",
    ),
    "option.rules": (
        "自己的规则文件夹，按编号增补或替换内置规则；可多次给出",
        "A folder of your own rules, which add to the shipped ones or replace them by id; may be repeated.",
    ),
    "option.shard_size": (
        "每张表每 N 行一个文件（figures-00001.csv、figures-00002.csv……）；0 为一张表一个文件。Excel 最多显示 1048576 行，大批量可用 1000000",
        "N rows a file at most (figures-00001.csv, figures-00002.csv, ...); 0 for one file a table. Excel shows 1,048,576 rows at most: take 1000000 for large archives.",
    ),
    "option.json": ("以 JSON 输出", "Write JSON."),
    "usage.no_option": (
        "没有选项 {option}。请看：{command} --help",
        "There is no option {option}. See: {command} --help",
    ),
    "usage.no_command": (
        "没有命令 {name}；有 {known}。请看：{command} --help",
        "There is no command {name}; there are {known}. See: {command} --help",
    ),
    "usage.missing": ("缺少 {param}。请看：{command} --help", "{param} is missing. See: {command} --help"),
    "usage.bad": (
        "{param} 的值不对（{reason}）。请看：{command} --help",
        "{param} has a wrong value ({reason}). See: {command} --help",
    ),
    "usage.no_url": (
        "{path} 是地址，这里要本机上的路径；只有读入的文件和 minetext run 的 -o 可以是地址",
        "{path} is a URL, where a path of this machine is wanted; only inputs, and -o of minetext run, may be URLs",
    ),
    "usage.other": ("用法不对：{reason} 请看：{command} --help", "{reason} See: {command} --help"),
    "documents.short": ("列出文件里有哪些报告", "Tell which reports the files hold."),
    "documents.help": (
        "拆开压缩包、汇编和网页，以树状列出其中的报告：编号、年份、状态、标题、位置。不提取数字，因此比 run 快。\n"
        "给出 -o 时另写 documents.csv、errors.csv 和 run.json。",
        "Take archives, compilations and pages apart and show the reports in them as a tree: id, year, status, title, place.\n"
        "No figures are read, which makes it quicker than run. With -o, write documents.csv, errors.csv and run.json, too.",
    ),
    "documents.examples": (
        "minetext documents 报告文件夹\nminetext documents 存档.zip -o out",
        "minetext documents reports\nminetext documents archive.zip -o out",
    ),
    "documents.output": ("另把 documents.csv 写入这个文件夹", "Folder to write documents.csv to, as well."),
    "documents.summary": (
        "文件 {inputs}，报告 {documents}（{statuses}），读不了 {errors}",
        "inputs {inputs}, reports {documents} ({statuses}), errors {errors}",
    ),
    "formats.short": ("列出能读的文件格式", "List the formats that are read."),
    "formats.help": (
        "列出本机能读的文件格式；还不能读的，给出补装的一行命令。格式按内容识别，不看扩展名。",
        "List the formats that this installation reads and, for the others, the line that adds them. Files are known by\n"
        "their content, whatever their names.",
    ),
    "formats.examples": ("minetext formats", "minetext formats"),
    "formats.reads": ("可读", "reads"),
    "formats.needs": ("缺 {what}：{install}", "needs {what}: {install}"),
    "interrupted": ("已中断", "Interrupted"),
    "run.short": ("读取报告，写出表格", "Read reports and write the tables."),
    "run.help": (
        "读取文件、文件夹或标准输入（-）中的报告，把 documents、figures、activities、checks、reuse、errors 六张表和 run.json\n"
        "写入 OUT。文件按内容识别；能读的格式见 minetext formats。再次写入同一个 OUT 时，只读新增或改动的文件。\n"
        "退出状态：0 完成；1 完成，但有输入读不了（见 errors.csv）；2 用法不对；3 中途失败；130 被中断。",
        "Read reports from files, folders or standard input (-), and write the tables documents, figures, activities,\n"
        "checks, reuse and errors, and run.json, to OUT. Files are known by their content; minetext formats lists what is\n"
        "read. Run again into the same OUT, it reads only what is new or changed.\n"
        "Exit status: 0 done; 1 done, but some input could not be read (see errors.csv); 2 wrong use; 3 failed; 130 interrupted.",
    ),
    "run.examples": (
        "minetext run 报告文件夹 -o out\nminetext run a.txt b.html -o out --rules 我的规则\nminetext run - -o out < a.txt",
        "minetext run reports -o out\nminetext run a.txt b.html -o out --rules my_rules\nminetext run - -o out < a.txt",
    ),
    "run.memory": (
        "记住读过的文件（OUT/memory.sqlite，两千字的报告各占约 10 KB），下次只读新增或改动的；默认记住",
        "Remember files read (in OUT/memory.sqlite, some 10 kB for a report of 2,000 characters), so that the next run reads only what is new or changed; on by default.",
    ),
    "run.recalled": (
        "沿用        {count} 个未变的文件（或其分段），没有重读",
        "recalled    {count} unchanged files or parts of files, not read again",
    ),
    "run.output": (
        "存放表格的文件夹，或地址（s3://桶/文件夹）；里面若有别的东西，不会覆盖",
        "Folder for the tables, or a URL (s3://bucket/folder); one that holds anything else is not touched.",
    ),
    "run.engine": (
        "在哪里做：local（默认）本机的进程；dask 一个 Dask 集群（见 docs/scale.md）；结果逐字节相同",
        "What does the work: local, the default, processes of this machine; dask, a Dask cluster (docs/scale.md). The tables are the same, byte for byte.",
    ),
    "run.scheduler": (
        "Dask 调度器的地址，如 tcp://host:8786；只写 --engine dask 则在本机起 --workers 个进程的集群",
        "Address of a Dask scheduler, such as tcp://host:8786; with --engine dask alone, a cluster of --workers processes is started here.",
    ),
    "run.workers": (
        "进程数；0（默认）按数据量和核数决定",
        "Processes; 0, the default, goes by the size of the input and the cores.",
    ),
    "run.encoding": ("所有输入的编码；不写则逐个判断", "Encoding of all inputs; guessed for each where left out."),
    "run.show": ("结束时显示每张表的前 N 行", "At the end, show the first N rows of each table."),
    "run.quiet": ("不显示进度和小结", "No progress and no summary."),
    "run.no_encoding": (
        "没有名为 {encoding} 的编码；可用 utf-8、gb18030、big5、utf-16 等，或不写 --encoding",
        "There is no encoding {encoding}; use utf-8, gb18030, big5, utf-16 or the like, or leave --encoding out",
    ),
    "run.summary": (
        "输入  {inputs} 份\n报告  {documents} 篇（{statuses}）\n数字  {figures} 个（{kinds}）\n活动  {activities} 项\n"
        "核对  {checks} 条（{results}）\n错误  {errors} 条\n用时  {seconds} 秒\n表格  {output}",
        "inputs      {inputs}\nreports     {documents} ({statuses})\nfigures     {figures} ({kinds})\nactivities  {activities}\n"
        "checks      {checks} ({results})\nerrors      {errors}\nseconds     {seconds}\ntables      {output}",
    ),
    "run.problem": ("{source}：{detail}", "{source}: {detail}"),
    "run.more_problems": ("……另有 {count} 条，见 errors.csv", "… and {count} more, see errors.csv"),
    "run.no_rows": ("（没有行）", "(no rows)"),
    "run.failed_space": (
        "写入 {path} 时磁盘空间或配额用完：{reason}。请腾出空间，再运行同一命令，会从停下的地方继续；以前的表格没有改动",
        "No space or quota left to write {path}: {reason}. Free some and run the same command again: it goes on where it was; earlier tables are unchanged",
    ),
    "run.failed_size": (
        "{path} 超过了文件系统或 ulimit -f 允许的大小：{reason}。请换一个文件夹、放宽限制或用 --shard-size 分文件，再运行同一命令；以前的表格没有改动",
        "{path} is larger than the file system or ulimit -f allows: {reason}. Take another folder, raise the limit or split the tables by --shard-size, and run again; earlier tables are unchanged",
    ),
    "run.failed_held": (
        "不能写入 {path}：{reason}。请关掉正在使用它的程序（如 Excel、WPS、另一个 minetext），检查权限，再运行同一命令，会从停下的地方继续；以前的表格没有改动",
        "Cannot write {path}: {reason}. Close the program that has it open (Excel, WPS, another minetext), check permissions and run the same command again: it goes on where it was; earlier tables are unchanged",
    ),
    "run.failed_damaged": (
        "{path} 已损坏（{reason}），已删除。请再运行同一命令，会从头做起；以前的表格没有改动",
        "{path} was damaged ({reason}) and has been removed. Run the same command again: it starts anew; earlier tables are unchanged",
    ),
    "run.failed_gone": (
        "运行时输出文件夹没有了，不能写入 {path}：{reason}。请再运行同一命令",
        "The output folder went away during the run, so {path} cannot be written: {reason}. Run the same command again",
    ),
    "run.failed": (
        "没能写完 {path}：{reason}。请检查磁盘空间和权限后重跑；以前的表格没有改动",
        "Could not finish {path}: {reason}. Check disk space and permissions and run again; earlier tables are unchanged",
    ),
    "run.interrupted": (
        "已中断，没有写出新表；{path} 里以前的表格没有改动。再运行同一命令，会从停下的地方继续（没有用 --no-memory 时）",
        "Interrupted; no tables were written, and earlier ones in {path} are unchanged. Run the same command again: it goes on where it was, unless with --no-memory",
    ),
    "output.interrupted": (
        "已中断，没有写出新表；{path} 里以前的表格没有改动",
        "Interrupted; no tables were written, and earlier ones in {path} are unchanged",
    ),
    "segment.short": ("把报告切成节、句、分句和词", "Cut reports into sections, sentences, clauses and words."),
    "segment.help": (
        "把报告切成节、句和分句，写入 OUT/segments.csv；读不了的输入写入 errors.csv，run.json 记录这次运行。\n"
        "输入与 minetext run 相同。重复的报告（duplicate）不切，只切计数的（kept、revision），免得同一句话算两次。\n"
        "退出状态：0 完成；1 完成，但有输入读不了（见 errors.csv）；2 用法不对；3 中途失败；130 被中断。",
        "Cut reports into sections, sentences and clauses, written to OUT/segments.csv; errors.csv tells of input that\n"
        "could not be read, run.json of the run. Inputs are those of minetext run. Duplicates of another report are\n"
        "left out: only reports that count (kept, revision) are cut, so that no sentence counts twice.\n"
        "Exit status: 0 done; 1 done, but some input could not be read (see errors.csv); 2 wrong use; 3 failed; 130 interrupted.",
    ),
    "segment.examples": (
        "minetext segment 报告文件夹 -o out\nminetext segment a.txt b.html -o out --words --engine rjieba",
        "minetext segment reports -o out\nminetext segment a.txt b.html -o out --words --engine rjieba",
    ),
    "segment.output": (
        "存放表格的文件夹；里面若有别的东西，不会覆盖",
        "Folder for the tables; one that holds anything else is not touched.",
    ),
    "segment.words": (
        "再写 words.csv：每句的词和词性",
        "Also write words.csv: the words of each sentence and their parts of speech.",
    ),
    "segment.engine": (
        "分词引擎：jieba（默认）或更快的 rjieba；与 --words 同用",
        "What cuts words: jieba, the default, or rjieba, which is faster; with --words.",
    ),
    "segment.engine_alone": ("--engine 要与 --words 同用；请加上 --words", "--engine goes with --words; add --words"),
    "segment.no_engine": (
        '没有安装 {engine}；安装：pip install "minetext[fast]"（或 pip install {engine}），或不写 --engine',
        '{engine} is not installed; install it: pip install "minetext[fast]" (or pip install {engine}), or leave --engine out',
    ),
    "segment.summary": (
        "输入  {inputs} 份\n报告  {documents} 篇（{statuses}）\n节    {sections} 个\n句    {sentences} 个\n分句  {clauses} 个\n"
        "词    {words} 个\n错误  {errors} 条\n用时  {seconds} 秒\n表格  {output}",
        "inputs     {inputs}\nreports    {documents} ({statuses})\nsections   {sections}\nsentences  {sentences}\n"
        "clauses    {clauses}\nwords      {words}\nerrors     {errors}\nseconds    {seconds}\ntables     {output}",
    ),
    "output.not_ours": (
        "{path} 里有别的东西，不是 minetext 的输出；请换一个空的或不存在的文件夹",
        "{path} holds something that is no run of minetext; name a folder that is empty or does not exist",
    ),
    "output.other_command": (
        "{path} 里是 minetext 另一个命令的结果；请换一个文件夹，以免把两种表混在一起",
        "{path} holds the tables of another command of minetext; name another folder, so that the two do not mix",
    ),
    "output.busy": (
        "另一个 minetext 正在写 {path}；请等它结束，或换一个文件夹",
        "Another minetext is writing into {path}; wait for it to end, or name another folder",
    ),
    "output.needs": (
        "写入 {path} 需要 {what}；请安装：{install}",
        "Writing to {path} needs {what}; install it: {install}",
    ),
    "output.unreachable": (
        "不能写入 {path}（{reason}）；请检查存储桶、网络、凭据和权限",
        "Cannot write to {path} ({reason}); check bucket, network, credentials and permissions",
    ),
    "output.not_brought": (
        "表格已全部完成，但没能传到 {path}：{reason}。它们在 {folder}；再运行同一命令即可继续上传",
        "The tables are whole but could not be brought to {path}: {reason}. They are in {folder}; run the same command again to bring them there",
    ),
    "cluster.needs": (
        "没有安装 {what}；请安装：pip install 'minetext[dask]'",
        "{what} is not installed; install it: pip install 'minetext[dask]'",
    ),
    "cluster.unreachable": (
        "连不上 Dask 调度器 {scheduler}：{reason}。请检查地址，以及 dask scheduler 是否在运行",
        "The Dask scheduler {scheduler} does not answer: {reason}. Check the address, and whether dask scheduler runs",
    ),
    "cluster.no_workers": (
        "集群已有 {seconds} 秒没有一个工作进程；请启动 dask worker 后再运行同一命令，会从停下的地方继续",
        "The cluster has had no worker for {seconds} seconds; start dask worker and run the same command again: it goes on where it was",
    ),
    "cluster.lost": (
        "与集群的联系断了：{reason}。请检查调度器，再运行同一命令，会从停下的地方继续",
        "The cluster is lost: {reason}. Look at the scheduler and run the same command again: it goes on where it was",
    ),
    "cluster.differs": (
        "工作进程 {worker} 上的 minetext（版本、规则、可读格式、LibreOffice）与本机不同，结果会不一致 {reason}。请在各机器上安装同样的环境，再重启工作进程",
        "Worker {worker} has another minetext than this machine (version, rules, formats that it reads, LibreOffice), so that the tables would differ {reason}. Install the same on all and start the workers again",
    ),
    "cluster.daemon": (
        "工作进程 {worker} 不能启动读文件的子进程；请设环境变量 DASK_DISTRIBUTED__WORKER__DAEMON=False，或用 dask worker --no-nanny，再重启",
        "Worker {worker} may not start the process that reads documents; set DASK_DISTRIBUTED__WORKER__DAEMON=False or use dask worker --no-nanny, and start it again",
    ),
    "output.not_a_folder": ("{path} 不是文件夹；请换一个名字", "{path} is no folder; name another"),
    "output.unwritable": (
        "不能写入 {path}（{reason}）；请检查权限，或换一个文件夹",
        "Cannot write to {path} ({reason}); check permissions or name another folder",
    ),
    "explain.short": (
        "解释一句话里找到了什么，依据哪条规则",
        "Explain what is found in a sentence, and by which rule.",
    ),
    "explain.help": (
        "解释一句话：找到哪些数字，各项取值，依据哪条规则；看到而没有取的数字，以及为什么。写 - 则从标准输入读。",
        "Explain a sentence: the figures found, value by value, and by which rule; the numbers seen and left out, and why.\n"
        "With -, it is read from standard input.",
    ),
    "explain.examples": (
        "minetext explain '全市共普查妇女11148人，查出妇科病的5797人占52%。'\nminetext explain --year 2010 '3月29日至5月5日开展普查。'",
        "minetext explain '全市共普查妇女11148人，查出妇科病的5797人占52%。'\nminetext explain --year 2010 '3月29日至5月5日开展普查。'",
    ),
    "explain.year": ("报告所述的年份，用来补全日期", "The year that the report is about, to complete dates."),
    "explain.nothing": ("没有找到数字", "No figure found"),
    "explain.rule": ("    规则 {rule}：{why}", "    rule {rule}: {why}"),
    "explain.activity": ("    活动 {rule}：{why}", "    activity {rule}: {why}"),
    "explain.by.model": ("训练出的分类模型参与了判断", "the trained model has a say"),
    "explain.by.table": ("表格的一行，行头列头没有说做了什么", "a row of a table whose heads name no doing"),
    "explain.by.unsure": ("规则和模型都没有把握", "neither rules nor model are sure enough"),
    "explain.check": ("核对 {check} {result}：{message}", "check {check} {result}: {message}"),
    "explain.left_out": ("没有取的：", "Left out:"),
    "explain.reason.excluded": ("不是数字（{rule}：{why}）", "no figure ({rule}: {why})"),
    "explain.reason.no_unit": (
        "没有单位，旁边的词也说明不了是什么",
        "no unit, and no word beside it tells what it counts",
    ),
    "explain.reason.article": ("“一”在这里不计数", "一 counts nothing here"),
    "explain.reason.no_number": ("这些字不成一个数", "these characters make no number"),
    "explain.reason.hidden_name": ("隐去的是名称，不是数", "what is hidden is a name, not a number"),
    "explain.reason.long": ("太长，是编号之类", "too long: a code or the like"),
    "option.model": (
        "活动分类模型文件（由 minetext train 生成；默认用自带的）",
        "Model of activity types, made by minetext train; the shipped one by default.",
    ),
    "model.unusable": (
        "{path} 不是可用的活动分类模型；请用 minetext train 重新生成",
        "{path} is no model of activity types that can be used; make one with minetext train",
    ),
    "train.short": ("用标注句子训练活动分类模型", "Train the classifier of activity types."),
    "train.help": (
        "读取 LABELS 目录里的标注句子（每类一个文件 TYPE.csv，列为 field、text），训练活动分类模型并写入 MODEL。\n"
        "同样的句子得到同样的字节。",
        "Read the labelled sentences of the folder LABELS (one file a type, TYPE.csv, with columns field and text), train the\n"
        "classifier of activity types and write it to MODEL. The same sentences give the same bytes.",
    ),
    "train.examples": (
        "minetext train corpus/labels -o model.npz\nminetext run reports -o out --model model.npz",
        "minetext train corpus/labels -o model.npz\nminetext run reports -o out --model model.npz",
    ),
    "train.output": ("模型写到哪个文件", "File for the model."),
    "train.type": (
        "{path} 的文件名不是活动类型；类型有 {types}",
        "{path} is not named after a type; the types are {types}",
    ),
    "train.column": (
        "{path} 缺少列 {column}；须有 field 与 text 两列",
        "{path} lacks the column {column}; it needs field and text",
    ),
    "train.unreadable": ("读不了 {path}（{reason}）", "{path} cannot be read ({reason})"),
    "train.empty": ("{path} 里没有标注句子（TYPE.csv）", "{path} holds no labelled sentences (TYPE.csv)"),
    "train.few": (
        "{path} 的标注太少：至少要有 {types} 个类型、{fields} 个领域",
        "{path} holds too few labels: at least {types} types and {fields} fields of work are needed",
    ),
    "train.unwritten": ("写不了 {path}（{reason}）", "{path} cannot be written ({reason})"),
    "train.done": (
        "已写 {path}：{sentences} 句、{types} 类、{fields} 个领域；对未见过的领域，准确率 {accuracy}，校准误差 {error}",
        "wrote {path}: {sentences} sentences, {types} types, {fields} fields; on fields not seen, accuracy {accuracy}, calibration error {error}",
    ),
    "score.short": ("对照标准答案给 figures.csv 评分", "Score figures.csv against gold rows."),
    "score.help": (
        "对照标准答案 GOLD 给 FIGURES 评分：detect 查全查准，figure 数值单位，row 整行，以及各列的正确率。",
        "Score FIGURES against the rows of GOLD: detect (span and kind), figure (value and unit too), row (all cells),\n"
        "and the share of right cells.",
    ),
    "score.examples": (
        "minetext score corpus/gold/court_county_2014.figures.csv out/figures.csv --source court_county_2014.txt --errors 5",
        "minetext score corpus/gold/court_county_2014.figures.csv out/figures.csv --source court_county_2014.txt --errors 5",
    ),
    "score.source": ("只评来源以此结尾的行", "Judge only rows whose source ends with this."),
    "score.errors": ("列出前 N 处错误", "Print the first N wrong rows."),
    "score.unreadable": ("读不了 {path}（{reason}）", "{path} cannot be read ({reason})"),
    "score.column": ("{path} 缺少列 {column}", "{path} lacks the column {column}"),
    "score.sources": (
        "这些行出自 {number} 个来源（{first}、{second}……）；请用 --source 指明评哪一个",
        "the rows are of {number} sources ({first}, {second}, …); name the one to judge with --source",
    ),
    "score.offset": ("{path} 第 {line} 行的 {column} 不是整数", "{path}, line {line}: {column} is no whole number"),
    "output.no_run": (
        "{path} 里没有完成的运行结果；请先用 minetext run 生成",
        "{path} holds no finished run; make one with minetext run",
    ),
    "rules.short": ("检查、列出、显示规则，看该改哪些、哪条慢", "Check, list, show and time the rules."),
    "rules.help": (
        "检查、列出、显示规则，由更正看出该改哪些，量各条规则的用时。写法见 docs/rules.md。",
        "Check, list and show the rules, time them, and see which ones corrections ask for. How to write them:\n"
        "docs/rules.md.",
    ),
    "rules.check.short": ("检查规则文件并试跑每条规则的示例", "Check the rule files and run every rule's examples."),
    "rules.check.help": (
        "检查规则文件，并试跑每条规则自己的示例（yes 应命中，no 不应命中）。退出状态：0 全部符合，1 有不符，2 规则写错。",
        "Check the rule files and run every rule's own examples (yes must apply, no must not). Exit status: 0 all hold,\n"
        "1 some do not, 2 a rule is wrong.",
    ),
    "rules.check.examples": ("minetext rules check --rules 我的规则", "minetext rules check --rules my_rules"),
    "rules.list.short": ("列出所有规则", "List all rules."),
    "rules.list.help": ("列出所有规则：编号和理由。", "List all rules: id and reason."),
    "rules.list.examples": ("minetext rules list", "minetext rules list"),
    "rules.show.short": ("显示一条规则及其出处", "Show a rule and where it is written."),
    "rules.show.help": ("显示一条规则及其出处。", "Show a rule and where it is written."),
    "rules.show.examples": ("minetext rules show money.yuan", "minetext rules show money.yuan"),
    "rules.checked": (
        "{rules} 条规则，{examples} 个示例，{failures} 个不符",
        "{rules} rules, {examples} examples, {failures} that do not hold",
    ),
    "rules.failed_yes": (
        "{place}：{id} 的示例应命中而未命中：{text}\n    应有：{wanted}\n    实得：{found}",
        "{place}: {id}: the example should apply: {text}\n    wanted: {wanted}\n    found: {found}",
    ),
    "rules.failed_no": (
        "{place}：{id} 的反例不应命中却命中：{text}\n    应为：{wanted}\n    实得：{found}",
        "{place}: {id}: the counter-example should not apply: {text}\n    wanted: {wanted}\n    found: {found}",
    ),
    "rules.off": ("（已停用）", "(off) "),
    "rules.unknown": ("没有规则 {id}；相近的有 {near}", "There is no rule {id}; near it are {near}"),
}
