/** The page that leads to the pages of a large run; an address of a report or row goes on to the page that has it. */
const pageOf = (id) => {
  const doc = id.replace(/:\d+-\d+$/, "");
  const report = doc.replace(/-[fgac]\d+$/, "");
  return FACTS.bundles.find((bundle) => bundle.ids.includes(doc) || bundle.ids.includes(report))?.page;
};

function route() {
  const id = decodeURIComponent(location.hash.slice(1));
  const page = id && pageOf(id);
  if (page) location.replace(`${encodeURIComponent(page)}#${encodeURIComponent(id)}`);
}

function show() {
  Words.apply();
  $("run").textContent = `${FACTS.run.name} · ${say("figures.reports", { count: Words.number(FACTS.run.reports) })}`;
  $("pages").replaceChildren(...FACTS.bundles.map((bundle, at) => make("li", {}, make("a", { href: encodeURIComponent(bundle.page) }, say("bundle", { number: at + 1, of: FACTS.bundles.length })), ` ${say("figures.reports", { count: Words.number(bundle.ids.length) })}`)));
  for (const plot of document.querySelectorAll(".plot")) {
    plot.hidden = plot.lang !== Words.language;
    plot.querySelector("figcaption").textContent = say(`plot.${plot.dataset.plot}`);
    $("plots").append(plot);
  }
}

$("language").addEventListener("click", () => {
  Words.language = Words.language === "zh" ? "en" : "zh";
  show();
});
addEventListener("hashchange", route);
show();
route();
document.body.dataset.opened = "1";
