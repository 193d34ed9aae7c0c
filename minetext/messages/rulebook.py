"""Texts about rule files."""

TEXTS = {
    "rule.taken": (
        "{place}：规则编号 {id} 已在 {first} 用过；请给这条规则另起编号",
        "{place}: id {id} is taken at {first}; give this rule an id of its own",
    ),
    "rule.family": (
        "{place}：{id} 与 {first} 的规则同号而不同类；请移到同一类下，或改编号",
        "{place}: {id} overrides a rule of another family at {first}; move it there or rename it",
    ),
    "rule.folder": (
        "{path}：没有这个规则文件夹；请给出存放 .yaml 文件的文件夹",
        "{path}: no such folder of rules; give a folder that holds .yaml files",
    ),
    "rule.no_files": (
        "{path}：文件夹里没有 .yaml 文件；请放入规则文件，或去掉 --rules",
        "{path}: holds no .yaml file; put the rules in one, or leave --rules out",
    ),
    "rule.large": (
        "{path}：超过 {limit} 字节；请拆成几个文件",
        "{path}: larger than {limit} bytes; split it into several files",
    ),
    "rule.encoding": (
        "{path}：第 {byte} 字节不是 UTF-8；请另存为 UTF-8",
        "{path}: not UTF-8 at byte {byte}; save it as UTF-8",
    ),
    "rule.unreadable": (
        "{path}：读不了（{reason}）；请检查权限",
        "{path}: cannot be read ({reason}); check its permissions",
    ),
    "rule.yaml": (
        "{place}：不是合格的 YAML（{problem}）；含有 : # {{ [ 的文字请加引号",
        "{place}: not valid YAML ({problem}); quote text that holds : # {{ or [",
    ),
    "rule.shape": (
        "{place}：规则文件应是“类别: 规则列表”；类别有 {families}",
        "{place}: a rule file maps families to lists of rules (- id: …); families: {families}",
    ),
    "rule.unknown_family": (
        "{place}：没有 {name} 这一类规则；类别有 {families}",
        "{place}: there is no family {name}; families: {families}",
    ),
    "rule.field": (
        "{place}：{field}：{problem}（这一类的字段有 {known}，见 docs/rules.md）",
        "{place}: {field}: {problem} (fields of this family: {known}; see docs/rules.md)",
    ),
    "rule.problem.missing": ("缺这一项，请补上", "is missing; add it"),
    "rule.problem.unknown": ("没有这个字段，请改正拼写或删去", "is no field; mend its spelling or take it out"),
    "rule.problem.form": ("写法不合，应符合 {wanted}", "is not in its form; it must match {wanted}"),
    "rule.problem.choice": ("只能是 {wanted}", "must be one of {wanted}"),
    "rule.problem.empty": ("不能为空或太短，请写全", "is empty or too short; write it out"),
    "rule.problem.long": ("太长，至多 {wanted} 字", "is too long; at most {wanted} characters"),
    "rule.problem.list": ("应是列表，请写成 [甲, 乙]", "must be a list: [one, two]"),
    "rule.problem.mapping": ("应是对照表，请写成 {{甲: 乙}}", "must be a mapping: {{one: two}}"),
    "rule.problem.words_or_pattern": ("words 与 pattern 至少写一项", "give words or a pattern"),
    "rule.problem.pairs": (
        "的 written 与 plain 字数不等；两者须一字对一字",
        "has written and plain of different lengths; give one character for each",
    ),
    "rule.problem.split_pattern": (
        "只有 unit 为 sentence 的规则可以写 pattern，其余请写 words",
        "has a pattern, which only the unit sentence may have; give words",
    ),
    "rule.problem.split_words": (
        "的 words 字数不对：name、speech 每项是一对符号，never_first、never_last 每项是一个字符",
        "has words of the wrong length: name and speech take pairs of marks, never_first and never_last one character",
    ),
    "rule.problem.braces": (
        "花括号不成对，请补齐，或写成 {{{{ 与 }}}}",
        "has braces that do not close; close them, or write {{{{ and }}}}",
    ),
    "rule.check": (
        "{place}：检查规则 {id}：没有名为 {name} 的检查；有 {known}",
        "{place}: {id}: there is no check {name}; there are {known}",
    ),
    "rule.check_part": (
        "{place}：检查规则 {id} 的 {field} 里缺 {name}，请补上",
        "{place}: check {id} lacks {name} in its {field}; add it",
    ),
    "rule.pattern": (
        "{place}：{id} 的 {field} 写错了：{problem}；请改正这个模式",
        "{place}: {id}: {field}: {problem}; mend the pattern",
    ),
    "rule.lexicon": (
        "没有名为 {name} 的词表（须写在使用它的词表之前）；已有 {known}",
        "there is no lexicon {name} before this place; known: {known}",
    ),
    "rule.opens_anywhere": (
        "{place}：{id} 的模式可以从任意字开始，扫描会很慢；请让它以确定的字或字符类开头",
        "{place}: {id}: the pattern may begin with any character; begin it with definite ones",
    ),
}
