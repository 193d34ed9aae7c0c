"""Counts, prices and sums: so many of so much each come to so much together; averages are the same, turned round.

Passes: 78户，每户500元，共39000元. Fails: the same with 38000元. Unsure: an average of the two figures before it that
does not fit, since it may be taken of others.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from minetext.audit.amounts import MONTHS, Amount, amount, half_digit, is_loose, product, quotient, told, written_like
from minetext.audit.binding import Needs
from minetext.audit.misfits import Misfits
from minetext.audit.nearby import Nearby
from minetext.audit.priced import AHEAD, BACK, Price, PriceReader
from minetext.audit.relations import Audited, BoundCheck, Bounds, Fact, Finding, exact_value
from minetext.model import Figure, Result
from minetext.numbers import plain

MESSAGES = (
    "pass",
    "fail",
    "pass_average",
    "unsure_average",
    "pass_several",
    "pass_even",
    "fail_average",
    "pass_yearly",
    "unsure",
)

ONE = Decimal(1)
LEAST = 11
"""Smaller counts divide too many sums to show anything."""

ROUND = ((), (5,))
"""What follows the first digit of a round amount but zeros: 500, 1500."""


NEEDS = Needs(
    patterns=(
        "every", "average", "any", "each", "time", "month", "day", "person", "recipient", "sum", "wider", "clauses",
        "goes_on", "given", "worth", "spent", "and", "times", "period", "week", "of_them", "subject", "added",
        "bare", "made", "besides", "in_all", "so_far",
    ),
    messages=MESSAGES,
)  # fmt: skip


def prices(audited: Audited, rule: BoundCheck) -> Iterator[Finding]:
    """Test every price with the counts and sums around it."""
    nearby = Nearby(audited, rule.patterns["goes_on"])
    reader = PriceReader(nearby, rule.patterns, rule.numbers)
    judge = Misfits(nearby, reader, rule.patterns)
    for sentence in nearby.sentences:
        several = list(reader.pairs(sentence))
        together = _together(several, nearby, reader) if len(several) > 1 else None
        if together:
            yield together
        for number in sentence:
            even = _even(number, nearby, reader)
            if even:
                yield even
            price = reader.price(number)
            if price:
                test = _average if price.average else _price
                finding = test(price, nearby, reader) or _misfit(price, nearby, judge)
                if finding:
                    yield finding


def _price(price: Price, nearby: Nearby, reader: PriceReader) -> Finding | None:
    """78户，每户500元，共39000元: whether count and price come to the sum."""
    figure = nearby.figures[price.number]
    each = amount(figure)
    if each is None or not each.exact:
        return None
    times = _times(price, nearby, reader)
    sums = reader.sums(price)
    for count in reader.counts(price):
        many = amount(nearby.figures[count])
        for sum_ in sums if many else ():
            stated = reader.stated(sum_, price) if sum_ != count else None
            for length, factor in times:
                whole = Amount(each.value * factor, each.value * factor, each.value * factor, True)
                if many and stated and _fits(product(many, whole), many.value * whole.value, stated):
                    lengths = () if length is None else (nearby.figures[length],)
                    scale = reader.scale(nearby.figures[sum_], figure) or ONE
                    chosen = figure, nearby.figures[count], nearby.figures[sum_]
                    return _told(*chosen, whole, lengths, factor, "pass", scale)
    return None


def _misfit(price: Price, nearby: Nearby, judge: Misfits) -> Finding | None:
    """A count, a price and a sum that belong together and do not fit, or an average of them."""
    misfit = judge.misfit(price)
    if misfit is None:
        return None
    figures = nearby.figures
    figure, count, sum_ = figures[price.number], figures[misfit.many], figures[misfit.sum_]
    scale = misfit.scale
    if misfit.divided:
        return _averaged(figure, count, sum_, ONE, misfit.result, scale)
    each = amount(figure, counted=not price.average)
    factor = Decimal(misfit.factor)
    if each is None:
        return None
    whole = Amount(each.value * factor, each.low * factor, each.high * factor, True)
    return _told(figure, count, sum_, whole, (), factor, misfit.result, scale)


def _times(price: Price, nearby: Nearby, reader: PriceReader) -> list[tuple[int | None, Decimal]]:
    """How many times a price is paid: once; for so many months or years; for the twelve months of the year."""
    times: list[tuple[int | None, Decimal]] = [(None, Decimal(1))]
    for one in reader.lengths(price):
        value = nearby.figures[one].value
        if value and value > 1:
            times.append((one, value))
    if price.units and reader.of_whole_year(price):
        times.append((None, MONTHS))
    return times


def _fits(found: Bounds, value: Decimal, stated: Amount, *, beside: bool = False) -> bool:
    """Whether a result is what is stated; where both are roughly rounded, only where their figures stand `beside`."""
    loose = is_loose(Bounds(stated.low, stated.high), stated.value) or is_loose(found, value)
    if loose and not beside:
        return value == stated.value
    return stated.overlaps(found)


def _told(
    price: Figure, count: Figure, sum_: Figure, each: Amount, lengths: Sequence[Figure], factor: Decimal,
    result: Result, scale: Decimal,
) -> Finding:  # fmt: skip
    found = (count.value or Decimal(0)) * each.value / scale
    stated = sum_.value or Decimal(0)
    facts: dict[str, Fact] = {
        "count": count, "price": price, "sum": sum_, "times": "" if factor == 1 else f"×{plain(factor)}",
        "expected": written_like(found, sum_),
    }  # fmt: skip
    figures = tuple(sorted((count, price, sum_, *lengths), key=lambda one: one.span.start))
    whole = amount(sum_)
    tolerance = plain((whole.high - whole.low) / 2) if whole else "0"
    return Finding(figures, result, plain(found), plain(stated), tolerance, result, facts)


def _average(price: Price, nearby: Nearby, reader: PriceReader) -> Finding | None:
    """26418笔、31.2亿元，笔均11.8万元: whether the sum divided by the count gives the average."""
    figures = nearby.figures
    figure = figures[price.number]
    stated = amount(figure, counted=False)
    if stated is None:
        return None
    pairs = [(count, sum_) for count in reader.counts(price) for sum_ in reader.sums(price) if count != sum_]
    for count, sum_ in pairs:
        many, whole = amount(figures[count]), reader.stated(sum_, price)
        if not many or not whole or many.low <= 0 or (price.spans and not (many.exact and whole.exact)):
            continue
        factors = [Decimal(1), MONTHS] if price.units and reader.of_whole_year(price) else [Decimal(1)]
        for factor in factors:
            found = quotient(whole, many)
            per = Bounds(found.low / factor, found.high / factor)
            beside = (count, sum_) == pairs[0] and nearby.together(min(count, sum_), price.number)
            if _fits(per, whole.value / many.value / factor, stated, beside=beside):
                scale = reader.scale(figures[sum_], figure) or ONE
                return _averaged(figure, figures[count], figures[sum_], factor, "pass", scale)
    return None if price.units else _over_year(price, nearby, reader)


def _over_year(price: Price, nearby: Nearby, reader: PriceReader) -> Finding | None:
    """清理1280起，平均每月107起: whether what stands right before an average is that of a year."""
    if not price.spans or price.number - 1 not in reader.sums(price):
        return None
    sum_, stated = nearby.figures[price.number - 1], amount(nearby.figures[price.number], counted=False)
    whole = reader.stated(price.number - 1, price)
    factor = reader.in_year(price.spans[0])
    if not whole or not stated or not factor or not nearby.together(price.number - 1, price.number):
        return None
    per = Bounds(whole.low / factor, whole.high / factor)
    if not _fits(per, whole.value / factor, stated):
        return None
    figure = nearby.figures[price.number]
    expected = told(whole.value / factor, figure.value or Decimal(0))
    facts: dict[str, Fact] = {
        "sum": sum_, "price": figure, "times": plain(factor), "expected": written_like(Decimal(expected), figure),
    }  # fmt: skip
    tolerance = half_digit(figure.value or Decimal(0))
    return Finding((sum_, figure), "pass", expected, plain(figure.value), tolerance, "pass_yearly", facts)


def _even(count: int, nearby: Nearby, reader: PriceReader) -> Finding | None:
    """扶助78名，扶助资金39000元: a sum that gives each of an odd number the same round amount."""
    if not reader.shares_out(count):
        return None
    figure, sum_ = nearby.figures[count], nearby.figures[count + 1]
    many, whole = exact_value(figure), exact_value(sum_)
    if not many or not whole or many < LEAST or many % 10 == 0 or whole % many:
        return None
    each = whole / many
    if each.normalize().as_tuple().digits[1:] not in ROUND:
        return None
    facts: dict[str, Fact] = {"count": figure, "sum": sum_, "price": plain(each), "expected": plain(whole)}
    return Finding((figure, sum_), "pass", plain(whole), plain(whole), "0", "pass_even", facts)


def _averaged(
    price: Figure, count: Figure, sum_: Figure, factor: Decimal, result: Result, scale: Decimal = ONE
) -> Finding:
    found = (sum_.value or Decimal(0)) * scale / (count.value or Decimal(1)) / factor
    stated = price.value or Decimal(0)
    expected = told(found, stated)
    facts: dict[str, Fact] = {
        "count": count, "price": price, "sum": sum_, "times": "" if factor == 1 else f"÷{plain(factor)}",
        "expected": written_like(Decimal(expected), price),
    }  # fmt: skip
    figures = tuple(sorted((count, price, sum_), key=lambda one: one.span.start))
    return Finding(figures, result, expected, plain(stated), half_digit(stated), f"{result}_average", facts)


def _together(several: Sequence[tuple[int, Price]], nearby: Nearby, reader: PriceReader) -> Finding | None:
    """大学新生222名，每人3000元；在校大学生190名，每人2000元，共计104.6万元: several products come to one sum."""
    figures = nearby.figures
    first, last = several[0][1].number, several[-1][1].number
    found = Decimal(0)
    for count, price in several:
        many, each = amount(figures[count]), amount(figures[price.number])
        if not many or not each or not (many.exact and each.exact):
            return None
        found += many.value * each.value
    taken = {one for count, price in several for one in (count, price.number)}
    for sum_ in (*range(last + 1, last + 1 + AHEAD), *range(first - 1, first - 1 - BACK, -1)):
        if (
            not 0 <= sum_ < len(figures)
            or sum_ in taken
            or sum_ not in reader.sums(several[-1][1] if sum_ > last else several[0][1])
        ):
            continue
        stated = amount(figures[sum_])
        if stated and _fits(Bounds(found, found), found, stated):
            numbers = sorted((*taken, sum_))
            facts: dict[str, Fact] = {
                "parts": "＋".join(f"{figures[count].text}×{figures[price.number].text}" for count, price in several),
                "sum": figures[sum_], "expected": written_like(found, figures[sum_]),
            }  # fmt: skip
            chosen = tuple(figures[one] for one in numbers)
            tolerance = plain((stated.high - stated.low) / 2)
            return Finding(chosen, "pass", plain(found), plain(stated.value), tolerance, "pass_several", facts)
    return None
